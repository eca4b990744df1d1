import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  type DecimalAmount,
  decimalAmount,
  isPositiveDecimal,
  parseTypedDecimal,
  subtractDecimals,
} from './decimal-amount.ts';

const usd = (decimal: string): DecimalAmount => ({ decimal, currency: 'USD' });

/** An amount as billionths, the second way of reckoning. */
const billionths = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

function text(value: bigint): string {
  const size = (value < 0n ? -value : value).toString().padStart(10, '0');
  return `${value < 0n ? '-' : ''}${size.slice(0, -9)}.${size.slice(-9)}`;
}

describe('the one way to write a number', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['+1.50', '1.5'],
    ['0012', '12'],
    ['1.', null],
    ['.5', null],
    ['1.000000001', '1.000000001'],
    ['1.0000000010', '1.000000001'],
    ['999999999999999999.999999999', '999999999999999999.999999999'],
  ])('%s', (written, canonical) => {
    const result = canonicalDecimal(written);
    expect(result.ok ? result.value : null).toBe(canonical);
  });

  test.each([
    ['1.0000000001', 'too_many_decimals'],
    ['1000000000000000000', 'too_large'],
    ['1e3', 'not_a_number'],
    ['1,5', 'not_a_number'],
    ['', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['--1', 'not_a_number'],
  ])('%s is refused: %s', (written, fault) => {
    expect(canonicalDecimal(written)).toEqual({ ok: false, error: fault });
  });

  test('is found again whatever was written, and twice is once', () => {
    fc.assert(
      fc.property(billionths, (value) => {
        const once = canonicalDecimal(text(value));
        if (!once.ok) throw new Error(once.error);
        expect(canonicalDecimal(once.value)).toEqual(once);
        expect(once.value).not.toMatch(/^-0$|\.$|\.\d*0$|^-?0\d/);
      }),
    );
  });
});

test('what a person types may have a comma and spaces; two separators are not guessed at', () => {
  expect(parseTypedDecimal(' 1 250,50 ')).toEqual({ ok: true, value: '1250.5' });
  expect(parseTypedDecimal('1\u00a0250.5')).toEqual({ ok: true, value: '1250.5' });
  expect(parseTypedDecimal('1,250.50').ok).toBe(false);
  expect(parseTypedDecimal('1,250,50').ok).toBe(false);
});

test('sums agree with billionths in whole numbers', () => {
  fc.assert(
    fc.property(billionths, billionths, (a, b) => {
      const x = decimalAmount(text(a), 'USD');
      const y = decimalAmount(text(b), 'USD');
      // Beyond eighteen digits there is no amount.
      if (((a + b < 0n ? -(a + b) : a + b) / 10n ** 9n).toString().length > 18) return;
      expect(addDecimals(x, y)).toEqual(decimalAmount(text(a + b), 'USD'));
      expect(subtractDecimals(addDecimals(x, y), y)).toEqual(x);
      expect(Math.sign(compareDecimals(x, y))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

test('a hundred thousand times a billionth is exact', () => {
  const parts = Array.from({ length: 100_000 }, () => usd('0.000000001'));
  expect(parts.reduce(addDecimals, usd('0'))).toEqual(usd('0.0001'));
});

test('two currencies never meet, and what is no amount is a bug', () => {
  expect(() => addDecimals(usd('1'), { decimal: '1', currency: 'EUR' })).toThrow('USD is not EUR');
  expect(() => compareDecimals(usd('1'), { decimal: '1', currency: 'EUR' })).toThrow(RangeError);
  expect(() => addDecimals(usd('1.50'), usd('1'))).toThrow('Not a decimal amount: 1.50');
  expect(() => decimalAmount('much', 'USD')).toThrow(RangeError);
  expect(() => addDecimals(usd('999999999999999999'), usd('1'))).toThrow(RangeError);
});

test('positive is more than nothing', () => {
  expect(isPositiveDecimal(usd('0.000000001'))).toBe(true);
  expect(isPositiveDecimal(usd('0'))).toBe(false);
  expect(isPositiveDecimal(usd('-1'))).toBe(false);
});
