import { describe, expect, it } from 'vitest';
import type { DiscountView } from '../../../contract/views.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { discountDraft, parsePercent, readDiscount, sameDiscount } from './discount-draft.ts';
import { exampleLine, exampleSale } from './example-sale.ts';
import { lineChanges, lineDraft, quantityText, stepQuantity } from './line-draft.ts';
import { mayChange, mayCharge, mayTake } from './sale-standing.ts';
import { totalsRows } from './totals-rows.ts';

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;
const percent = (basisPoints: number, reason = 'Regular'): DiscountView => ({
  kind: 'percent',
  basisPoints,
  reason,
});

describe('a discount that is typed', () => {
  it.each([
    ['10', 1000],
    ['12,5', 1250],
    ['0.01', 1],
    ['100', 10_000],
    ['7.125', null],
    ['-5', null],
    ['', null],
  ] as const)('reads "%s" percent as %s basis points', (text, basisPoints) => {
    expect(parsePercent(text)).toBe(basisPoints);
  });

  it.each([
    [{ kind: 'percent', text: '10', reason: ' Regular ' }, percent(1000)],
    [
      { kind: 'amount', text: '50,5', reason: 'Damaged' },
      { kind: 'amount', amountMinor: 5050, reason: 'Damaged' },
    ],
    [{ kind: 'percent', text: ' ', reason: 'left over' }, null],
  ] as const)('%j is %j', (draft, discount) => {
    expect(readDiscount(draft, 'RUB')).toEqual({ ok: true, value: discount });
  });

  it.each([
    [{ kind: 'percent', text: '10', reason: ' ' }, 'reason_missing'],
    [{ kind: 'percent', text: '100,01', reason: 'x' }, 'percent_out_of_range'],
    [{ kind: 'percent', text: '0', reason: 'x' }, 'zero'],
    [{ kind: 'amount', text: '0', reason: 'x' }, 'zero'],
    [{ kind: 'amount', text: '-1', reason: 'x' }, 'zero'],
    [{ kind: 'amount', text: '1,234', reason: 'x' }, 'too_many_decimals'],
    [{ kind: 'amount', text: 'ten', reason: 'x' }, 'not_a_number'],
  ] as const)('%j is refused: %s', (draft, problem) => {
    expect(readDiscount(draft, 'RUB')).toEqual({ ok: false, error: problem });
  });

  it('comes back as it was typed, in the language of the screen', () => {
    for (const discount of [
      percent(1250),
      { kind: 'amount', amountMinor: 5050, reason: 'Damaged' } as const,
    ]) {
      for (const language of ['en', 'ru'] as const) {
        const draft = discountDraft(discount, 'RUB', language);
        expect(draft.text.includes(',')).toBe(language === 'ru');
        expect(readDiscount(draft, 'RUB')).toEqual({ ok: true, value: discount });
      }
    }
    expect(discountDraft(null, 'RUB', 'en').text).toBe('');
  });

  it('is the same only with the same reason', () => {
    expect(sameDiscount(percent(1000), percent(1000))).toBe(true);
    expect(sameDiscount(percent(1000), percent(1000, 'Staff'))).toBe(false);
    expect(sameDiscount(percent(1000), { kind: 'amount', amountMinor: 1000, reason: 'Regular' })).toBe(false);
    expect(sameDiscount(null, null)).toBe(true);
    expect(sameDiscount(percent(1000), null)).toBe(false);
  });
});

describe('the sheet of a line', () => {
  const cheese = exampleLine({ unit: 'kilogram', quantityThousandths: 1250, unitAmount: rub(80_000) });

  it('asks for nothing while nothing differs', () => {
    const line = exampleLine({ discount: percent(1000), note: 'no sugar' });
    expect(lineChanges(line, lineDraft(line, 'en'))).toEqual({ ok: true, value: [] });
    const same = { ...lineDraft(line, 'en'), quantity: '1', price: '1.00', note: ' no sugar ' };
    expect(lineChanges(line, same)).toEqual({ ok: true, value: [] });
  });

  it('asks for all that differs: quantity, price, discount, note', () => {
    const draft = {
      quantity: '0,355',
      price: '790',
      restored: false,
      discount: { kind: 'percent', text: '5', reason: 'Regular' },
      note: 'thin slices',
    } as const;
    expect(lineChanges(cheese, draft)).toEqual({
      ok: true,
      value: [
        { kind: 'quantity', quantityThousandths: 355 },
        { kind: 'price', unitAmount: rub(79_000) },
        { kind: 'discount', discount: percent(500) },
        { kind: 'note', note: 'thin slices' },
      ],
    });
  });

  it('takes a discount away, and brings the price of the catalogue back', () => {
    const line = exampleLine({ discount: percent(1000), catalogueAmount: rub(150) });
    const draft = { ...lineDraft(line, 'en'), restored: true };
    const empty = { ...draft, discount: { ...draft.discount, text: '' } };
    expect(lineChanges(line, empty)).toEqual({
      ok: true,
      value: [
        { kind: 'price', unitAmount: null },
        { kind: 'discount', discount: null },
      ],
    });
    expect(lineChanges(exampleLine(), { ...lineDraft(exampleLine(), 'en'), restored: true })).toEqual({
      ok: true,
      value: [],
    });
  });

  it.each([
    [{ quantity: '1,5' }, { tab: 'quantity' }],
    [{ quantity: '0' }, { tab: 'quantity' }],
    [{ quantity: '4601234567890' }, { tab: 'quantity' }],
    [{ price: '1,005' }, { tab: 'price', problem: 'too_many_decimals' }],
    [{ price: '-1' }, { tab: 'price', problem: 'not_a_number' }],
    [
      { discount: { kind: 'percent', text: '10', reason: '' } },
      { tab: 'discount', problem: 'reason_missing' },
    ],
  ] as const)('says on which sheet %j is wrong', (changes, problem) => {
    const line = exampleLine();
    expect(lineChanges(line, { ...lineDraft(line, 'en'), ...changes })).toEqual({
      ok: false,
      error: problem,
    });
  });

  it('a price of zero is a price', () => {
    const line = exampleLine();
    expect(lineChanges(line, { ...lineDraft(line, 'en'), price: '0' })).toEqual({
      ok: true,
      value: [{ kind: 'price', unitAmount: rub(0) }],
    });
  });

  it('steps by a piece or a hundred grams, from what is typed, and never to nothing', () => {
    expect(stepQuantity(exampleLine({ quantityThousandths: 3000 }), '', 1)).toBe('4');
    expect(stepQuantity(exampleLine(), '', -1)).toBe('1');
    expect(stepQuantity(cheese, '', 1)).toBe('1.35');
    expect(stepQuantity(cheese, '0,2', -1)).toBe('0.1');
    expect(stepQuantity(cheese, '0,1', -1)).toBe('0.1');
    expect(quantityText(99_999_000)).toBe('99999');
    expect(stepQuantity(exampleLine(), '99999', 1)).toBe('99999');
  });
});

describe('what the counter may do with a sale', () => {
  const part = {
    id: 't1',
    kind: 'cash',
    amount: rub(40),
    method: null,
    reference: null,
    returnable: true,
  } as const;

  it('changes only what is neither shown as a code nor paid in part', () => {
    expect(mayChange(exampleSale())).toBe(true);
    expect(mayChange(exampleSale({ frozen: true }))).toBe(false);
    expect(mayChange(exampleSale({ tenders: [part] }))).toBe(false);
    expect(mayChange(exampleSale({ lines: [] }))).toBe(false);
    expect(mayChange(null)).toBe(false);
  });

  it('charges what is left, and nothing for nothing', () => {
    expect(mayCharge(exampleSale({ tenders: [part], remaining: rub(60) }))).toBe(true);
    const free = exampleSale({ remaining: rub(0), total: rub(0) });
    expect(mayCharge(free)).toBe(false);
    expect(mayTake(free)).toBe(true);
    expect(mayTake(exampleSale({ frozen: true }))).toBe(false);
  });
});

describe('the totals of a sale', () => {
  const { t } = createI18n('en');
  const vat = (basisPoints: number | null, amountMinor: number) => ({
    tax: { rateId: `r${basisPoints}`, name: 'VAT', basisPoints },
    base: rub(1000),
    amount: rub(amountMinor),
  });
  const words = (
    rows: readonly { readonly words: string; readonly amount: { readonly amountMinor: number } }[],
  ) => rows.map((row) => `${row.words} ${row.amount.amountMinor}`);

  it('has no rows where there is nothing to say', () => {
    expect(totalsRows(t, exampleSale(), 'en')).toEqual({ before: [], after: [] });
    const exempt = exampleSale({ taxes: [vat(null, 0), vat(0, 0)] });
    expect(totalsRows(t, exempt, 'en')).toEqual({ before: [], after: [] });
  });

  it('tells included taxes behind the total, each rate by itself', () => {
    const rows = totalsRows(t, exampleSale({ taxes: [vat(2200, 180), vat(1000, 91)] }), 'en');
    expect(words(rows.before)).toEqual([]);
    expect(words(rows.after)).toEqual(['incl. VAT, 22 % 180', 'incl. VAT, 10 % 91']);
  });

  it('tells added taxes before it, with what they are added to', () => {
    const sale = exampleSale({ taxMode: 'added', subtotal: rub(1000), taxes: [vat(825, 83)] });
    const rows = totalsRows(t, sale, 'en');
    expect(words(rows.before)).toEqual(['Without tax 1000', 'VAT, 8.25 % 83']);
    expect(rows.after).toEqual([]);
  });

  it('tells discounts as what is taken off, and the rounding of cash', () => {
    const sale = exampleSale({
      taxMode: 'added',
      subtotal: rub(1000),
      discountTotal: rub(150),
      taxes: [vat(1000, 85)],
      rounding: rub(-3),
    });
    const rows = totalsRows(t, sale, 'en');
    expect(words(rows.before)).toEqual(['Before discounts 1000', 'Discounts -150', 'VAT, 10 % 85']);
    expect(words(rows.after)).toEqual(['Rounding for cash -3']);
  });
});
