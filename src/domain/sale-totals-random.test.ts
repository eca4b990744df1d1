import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Discount } from './discount.ts';
import { type Money, money } from './money.ts';
import { computeTotals, type SaleTotals, type TotalsInput } from './sale-totals.ts';

const CURRENCIES = ['JPY', 'RUB', 'KWD'] as const; // exponents 0, 2, 3
const BASIS_POINTS = [2200, 2000, 1000, 500, 700, 0, null, 1, 9999, 10_000];

const discount = fc.option(
  fc.oneof(
    fc.record({
      kind: fc.constant('percent' as const),
      basisPoints: fc.oneof(
        fc.constantFrom(100, 500, 1000, 3333, 10_000),
        fc.integer({ min: 1, max: 10_000 }),
      ),
      reason: fc.constant('test'),
    }),
    fc.record({
      kind: fc.constant('amount' as const),
      amountMinor: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 10_000_000 })),
      reason: fc.constant('test'),
    }),
  ),
);

const tax = fc.option(
  fc.record({
    rateId: fc.constantFrom('standard', 'reduced'),
    name: fc.constant('VAT'),
    basisPoints: fc.constantFrom(...BASIS_POINTS),
  }),
  { freq: 6 },
);

const rule = fc.record({
  mode: fc.constantFrom('included' as const, 'added' as const),
  rounding: fc.constantFrom('line' as const, 'sale' as const),
});

/** Small amounts, where every rounding shows, and those of real shops; pieces and weights. */
const sale: fc.Arbitrary<TotalsInput> = fc.constantFrom(...CURRENCIES).chain((currency) =>
  fc.record({
    currency: fc.constant(currency),
    lines: fc
      .array(
        fc.record({
          unitAmount: fc.oneof(fc.nat(20), fc.nat(2_000_000)).map((minor) => money(minor, currency)),
          quantityThousandths: fc.oneof(
            fc.integer({ min: 1, max: 20 }).map((pieces) => pieces * 1000),
            fc.integer({ min: 1, max: 9999 }),
          ),
          discount,
          tax,
        }),
        { maxLength: 8 },
      )
      .map((lines) => lines.map((line, index) => ({ id: `line-${index}`, ...line }))),
    discount,
    taxRule: rule,
  }),
);

/** An exact fraction; the denominator is positive. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** The whole number nearest to a fraction that is not negative, halves upwards: searched for, not divided. */
function nearest({ over, under }: Fraction): bigint {
  let low = 0n;
  let high = 1n;
  const reached = (whole: bigint): boolean => (2n * whole - 1n) * under <= 2n * over;
  while (reached(high)) high *= 2n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (reached(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Shares by largest remainder: unit after unit to whoever is furthest behind, from the whole parts up. */
function shared(total: bigint, weights: readonly bigint[]): readonly bigint[] {
  const whole = weights.reduce((a, b) => a + b, 0n);
  if (whole === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (total * weight - ((total * weight) % whole)) / whole);
  const behind = (index: number): bigint => total * (weights[index] ?? 0n) - (parts[index] ?? 0n) * whole;
  for (let left = total - parts.reduce((a, b) => a + b, 0n); left > 0n; left -= 1n) {
    let next = 0;
    for (const index of parts.keys()) if (behind(index) > behind(next)) next = index;
    parts[next] = (parts[next] ?? 0n) + 1n;
  }
  return parts;
}

function taken(base: bigint, given: Discount | null): bigint {
  if (given === null) return 0n;
  if (given.kind === 'percent') return nearest({ over: base * BigInt(given.basisPoints), under: 10_000n });
  return base < BigInt(given.amountMinor) ? base : BigInt(given.amountMinor);
}

interface Reckoned {
  readonly charged: readonly bigint[];
  readonly taxes: Readonly<Record<string, { readonly base: bigint; readonly amount: bigint }>>;
  readonly total: bigint;
}

/**
 * The whole sale a second time, column by column instead of line by line, from exact fractions: it shares no code
 * with the source, not even the rounding.
 */
function reckon({ lines, discount: off, taxRule }: TotalsInput): Reckoned {
  const gross = lines.map(({ unitAmount, quantityThousandths }) =>
    nearest({ over: BigInt(unitAmount.amountMinor) * BigInt(quantityThousandths), under: 1000n }),
  );
  const afterOwn = gross.map((amount, index) => amount - taken(amount, lines[index]?.discount ?? null));
  const saleOff = taken(
    afterOwn.reduce((a, b) => a + b, 0n),
    off,
  );
  const shares = shared(saleOff, afterOwn);
  const due = afterOwn.map((amount, index) => amount - (shares[index] ?? 0n));
  const taxes: Record<string, { base: bigint; amount: bigint }> = {};
  const charged = [...due];
  const keys = lines.map((line) => (line.tax ? `${line.tax.rateId} ${line.tax.basisPoints}` : null));
  for (const key of new Set(keys)) {
    if (key === null) continue;
    const members = [...keys.keys()].filter((index) => keys[index] === key);
    const points = BigInt(lines[members[0] ?? 0]?.tax?.basisPoints ?? 0);
    const under = taxRule.mode === 'added' ? 10_000n : 10_000n + points;
    const dues = members.map((index) => due[index] ?? 0n);
    const groupDue = dues.reduce((a, b) => a + b, 0n);
    const each =
      taxRule.rounding === 'line'
        ? dues.map((amount) => nearest({ over: amount * points, under }))
        : shared(nearest({ over: groupDue * points, under }), dues);
    const amount = each.reduce((a, b) => a + b, 0n);
    taxes[key] = { base: taxRule.mode === 'added' ? groupDue : groupDue - amount, amount };
    if (taxRule.mode === 'added') {
      members.forEach((index, place) => {
        charged[index] = (charged[index] ?? 0n) + (each[place] ?? 0n);
      });
    }
  }
  return { charged, taxes, total: charged.reduce((a, b) => a + b, 0n) };
}

const sum = (amounts: readonly Money[]): bigint =>
  amounts.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
const big = ({ amountMinor }: Money): bigint => BigInt(amountMinor);

function everyAmount(totals: SaleTotals): readonly Money[] {
  const { subtotal, discountTotal, taxTotal, total } = totals;
  const ofLines = totals.lines.flatMap(({ id: _, ...amounts }) => Object.values(amounts));
  const ofTaxes = totals.taxes.flatMap(({ base, amount }) => [base, amount]);
  return [subtotal, discountTotal, taxTotal, total, ...ofLines, ...ofTaxes];
}

const runs = { numRuns: 2000 };

describe('MON-1 totals of random sales', () => {
  test('agree with a second reckoning in exact fractions', () => {
    fc.assert(
      fc.property(sale, (input) => {
        const totals = computeTotals(input);
        const second = reckon(input);
        expect(totals.lines.map(({ charged }) => big(charged))).toEqual(second.charged);
        expect(big(totals.total)).toBe(second.total);
        const rows = totals.taxes.map(({ tax: row, base, amount }) => [
          `${row.rateId} ${row.basisPoints}`,
          { base: big(base), amount: big(amount) },
        ]);
        expect(Object.fromEntries(rows)).toEqual(second.taxes);
        expect(rows).toHaveLength(Object.keys(second.taxes).length);
      }),
      { numRuns: 5000 },
    );
  });

  test('sum exactly: lines to totals, taxes to taxes, discounts to discounts', () => {
    fc.assert(
      fc.property(sale, (input) => {
        const totals = computeTotals(input);
        const { lines, taxes } = totals;
        expect(sum(lines.map((line) => line.charged))).toBe(big(totals.total));
        expect(sum(lines.map((line) => line.tax))).toBe(big(totals.taxTotal));
        expect(sum(taxes.map((row) => row.amount))).toBe(big(totals.taxTotal));
        expect(sum(lines.map((line) => line.gross))).toBe(big(totals.subtotal));
        expect(sum(lines.flatMap((line) => [line.discount, line.saleDiscount]))).toBe(
          big(totals.discountTotal),
        );
        const onTop = input.taxRule.mode === 'added' ? big(totals.taxTotal) : 0n;
        expect(big(totals.subtotal) - big(totals.discountTotal) + onTop).toBe(big(totals.total));
      }),
      runs,
    );
  });

  test('hold line by line, and nothing is negative or in another currency', () => {
    fc.assert(
      fc.property(sale, (input) => {
        const totals = computeTotals(input);
        expect(totals.lines.map(({ id }) => id)).toEqual(input.lines.map(({ id }) => id));
        for (const line of totals.lines) {
          expect(big(line.gross) - big(line.discount) - big(line.saleDiscount)).toBe(big(line.due));
          const onTop = input.taxRule.mode === 'added' ? big(line.tax) : 0n;
          expect(big(line.due) + onTop).toBe(big(line.charged));
        }
        for (const amount of everyAmount(totals)) {
          expect(amount.amountMinor).toBeGreaterThanOrEqual(0);
          expect(amount.currency).toBe(input.currency);
        }
      }),
      runs,
    );
  });

  test('the bases with their taxes are what the taxed lines come to, whatever the mode', () => {
    fc.assert(
      fc.property(sale, (input) => {
        const totals = computeTotals(input);
        const taxed = totals.lines.filter((_, index) => input.lines[index]?.tax != null);
        expect(sum(totals.taxes.flatMap(({ base, amount }) => [base, amount]))).toBe(
          sum(taxed.map(({ charged }) => charged)),
        );
      }),
      runs,
    );
  });

  test('tax is off the exact one by half a unit at most: for each group by sale, for each line by line', () => {
    fc.assert(
      fc.property(sale, (input) => {
        const totals = computeTotals(input);
        for (const row of totals.taxes) {
          const points = BigInt(row.tax.basisPoints ?? 0);
          const members = input.lines.filter(
            (line) => line.tax?.rateId === row.tax.rateId && line.tax.basisPoints === row.tax.basisPoints,
          ).length;
          // base · r = 10000 · tax holds exactly where nothing is rounded, in both modes.
          const off = big(row.amount) * 10_000n - big(row.base) * points;
          const unit = input.taxRule.mode === 'added' ? 10_000n : 10_000n + points;
          const allowed = input.taxRule.rounding === 'sale' ? unit : unit * BigInt(members);
          expect(2n * (off < 0n ? -off : off) <= allowed).toBe(true);
        }
      }),
      runs,
    );
  });

  test('without taxes and discounts the total is the sum of the lines', () => {
    fc.assert(
      fc.property(sale, (input) => {
        const lines = input.lines.map((line) => ({ ...line, discount: null, tax: null }));
        const totals = computeTotals({ ...input, lines, discount: null });
        expect(totals.total).toEqual(totals.subtotal);
        expect(totals.taxes).toEqual([]);
        for (const line of totals.lines) expect(line.charged).toEqual(line.gross);
      }),
      { numRuns: 1000 },
    );
  });

  test('a line that is given away has no share of the discount and no tax', () => {
    fc.assert(
      fc.property(sale, (input) => {
        const totals = computeTotals(input);
        totals.lines.forEach((line) => {
          if (line.gross.amountMinor === line.discount.amountMinor) {
            expect([line.saleDiscount.amountMinor, line.tax.amountMinor]).toEqual([0, 0]);
          }
        });
      }),
      { numRuns: 1000 },
    );
  });
});
