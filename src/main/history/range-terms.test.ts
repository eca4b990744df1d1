import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountRange, amountTerm, amountTerms, timeRange, timeTerms } from './range-terms.ts';
import { QUARTER_MS } from './shop-days.ts';

const amount = fc.oneof(
  fc.integer({ min: 0, max: 30_000 }),
  fc.integer({ min: 0, max: 300 }).map((value) => value * 1000),
  fc.maxSafeNat(),
);

test('MON-1 an amount is found by a range when it lies in it, and only then', () => {
  fc.assert(
    fc.property(amount, amount, amount, (value, one, other) => {
      const [min, max] = [Math.min(one, other), Math.max(one, other)];
      const asked = new Set(amountRange(min, max));
      expect(amountTerms(value).filter((term) => asked.has(term))).toHaveLength(
        value >= min && value <= max ? 1 : 0,
      );
    }),
    { numRuns: 2000 },
  );
});

test('MON-1 an amount is found by itself, and by open ends', () => {
  fc.assert(
    fc.property(amount, amount, (value, other) => {
      expect(amountTerms(value).includes(amountTerm(other))).toBe(value === other);
      expect(amountTerms(value).some((term) => amountRange(other, null).includes(term))).toBe(value >= other);
      expect(amountTerms(value).some((term) => amountRange(null, other).includes(term))).toBe(value <= other);
    }),
    { numRuns: 1000 },
  );
  expect(amountRange(2, 1)).toEqual([]);
});

test('a range of amounts is asked for by few terms, round ones by very few', () => {
  fc.assert(
    fc.property(amount, amount, (one, other) => {
      const terms = amountRange(Math.min(one, other), Math.max(one, other));
      expect(terms.length).toBeLessThanOrEqual(300);
    }),
  );
  expect(amountRange(100_000, 150_000)).toHaveLength(6);
  expect(amountRange(50_000, null).length).toBeLessThanOrEqual(20);
});

const START = Date.parse('2019-12-30T00:00:00Z');
const quarter = fc.oneof(
  fc.integer({ min: 0, max: 35_040 * 3 }),
  fc.integer({ min: 0, max: 365 * 12 }).map((days) => days * 96),
);

test('T-7 a moment is found by a span when it lies in it, and only then', () => {
  fc.assert(
    fc.property(
      quarter,
      quarter,
      quarter,
      fc.integer({ min: 0, max: QUARTER_MS - 1 }),
      (one, other, third, ms) => {
        const from = START + Math.min(one, other) * QUARTER_MS;
        const to = START + Math.max(one, other) * QUARTER_MS;
        const at = START + third * QUARTER_MS + ms;
        const asked = timeRange({ from, to });
        expect(asked.length).toBeLessThanOrEqual(200);
        const met = timeTerms(at).filter((term) => asked.includes(term));
        expect(met).toHaveLength(at >= from && at < to ? 1 : 0);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a day of a zone with whole hours is asked for by 24 terms at most', () => {
  const from = Date.parse('2026-11-20T21:00:00Z');
  expect(timeRange({ from, to: from + 24 * 3_600_000 })).toHaveLength(24);
  const whole = Date.parse('2026-11-20T00:00:00Z');
  expect(timeRange({ from: whole, to: whole + 24 * 3_600_000 })).toEqual(['d20261120']);
});
