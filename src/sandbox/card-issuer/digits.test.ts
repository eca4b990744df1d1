import { expect, test } from 'vitest';
import { decimalText, percentOf, readUnits, unitsOf } from './decimals.ts';
import { checkDigit, makeDigits } from './digits.ts';

test('the check digit is Luhn’s', () => {
  expect(checkDigit('411111111111111')).toBe('1');
  expect(checkDigit('555555555555444')).toBe('4');
  expect(checkDigit('7992739871')).toBe('3');
});

test('made digits: 16 of the BIN, three, and a month three years on', () => {
  const { pan, cvv, expiry } = makeDigits('411111', Date.UTC(2026, 11, 5));
  expect(pan).toMatch(/^411111\d{10}$/);
  expect(checkDigit(pan.slice(0, -1))).toBe(pan.slice(-1));
  expect(cvv).toMatch(/^\d{3}$/);
  expect(expiry).toBe('12/29');
});

test.each([
  ['0.1', 100_000_000n, '0.10'],
  ['500.123456789', 500_123_456_789n, '500.123456789'],
  ['-3.000000001', -3_000_000_001n, '-3.000000001'],
  ['123456789012345678.999999999', 123_456_789_012_345_678_999_999_999n, '123456789012345678.999999999'],
])('%s is counted in billionths and told exactly', (text, units, told) => {
  expect(unitsOf(text)).toBe(units);
  expect(decimalText(units)).toBe(told);
  expect(unitsOf(told)).toBe(units);
});

test.each(['0', '-1', '1.0000000001', '1e3', ' 1', '', '1,5', Number.NaN, 1e-9, null, {}])(
  'the amount %j is not taken',
  (value) => {
    expect(readUnits(value)).toBeNull();
  },
);

test('numbers are taken as they are written', () => {
  expect(readUnits(12.5)).toBe(12_500_000_000n);
});

test('a percentage is rounded up to a billionth', () => {
  expect(percentOf(unitsOf('100.00'), unitsOf('1.5'))).toBe(unitsOf('1.50'));
  expect(percentOf(1n, unitsOf('1.5'))).toBe(1n);
});
