import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCY_CODES, currencyExponent, isCurrencyCode } from './currency.ts';

test('MON-1 a currency whose exponent is not agreed is refused, and so is everything unknown', () => {
  for (const code of [
    'IDR',
    'BTC',
    'ETH',
    'USDT',
    'XAU',
    'XXX',
    'rub',
    'RUB ',
    '',
    'constructor',
    '__proto__',
  ]) {
    expect(isCurrencyCode(code), code).toBe(false);
  }
});

test('MON-1 only listed codes are currencies', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(isCurrencyCode(text)).toBe(CURRENCY_CODES.some((code) => code === text));
    }),
  );
});

test('MON-1 every currency has the number of decimals of ISO 4217', () => {
  // The exceptions of ISO 4217, list one; every other currency there has two decimals.
  const exceptions: Readonly<Record<string, number>> = {
    BHD: 3,
    JPY: 0,
    KRW: 0,
    KWD: 3,
    OMR: 3,
    TND: 3,
    VND: 0,
  };
  for (const code of CURRENCY_CODES) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    expect(currencyExponent(code), code).toBe(exceptions[code] ?? 2);
  }
  expect(CURRENCY_CODES).toEqual([...CURRENCY_CODES].sort());
  expect(CURRENCY_CODES).toContain('RUB');
});
