import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Figure, figureOf, REPORT_SECTIONS, reportFigures, type ShiftFacts } from './report.ts';

const sum = (count: number, amountMinor: number) => ({ count, amountMinor });
const named = (key: string, count: number, amountMinor: number) => ({ key, label: '', count, amountMinor });
const NONE = sum(0, 0);

const EMPTY: ShiftFacts = {
  currency: 'RUB',
  sales: { count: 0, grossMinor: 0, discounts: NONE, taxes: NONE, totalMinor: 0, rounding: NONE },
  taxes: [],
  tenders: [],
  returned: [],
  refunds: [],
  refundsOf: [],
  voids: NONE,
  claims: { made: NONE, confirmed: NONE, writtenOff: NONE, standing: [] },
  late: { attached: NONE, earlierClaims: NONE, waiting: NONE },
  codes: [],
  parts: [],
  movements: [],
  drawer: null,
  before: { sales: NONE, refunds: NONE },
};

const amountOf = (figures: readonly Figure[], section: Figure['section'], key: string) =>
  figureOf(figures, section, key).amountMinor;

describe('the figures of a report', () => {
  test('of a shift that saw nothing are all there, and nothing', () => {
    const figures = reportFigures(EMPTY);
    expect(figures.every(({ count, amountMinor }) => count === 0 && amountMinor === 0)).toBe(true);
    expect(new Set(figures.map(({ section }) => section))).toEqual(
      new Set(['sales', 'voids', 'claims', 'late', 'period', 'perpetual']),
    );
  });

  test('stand in the order of the sections, each key once', () => {
    const facts: ShiftFacts = {
      ...EMPTY,
      taxes: [{ ...named('full/2200', 1, 22), baseMinor: 100 }],
      tenders: [named('cash', 1, 122)],
      returned: [named('cash', 1, 5)],
      refunds: [named('cash', 1, 10)],
      refundsOf: [named('cash', 1, 10)],
      claims: { ...EMPTY.claims, standing: [named('t1', 1, 5), named('t2', 1, 7)] },
      codes: [named('a1', 1, 9)],
      parts: [named('s1', 1, 3)],
      movements: [named('no_sale', 2, 0)],
      drawer: { floatMinor: 100, countedMinor: 200 },
    };
    const figures = reportFigures(facts);
    const places = figures.map(({ section }) => REPORT_SECTIONS.indexOf(section));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(REPORT_SECTIONS.length);
    expect(new Set(figures.map(({ section, key }) => `${section}.${key}`)).size).toBe(figures.length);
    expect(figureOf(figures, 'claims', 'standing')).toMatchObject(sum(2, 12));
    expect(amountOf(figures, 'drawer', 'expected')).toBe(100 + 122 - 5 - 10);
    expect(amountOf(figures, 'drawer', 'over_short')).toBe(200 - 207);
  });

  test('say nothing of what was counted before anybody has, and nothing of a drawer that is not there', () => {
    const drawer = { floatMinor: 100, countedMinor: null };
    const keys = reportFigures({ ...EMPTY, drawer }).flatMap(({ section, key }) =>
      section === 'drawer' ? [key] : [],
    );
    expect(keys).toEqual(['float', 'expected']);
  });

  test('FIS-3 refunds of what had completed no sale take nothing off the totals', () => {
    const refundsOf = [
      named('cash', 1, 10),
      named('payment_link', 2, 20),
      named('without_sale', 1, 40),
      named('open_sale', 3, 100),
      named('unsettled', 4, 1000),
    ];
    expect(figureOf(reportFigures({ ...EMPTY, refundsOf }), 'period', 'refunds')).toMatchObject(sum(4, 70));
  });

  test('FIS-3 agree with one another, whatever a shift has seen', () => {
    const amount = fc.integer({ min: 0, max: 1e11 });
    const count = fc.integer({ min: 0, max: 1e6 });
    const sums = fc.record({ count, amountMinor: amount });
    const totals = fc.record({ sales: sums, refunds: sums });
    const sales = fc.record({
      count,
      grossMinor: amount,
      discounts: sums,
      taxes: sums,
      totalMinor: amount,
      rounding: fc.record({ count, amountMinor: fc.integer({ min: -1e6, max: 1e6 }) }),
    });
    fc.assert(
      fc.property(sales, totals, sums, (sold, before, refunded) => {
        const refundsOf = [{ key: 'cash', label: '', ...refunded }];
        const figures = reportFigures({ ...EMPTY, sales: sold, refundsOf, before });
        const of = (section: Figure['section'], key: string) => amountOf(figures, section, key);
        expect(of('sales', 'gross') - of('sales', 'discounts')).toBe(of('sales', 'net'));
        expect(of('sales', 'total') + of('sales', 'rounding')).toBe(of('period', 'sales'));
        for (const key of ['sales', 'refunds'] as const) {
          expect(of('perpetual', key)).toBe(before[key].amountMinor + of('period', key));
        }
        for (const span of ['period', 'perpetual'] as const) {
          expect(of(span, 'net')).toBe(of(span, 'sales') - of(span, 'refunds'));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('MON-1 totals that are no safe integers any more are refused, never silently wrong', () => {
    const before = { sales: sum(1, Number.MAX_SAFE_INTEGER), refunds: NONE };
    const sales = { ...EMPTY.sales, count: 1, totalMinor: 1 };
    expect(() => reportFigures({ ...EMPTY, sales, before })).toThrow(RangeError);
  });
});
