import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCY_CODES } from './currency.ts';
import { checkDiscount, DISCOUNT_REASON_MAX, type Discount, discountOf } from './discount.ts';
import { money } from './money.ts';

const percent = (basisPoints: number, reason = 'Damaged'): Discount => ({
  kind: 'percent',
  basisPoints,
  reason,
});
const amount = (amountMinor: number, reason = 'Damaged'): Discount => ({
  kind: 'amount',
  amountMinor,
  reason,
});
const base = fc.maxSafeNat();
const currency = fc.constantFrom(...CURRENCY_CODES);

describe('MON-1 what a discount takes off', () => {
  test('a percentage is the nearest amount to the exact share, halves upwards', () => {
    fc.assert(
      fc.property(base, fc.integer({ min: 1, max: 10_000 }), currency, (minor, basisPoints, code) => {
        const off = discountOf(money(minor, code), percent(basisPoints));
        const exact = BigInt(minor) * BigInt(basisPoints);
        const twice = 2n * (10_000n * BigInt(off.amountMinor) - exact);
        expect(twice > -10_000n && twice <= 10_000n).toBe(true);
        expect(off.currency).toBe(code);
      }),
      { numRuns: 2000 },
    );
  });

  test('is never negative and never more than the amount', () => {
    const any = fc.oneof(
      fc.integer({ min: 1, max: 10_000 }).map((points) => percent(points)),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map((minor) => amount(minor)),
    );
    fc.assert(
      fc.property(base, any, (minor, discount) => {
        const off = discountOf(money(minor, 'RUB'), discount).amountMinor;
        expect(off >= 0 && off <= minor).toBe(true);
        if (discount.kind === 'amount') expect([minor, discount.amountMinor]).toContain(off);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [1000, percent(1000), 100],
    [1000, percent(1), 0],
    [5000, percent(1), 1],
    [4999, percent(1), 0],
    [1, percent(5000), 1],
    [1, percent(4999), 0],
    [333, percent(3333), 111],
    [0, percent(10_000), 0],
    [Number.MAX_SAFE_INTEGER, percent(10_000), Number.MAX_SAFE_INTEGER],
    [1000, amount(1), 1],
    [1000, amount(999), 999],
    [1000, amount(1000), 1000],
    [1000, amount(1001), 1000],
    [0, amount(1), 0],
    [1000, null, 0],
  ] as const)('of %i: %j takes %i', (minor, discount, expected) => {
    expect(discountOf(money(minor, 'KWD'), discount)).toEqual(money(expected, 'KWD'));
  });

  test('a negative amount and a discount that was never checked are bugs of the caller', () => {
    expect(() => discountOf(money(-1, 'RUB'), null)).toThrow(RangeError);
    expect(() => discountOf(money(-1, 'RUB'), percent(1))).toThrow(RangeError);
    expect(() => discountOf(money(100, 'RUB'), percent(10_001))).toThrow(RangeError);
    expect(() => discountOf(money(100, 'RUB'), percent(0))).toThrow(RangeError);
    expect(() => discountOf(money(100, 'RUB'), amount(-5))).toThrow(RangeError);
  });
});

describe('MON-1 what may be given as a discount', () => {
  test.each([
    [percent(1), null],
    [percent(10_000), null],
    [percent(0), 'percent_out_of_range'],
    [percent(10_001), 'percent_out_of_range'],
    [percent(-100), 'percent_out_of_range'],
    [percent(12.5), 'percent_out_of_range'],
    [percent(Number.NaN), 'percent_out_of_range'],
    [amount(1), null],
    [amount(Number.MAX_SAFE_INTEGER), null],
    [amount(0), 'amount_out_of_range'],
    [amount(-1), 'amount_out_of_range'],
    [amount(0.5), 'amount_out_of_range'],
    [amount(2 ** 53), 'amount_out_of_range'],
    [percent(100, ''), 'reason_missing'],
    [amount(100, ' \t'), 'reason_missing'],
    [percent(100, 'x'.repeat(DISCOUNT_REASON_MAX)), null],
    [percent(100, 'x'.repeat(DISCOUNT_REASON_MAX + 1)), 'reason_too_long'],
  ] as const)('%j: %s', (discount, problem) => {
    const expected = problem === null ? { ok: true, value: discount } : { ok: false, error: problem };
    expect(checkDiscount(discount)).toEqual(expected);
  });

  test('the reason comes back without spaces around it', () => {
    expect(checkDiscount(amount(5, '  Regular customer '))).toEqual({
      ok: true,
      value: amount(5, 'Regular customer'),
    });
    const padded = ` ${'x'.repeat(DISCOUNT_REASON_MAX)} `;
    expect(checkDiscount(percent(5, padded)).ok).toBe(true);
  });

  test('what is accepted can be taken off; what is refused for its value throws', () => {
    const any = fc.oneof(
      fc.double().map((points) => percent(points)),
      fc.integer({ min: -5, max: 10_005 }).map((points) => percent(points)),
      fc.double().map((minor) => amount(minor)),
      fc.maxSafeInteger().map((minor) => amount(minor)),
    );
    fc.assert(
      fc.property(any, (discount) => {
        const taking = (): unknown => discountOf(money(12_345, 'RUB'), discount);
        if (checkDiscount(discount).ok) expect(taking).not.toThrow();
        else expect(taking).toThrow(RangeError);
      }),
      { numRuns: 1000 },
    );
  });
});
