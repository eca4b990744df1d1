import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cashRounding,
  changeDue,
  countTotal,
  DENOMINATIONS,
  QUICK_AMOUNTS_MAX,
  quickAmounts,
  roundForCash,
} from './cash.ts';
import { CURRENCY_CODES } from './currency.ts';
import { addMoney, money } from './money.ts';

const currency = fc.oneof(fc.constantFrom('JPY', 'RUB', 'KWD'), fc.constantFrom(...CURRENCY_CODES));
const anyDue = fc.oneof(fc.nat(2000), fc.nat(10_000_000), fc.nat(10_000_000_000));
const minor = (amounts: readonly { readonly amountMinor: number }[]): readonly number[] =>
  amounts.map(({ amountMinor }) => amountMinor);

describe('MON-1 coins and notes', () => {
  test.each(CURRENCY_CODES)('%s: descending, each once, all payable in the smallest', (code) => {
    const pieces = DENOMINATIONS[code];
    const smallest = Math.min(...pieces);
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces).toEqual([...new Set(pieces)].sort((a, b) => b - a));
    expect(smallest).toBeGreaterThan(0);
    for (const piece of pieces) expect(piece % smallest, `${piece}`).toBe(0);
  });

  test('what was counted comes to the sum, piece by piece', () => {
    const counted = fc.constantFrom('JPY', 'RUB', 'KWD').chain((code) =>
      fc.record({
        code: fc.constant(code),
        counts: fc.array(
          fc.record({ denominationMinor: fc.constantFrom(...DENOMINATIONS[code]), count: fc.nat(40) }),
        ),
      }),
    );
    fc.assert(
      fc.property(counted, ({ code, counts }) => {
        const pieces = counts.flatMap(({ denominationMinor, count }) =>
          Array.from({ length: count }, () => BigInt(denominationMinor)),
        );
        const total = countTotal(code, counts);
        expect(BigInt(total.amountMinor)).toBe(pieces.reduce((a, b) => a + b, 0n));
        expect(total.currency).toBe(code);
      }),
      { numRuns: 1000 },
    );
  });

  test('a count that means nothing is a bug of the caller', () => {
    expect(countTotal('RUB', [])).toEqual(money(0, 'RUB'));
    expect(countTotal('RUB', [{ denominationMinor: 5000, count: 0 }])).toEqual(money(0, 'RUB'));
    for (const [denominationMinor, count] of [
      [0, 1],
      [-100, 1],
      [100, -1],
      [100, 0.5],
      [0.5, 2],
      [Number.MAX_SAFE_INTEGER, 2],
    ] as const) {
      expect(() => countTotal('RUB', [{ denominationMinor, count }])).toThrow(RangeError);
    }
  });
});

describe('MON-1 rounding for cash', () => {
  test('the steps of all currencies', () => {
    const steps = Object.fromEntries(
      CURRENCY_CODES.flatMap((code) => {
        const step = cashRounding(code);
        return step === null ? [] : [[code, step]];
      }),
    );
    expect(steps).toEqual({
      AED: 25,
      AMD: 1000,
      BHD: 5,
      CHF: 5,
      CNY: 10,
      CZK: 100,
      GEL: 5,
      INR: 100,
      KGS: 100,
      KRW: 10,
      KWD: 5,
      KZT: 100,
      MDL: 5,
      OMR: 5,
      RSD: 100,
      SEK: 100,
      THB: 25,
      TJS: 5,
      TND: 5,
      UZS: 5000,
      VND: 500,
    });
  });

  test('is the nearest multiple, halves away from zero, and the mirror below zero', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 12), fc.integer({ min: 1, max: 10_000 }), (amount, step) => {
        const rounded = roundForCash(money(amount, 'CHF'), step).amountMinor;
        const off = 2 * (rounded - amount);
        expect(rounded % step).toBe(0);
        expect(off > -step && off <= step).toBe(true);
        expect(roundForCash(money(-amount, 'CHF'), step)).toEqual(money(-rounded, 'CHF'));
      }),
      { numRuns: 2000 },
    );
  });

  test('rounding what is rounded changes nothing', () => {
    fc.assert(
      fc.property(currency, anyDue, (code, due) => {
        const step = cashRounding(code) ?? 1;
        const once = roundForCash(money(due, code), step);
        expect(roundForCash(once, step)).toEqual(once);
        if (step === 1) expect(once).toEqual(money(due, code));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    [2, 5, 0],
    [3, 5, 5],
    [7, 5, 5],
    [8, 5, 10],
    [49, 100, 0],
    [50, 100, 100],
    [-50, 100, -100],
    [-49, 100, 0],
    [12, 25, 0],
    [13, 25, 25],
    [17, 1, 17],
  ])('%i to steps of %i is %i', (amount, step, expected) => {
    expect(roundForCash(money(amount, 'CHF'), step)).toEqual(money(expected, 'CHF'));
  });

  test('a step that is none is a bug of the caller', () => {
    for (const step of [0, -5, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => roundForCash(money(10, 'CHF'), step)).toThrow(RangeError);
    }
  });
});

describe('MON-1 change', () => {
  test('received is due plus change, exactly, or it is too little', () => {
    fc.assert(
      fc.property(currency, anyDue, anyDue, (code, received, due) => {
        const change = changeDue(money(received, code), money(due, code));
        if (received < due) expect(change).toEqual({ ok: false, error: 'received_too_little' });
        else {
          if (!change.ok) throw new Error(change.error);
          expect(addMoney(money(due, code), change.value)).toEqual(money(received, code));
          expect(change.value.amountMinor).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('the exact amount has no change, one unit less is too little', () => {
    expect(changeDue(money(500, 'RUB'), money(500, 'RUB'))).toEqual({ ok: true, value: money(0, 'RUB') });
    expect(changeDue(money(499, 'RUB'), money(500, 'RUB')).ok).toBe(false);
    expect(() => changeDue(money(500, 'RUB'), money(500, 'EUR'))).toThrow(TypeError);
  });

  test('of a rounded amount it can be counted out in pieces that exist', () => {
    fc.assert(
      fc.property(currency, anyDue, (code, raw) => {
        const due = roundForCash(money(raw, code), cashRounding(code) ?? 1);
        for (const received of quickAmounts(due)) {
          const change = changeDue(received, due);
          if (!change.ok) throw new Error(change.error);
          const left = DENOMINATIONS[code].reduce((rest, piece) => rest % piece, change.value.amountMinor);
          expect(left).toBe(0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('MON-1 quick amounts', () => {
  test('at most five, the exact one first, ascending, each once, all covering what is due', () => {
    fc.assert(
      fc.property(currency, anyDue, (code, due) => {
        const amounts = minor(quickAmounts(money(due, code)));
        expect(amounts[0]).toBe(due);
        expect(amounts.length).toBeLessThanOrEqual(QUICK_AMOUNTS_MAX);
        expect(amounts).toEqual([...new Set(amounts)].sort((a, b) => a - b));
        for (const amount of amounts) expect(changeDue(money(amount, code), money(due, code)).ok).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('each but the exact one is made of one kind of piece, and not one piece too many', () => {
    fc.assert(
      fc.property(currency, anyDue, (code, due) => {
        for (const amount of minor(quickAmounts(money(due, code))).slice(1)) {
          const made = DENOMINATIONS[code].some(
            (piece) => amount % piece === 0 && amount - piece < due && amount / piece <= 20,
          );
          expect(made, `${amount}`).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('up to the largest piece there is always something to offer besides the exact amount', () => {
    fc.assert(
      fc.property(currency, fc.double({ min: 0, max: 1, noNaN: true }), (code, part) => {
        const largest = Math.max(...DENOMINATIONS[code]);
        const due = Math.max(1, Math.floor(part * (largest - 1)));
        expect(quickAmounts(money(due, code)).length).toBeGreaterThan(1);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['RUB', 34_750, [34_750, 35_000, 40_000, 50_000, 100_000]],
    ['RUB', 9950, [9950, 10_000, 20_000, 50_000, 100_000]],
    ['RUB', 1230, [1230, 1300, 1500, 2000, 5000]],
    ['RUB', 123_450, [123_450, 130_000, 150_000, 200_000, 500_000]],
    ['RUB', 50_000, [50_000, 100_000, 200_000, 500_000]],
    ['RUB', 6_123_400, [6_123_400, 6_500_000]],
    ['RUB', 20_000_000, [20_000_000]],
    ['USD', 1780, [1780, 1800, 2000, 5000, 10_000]],
    ['USD', 4712, [4712, 5000, 6000, 10_000]],
    ['EUR', 320, [320, 350, 400, 500, 1000]],
    ['KRW', 8760, [8760, 9000, 10_000, 50_000]],
    ['JPY', 648, [648, 650, 700, 1000, 2000]],
    ['KWD', 2345, [2345, 2500, 3000, 5000, 10_000]],
    ['USD', 5000, [5000, 10_000]],
    ['USD', 3000, [3000, 4000, 5000, 10_000]],
    ['CHF', 1995, [1995, 2000, 5000, 10_000, 20_000]],
    ['RUB', 0, [0]],
  ] as const)('%s %i: %j', (code, due, expected) => {
    expect(minor(quickAmounts(money(due, code)))).toEqual(expected);
  });

  test('less than nothing is a bug of the caller', () => {
    expect(() => quickAmounts(money(-1, 'RUB'))).toThrow(RangeError);
  });
});
