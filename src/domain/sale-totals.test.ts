import { describe, expect, test } from 'vitest';
import type { CurrencyCode } from './currency.ts';
import type { Discount } from './discount.ts';
import { money } from './money.ts';
import { computeTotals, type LineInput, type SaleTotals } from './sale-totals.ts';
import type { LineTax, TaxRule } from './tax.ts';

const VAT22: LineTax = { rateId: 'a', name: 'VAT', basisPoints: 2200 };
const VAT10: LineTax = { rateId: 'b', name: 'VAT reduced', basisPoints: 1000 };
const VAT0: LineTax = { rateId: 'c', name: 'VAT zero', basisPoints: 0 };
const EXEMPT: LineTax = { rateId: 'c', name: 'Exempt', basisPoints: null };

function line(
  id: string,
  minor: number,
  more: Partial<LineInput> = {},
  currency: CurrencyCode = 'RUB',
): LineInput {
  return {
    id,
    unitAmount: money(minor, currency),
    quantityThousandths: 1000,
    discount: null,
    tax: null,
    ...more,
  };
}

function totalsOf(
  lines: readonly LineInput[],
  taxRule: TaxRule = { mode: 'included', rounding: 'line' },
  off: Discount | null = null,
): SaleTotals {
  return computeTotals({ currency: 'RUB', lines, discount: off, taxRule });
}

const minorOf = (totals: SaleTotals, key: 'saleDiscount' | 'due' | 'tax' | 'charged'): readonly number[] =>
  totals.lines.map((entry) => entry[key].amountMinor);

describe('MON-1 totals of known sales', () => {
  test('a weighed line and a piece, both discounts, tax included', () => {
    const lines = [
      line('cheese', 94_000, {
        quantityThousandths: 1250,
        discount: { kind: 'percent', basisPoints: 1000, reason: 'end of day' },
        tax: VAT10,
      }),
      line('bag', 1000, { tax: VAT22 }),
    ];
    const totals = totalsOf(lines, undefined, { kind: 'amount', amountMinor: 6675, reason: 'coupon' });
    // 1175.00 − 117.50 = 1057.50, and 10.00: 66.75 off 1067.50.
    expect(totals.subtotal).toEqual(money(118_500, 'RUB'));
    expect(minorOf(totals, 'saleDiscount')).toEqual([6612, 63]);
    expect(minorOf(totals, 'due')).toEqual([99_138, 937]);
    expect(minorOf(totals, 'tax')).toEqual([9013, 169]);
    expect(minorOf(totals, 'charged')).toEqual([99_138, 937]);
    expect(totals.discountTotal).toEqual(money(18_425, 'RUB'));
    expect(totals.taxTotal).toEqual(money(9182, 'RUB'));
    expect(totals.total).toEqual(money(100_075, 'RUB'));
    expect(totals.taxes).toEqual([
      { tax: VAT10, base: money(90_125, 'RUB'), amount: money(9013, 'RUB') },
      { tax: VAT22, base: money(768, 'RUB'), amount: money(169, 'RUB') },
    ]);
  });

  test('three lines of half a unit of tax: by line 3, by sale 2, handed to the first two', () => {
    const lines = ['a', 'b', 'c'].map((id) => line(id, 5, { tax: VAT10 }));
    const byLine = totalsOf(lines, { mode: 'added', rounding: 'line' });
    expect(minorOf(byLine, 'tax')).toEqual([1, 1, 1]);
    expect(byLine.total).toEqual(money(18, 'RUB'));
    const bySale = totalsOf(lines, { mode: 'added', rounding: 'sale' });
    expect(minorOf(bySale, 'tax')).toEqual([1, 1, 0]);
    expect(minorOf(bySale, 'charged')).toEqual([6, 6, 5]);
    expect(bySale.taxes).toEqual([{ tax: VAT10, base: money(15, 'RUB'), amount: money(2, 'RUB') }]);
  });

  test('groups stand in order of first appearance; exempt is not zero, untaxed is in none', () => {
    const lines = [
      line('1', 100, { tax: EXEMPT }),
      line('2', 1100, { tax: VAT10 }),
      line('3', 500),
      line('4', 100, { tax: VAT0 }),
      line('5', 100, { tax: { ...EXEMPT, name: 'renamed' } }),
      line('6', 1100, { tax: VAT10 }),
    ];
    expect(totalsOf(lines).taxes).toEqual([
      { tax: EXEMPT, base: money(200, 'RUB'), amount: money(0, 'RUB') },
      { tax: VAT10, base: money(2000, 'RUB'), amount: money(200, 'RUB') },
      { tax: VAT0, base: money(100, 'RUB'), amount: money(0, 'RUB') },
    ]);
  });

  test.each(['line', 'sale'] as const)(
    'everything given away: no share, no tax, nothing to pay (by %s)',
    (rounding) => {
      const gift: Discount = { kind: 'percent', basisPoints: 10_000, reason: 'gift' };
      const lines = [line('a', 700, { discount: gift, tax: VAT22 }), line('b', 0, { tax: VAT22 })];
      const off: Discount = { kind: 'amount', amountMinor: 100, reason: 'coupon' };
      const totals = totalsOf(lines, { mode: 'added', rounding }, off);
      expect(minorOf(totals, 'saleDiscount')).toEqual([0, 0]);
      expect([totals.discountTotal, totals.taxTotal, totals.total]).toEqual([
        money(700, 'RUB'),
        money(0, 'RUB'),
        money(0, 'RUB'),
      ]);
      expect(totals.taxes).toEqual([{ tax: VAT22, base: money(0, 'RUB'), amount: money(0, 'RUB') }]);
    },
  );

  test('a sale without lines comes to nothing', () => {
    const off: Discount = { kind: 'percent', basisPoints: 500, reason: 'coupon' };
    const nothing = money(0, 'RUB');
    expect(totalsOf([], undefined, off)).toEqual({
      lines: [],
      subtotal: nothing,
      discountTotal: nothing,
      taxes: [],
      taxTotal: nothing,
      total: nothing,
    });
  });

  test('a free line and a line of no quantity are worth nothing, and stand in their group', () => {
    const lines = [line('a', 0, { tax: VAT22 }), line('b', 500, { quantityThousandths: 0, tax: VAT22 })];
    const totals = totalsOf([...lines, line('c', 1220, { tax: VAT22 })], {
      mode: 'included',
      rounding: 'sale',
    });
    expect(minorOf(totals, 'tax')).toEqual([0, 0, 220]);
    expect(totals.total).toEqual(money(1220, 'RUB'));
  });

  test('negative prices and quantities, and two currencies, are bugs of the caller', () => {
    expect(() => totalsOf([line('a', -1)])).toThrow(RangeError);
    expect(() => totalsOf([line('a', 1, { quantityThousandths: -1000 })])).toThrow(RangeError);
    expect(() => totalsOf([line('a', -1, { quantityThousandths: -1000 })])).toThrow(RangeError);
    expect(() => totalsOf([line('a', 1, {}, 'EUR')])).toThrow(TypeError);
    expect(() => totalsOf([line('a', 0, {}, 'EUR')])).toThrow(TypeError);
  });
});
