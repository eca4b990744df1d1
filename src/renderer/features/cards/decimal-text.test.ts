import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDecimal } from '../../../domain/decimal-amount.ts';
import { formatDecimal, formatDecimalDigits, formatSignedDecimal, readTypedAmount } from './decimal-text.ts';

const usdt = (decimal: string) => ({ decimal, currency: 'USDT' });
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

/** A canonical number of up to 18 digits before and 9 after the point. */
const decimals = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
    fc.stringMatching(/^\d{0,9}$/).map((digits) => digits.replace(/0+$/, '')),
  )
  .map(([negative, whole, fraction]) => {
    const size = fraction === '' ? `${whole}` : `${whole}.${fraction}`;
    return negative && size !== '0' ? `-${size}` : size;
  });

describe('amounts of the card issuer as they are shown', () => {
  it.each([
    ['0', '0.00', '0,00'],
    ['1234.5', '1,234.50', '1 234,50'],
    ['-1234567.123456789', '−1,234,567.123456789', '−1 234 567,123456789'],
    [
      '999999999999999999.000000001',
      '999,999,999,999,999,999.000000001',
      '999 999 999 999 999 999,000000001',
    ],
  ])('%s', (decimal, english, russian) => {
    expect(formatDecimalDigits(decimal, 'en')).toBe(english);
    expect(plain(formatDecimalDigits(decimal, 'ru'))).toBe(russian);
  });

  it('carry the currency as the issuer calls it, whatever it is', () => {
    expect(plain(formatDecimal({ decimal: '5', currency: 'USDT-TRC20' }, 'en'))).toBe('5.00 USDT-TRC20');
  });

  it('have a plus before what came in, and none before nothing', () => {
    expect(plain(formatSignedDecimal(usdt('5'), 'en'))).toBe('+5.00 USDT');
    expect(plain(formatSignedDecimal(usdt('-5'), 'en'))).toBe('−5.00 USDT');
    expect(plain(formatSignedDecimal(usdt('0'), 'en'))).toBe('0.00 USDT');
  });

  it('lose no digit, in either language', () => {
    fc.assert(
      fc.property(decimals, fc.constantFrom('en' as const, 'ru' as const), (decimal, language) => {
        const shown = formatDecimalDigits(decimal, language).replace('−', '-');
        const digits =
          language === 'en' ? shown.replace(/,/g, '') : shown.replace(/\s/g, '').replace(',', '.');
        expect(canonicalDecimal(digits)).toEqual({ ok: true, value: decimal });
      }),
    );
  });
});

describe('amounts of the card issuer as they are typed', () => {
  it.each([
    ['12.5', '12.5'],
    ['12,5', '12.5'],
    [' 1 234.50 ', '1234.5'],
    ['0.000000001', '0.000000001'],
    ['1\u00a0234,5', '1234.5'],
  ])('%j is %s', (text, decimal) => {
    expect(readTypedAmount(text, 'USDT', 'ru')).toEqual({ ok: true, value: usdt(decimal) });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['0', 'not_positive'],
    ['-3', 'not_positive'],
    ['1e5', 'not_a_number'],
    ['1,234.50', 'not_a_number'],
    ['0.0000000001', 'too_many_decimals'],
    ['1000000000000000000', 'too_large'],
  ] as const)('%j is refused: %s', (text, fault) => {
    expect(readTypedAmount(text, 'USDT', 'en')).toEqual({ ok: false, error: fault });
  });

  it('are not guessed at where a comma may mean thousands', () => {
    expect(readTypedAmount('1,234', 'USDT', 'en')).toEqual({ ok: false, error: 'ambiguous' });
    expect(readTypedAmount('1,234', 'USDT', 'ru')).toEqual({ ok: true, value: usdt('1.234') });
  });

  it('are read back as they are shown in Russian', () => {
    fc.assert(
      fc.property(decimals, (decimal) => {
        fc.pre(!decimal.startsWith('-') && decimal !== '0');
        const read = readTypedAmount(formatDecimalDigits(decimal, 'ru'), 'USDT', 'ru');
        expect(read).toEqual({ ok: true, value: usdt(decimal) });
      }),
    );
  });
});
