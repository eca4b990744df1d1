import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMoney,
  allocate,
  money,
  multiplyByQuantity,
  parseAmount,
  safeAmount,
  subtractMoney,
  sumMoney,
  toDecimalText,
} from './money.ts';

const safe = fc.maxSafeInteger();
const weights = fc
  .array(fc.oneof(fc.nat(10), fc.maxSafeNat()), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0));

/** Rounds a fraction half away from zero by comparing it with both neighbours: not the way the source does. */
function nearest(dividend: bigint, divisor: bigint): bigint {
  const absolute = dividend < 0n ? -dividend : dividend;
  const below = absolute / divisor;
  const distanceBelow = absolute - below * divisor;
  const distanceAbove = (below + 1n) * divisor - absolute;
  const rounded = distanceBelow < distanceAbove ? below : below + 1n;
  return dividend < 0n ? -rounded : rounded;
}

/** Hands the units out one after another, each to the part that is furthest behind its exact share. */
function handOut(total: number, list: readonly number[]): readonly number[] {
  const sum = list.reduce((a, b) => a + b, 0);
  const parts = list.map(() => 0);
  for (let unit = 0; unit < total; unit++) {
    let best = -1;
    let behind = 0n;
    list.forEach((weight, index) => {
      const floor = (BigInt(total) * BigInt(weight)) / BigInt(sum);
      const owed = BigInt(total) * BigInt(weight) - BigInt(parts[index] ?? 0) * BigInt(sum);
      const complete = BigInt(parts[index] ?? 0) > floor;
      if (!complete && owed > behind) {
        best = index;
        behind = owed;
      }
    });
    parts[best] = (parts[best] ?? 0) + 1;
  }
  return parts;
}

describe('MON-1 allocation', () => {
  test('sums exactly to the total, whatever the weights', () => {
    fc.assert(
      fc.property(safe, weights, (total, list) => {
        const parts = allocate(money(total, 'RUB'), list).map(({ amountMinor }) => BigInt(amountMinor));
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(BigInt(total));
      }),
    );
  });

  test('gives every part its exact share, less than one unit off', () => {
    fc.assert(
      fc.property(safe, weights, (total, list) => {
        const sum = list.reduce((a, weight) => a + BigInt(weight), 0n);
        allocate(money(total, 'EUR'), list).forEach(({ amountMinor, currency }, index) => {
          const off = BigInt(amountMinor) * sum - BigInt(total) * BigInt(list[index] ?? 0);
          expect(off < sum && -off < sum).toBe(true);
          expect(currency).toBe('EUR');
        });
      }),
    );
  });

  test('is the largest remainder: the same as handing out unit by unit', () => {
    const small = fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }).filter((l) => l.some((w) => w > 0));
    fc.assert(
      fc.property(fc.nat(150), small, (total, list) => {
        const parts = allocate(money(total, 'JPY'), list).map(({ amountMinor }) => amountMinor);
        expect(parts).toEqual(handOut(total, list));
      }),
    );
  });

  test('a negative total is the mirror of the positive one; a zero weight gets nothing', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), weights, (total, list) => {
        const plus = allocate(money(total, 'RUB'), list);
        const minus = allocate(money(-total, 'RUB'), list);
        expect(minus).toEqual(plus.map((part) => subtractMoney(money(0, 'RUB'), part)));
        list.forEach((weight, index) => {
          if (weight === 0) expect(plus[index]?.amountMinor).toBe(0);
        });
      }),
    );
  });

  test('ties go to the earlier part', () => {
    expect(allocate(money(100, 'RUB'), [1, 1, 1]).map((part) => part.amountMinor)).toEqual([34, 33, 33]);
    expect(allocate(money(2, 'RUB'), [1, 1, 1]).map((part) => part.amountMinor)).toEqual([1, 1, 0]);
    expect(allocate(money(-1, 'RUB'), [1, 1]).map((part) => part.amountMinor)).toEqual([-1, 0]);
  });

  test('weights that mean nothing are a bug of the caller', () => {
    for (const list of [[], [0], [0, 0], [1, -1], [1.5], [Number.NaN], [2 ** 53]]) {
      expect(() => allocate(money(10, 'RUB'), list)).toThrow(RangeError);
    }
  });
});

describe('MON-1 unit amount times quantity', () => {
  test('is the exact rational, rounded half away from zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 1e6 }), (unit, quantity) => {
        const exact = nearest(BigInt(unit) * BigInt(quantity), 1000n);
        expect(BigInt(multiplyByQuantity(money(unit, 'RUB'), quantity).amountMinor)).toBe(exact);
      }),
    );
  });

  test.each([
    [999, 500, 500],
    [1, 500, 1],
    [1, 499, 0],
    [-1, 500, -1],
    [-1, 499, 0],
    [-333, 1500, -500],
    [94_000, 1250, 117_500],
    [Number.MAX_SAFE_INTEGER, 1000, Number.MAX_SAFE_INTEGER],
  ])('%i × %i thousandths = %i', (unit, quantity, expected) => {
    expect(multiplyByQuantity(money(unit, 'RUB'), quantity).amountMinor).toBe(expected);
  });

  test('a product that cannot be exact throws instead of being wrong', () => {
    expect(() => multiplyByQuantity(money(Number.MAX_SAFE_INTEGER, 'RUB'), 1001)).toThrow(RangeError);
    expect(() => multiplyByQuantity(money(1, 'RUB'), 0.5)).toThrow(RangeError);
  });
});

describe('MON-1 amounts as text', () => {
  test.each(['JPY', 'RUB', 'KWD'] as const)('%s: what is written is read back', (currency) => {
    fc.assert(
      fc.property(safe, (amountMinor) => {
        const text = toDecimalText(money(amountMinor, currency));
        expect(parseAmount(text, currency)).toEqual({ ok: true, value: money(amountMinor, currency) });
      }),
    );
  });

  test.each([
    ['1 234,50', 'RUB', 123_450],
    ['1\u00a0234.5', 'RUB', 123_450],
    ['1\u202f234', 'RUB', 123_400],
    ['12.', 'RUB', 1200],
    ['-0', 'RUB', 0],
    ['-0,01', 'RUB', -1],
    ['12,345', 'KWD', 12_345],
    ['500', 'JPY', 500],
    ['0000012', 'RUB', 1200],
    ['90071992547409.91', 'RUB', Number.MAX_SAFE_INTEGER],
  ] as const)('%j in %s is %i', (text, currency, expected) => {
    const parsed = parseAmount(text, currency);
    expect(parsed).toEqual({ ok: true, value: { amountMinor: expected, currency } });
    expect(Object.is(parsed.ok && parsed.value.amountMinor, -0)).toBe(false);
  });

  test.each([
    ['', 'RUB', 'empty'],
    ['  ', 'RUB', 'empty'],
    ['1,234', 'RUB', 'too_many_decimals'],
    ['1.5', 'JPY', 'too_many_decimals'],
    ['1,234.50', 'RUB', 'not_a_number'],
    ['1e3', 'RUB', 'not_a_number'],
    ['0x10', 'RUB', 'not_a_number'],
    ['+5', 'RUB', 'not_a_number'],
    ['٣', 'RUB', 'not_a_number'],
    ['.5', 'RUB', 'not_a_number'],
    ['90071992547409.92', 'RUB', 'too_large'],
    ['9'.repeat(400), 'RUB', 'too_large'],
  ] as const)('%j in %s is refused: %s', (text, currency, error) => {
    expect(parseAmount(text, currency)).toEqual({ ok: false, error });
  });

  test('T-8 no text makes the reader throw, and what it accepts is a safe integer', () => {
    const odd = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-\d., ]{0,12}$/));
    fc.assert(
      fc.property(odd, fc.constantFrom('JPY', 'RUB', 'KWD'), (text, currency) => {
        const parsed = parseAmount(text, currency);
        expect(!parsed.ok || Number.isSafeInteger(parsed.value.amountMinor)).toBe(true);
      }),
    );
  });
});

describe('MON-1 guards', () => {
  test('an amount that is not a safe integer throws', () => {
    for (const amount of [0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)]) {
      expect(() => safeAmount(amount)).toThrow(RangeError);
      expect(() => money(amount, 'RUB')).toThrow(RangeError);
    }
    const most = money(Number.MAX_SAFE_INTEGER, 'RUB');
    expect(() => addMoney(most, money(1, 'RUB'))).toThrow(RangeError);
    expect(() => subtractMoney(money(-2, 'RUB'), most)).toThrow(RangeError);
    expect(() => sumMoney([most, most], 'RUB')).toThrow(RangeError);
  });

  test('two currencies never meet', () => {
    expect(() => addMoney(money(1, 'RUB'), money(1, 'EUR'))).toThrow(TypeError);
    expect(() => subtractMoney(money(1, 'RUB'), money(1, 'EUR'))).toThrow(TypeError);
    expect(() => sumMoney([money(1, 'EUR')], 'RUB')).toThrow(TypeError);
  });

  test('sums are exact and negative zero does not exist', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (amounts) => {
        const sum = sumMoney(
          amounts.map((amount) => money(amount, 'RUB')),
          'RUB',
        );
        expect(BigInt(sum.amountMinor)).toBe(amounts.reduce((a, b) => a + BigInt(b), 0n));
      }),
    );
    expect(Object.is(safeAmount(-0), 0)).toBe(true);
    expect(subtractMoney(money(5, 'RUB'), money(5, 'RUB'))).toEqual(money(0, 'RUB'));
  });
});
