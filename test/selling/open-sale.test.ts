import { afterEach, describe, expect, test } from 'vitest';
import type { SaleView, TaxSettingsView } from '../../src/contract/views.ts';
import { askOver, codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { journalOf } from '../harness/journal-of.ts';
import { rub } from '../harness/refunding.ts';

let counter: Counter;

afterEach(() => counter.close());

const add = (amountMinor: number, name = 'Tea'): Promise<SaleView> =>
  counter.ask('sale.addAmount', { amount: rub(amountMinor), name });
const journalled = (kind: string): number => journalOf(counter).filter((entry) => entry.kind === kind).length;

const VAT: TaxSettingsView = {
  mode: 'included',
  rounding: 'line',
  defaultRateId: 'vat',
  rates: [
    {
      id: 'vat',
      name: 'VAT 22%',
      active: true,
      versions: [
        { validFrom: '2019-01-01', basisPoints: 2000 },
        { validFrom: '2026-01-01', basisPoints: 2200 },
      ],
    },
  ],
};

describe('discounts', () => {
  test('AUD-1 of a line and of the sale: shown line by line, in the total, and in the journal', async () => {
    counter = await openCounter();
    await add(10_000);
    const { id: saleId, lines } = await add(5000, 'Cake');
    await counter.ask('sale.discountLine', {
      saleId,
      lineId: lines[0]?.id ?? '',
      discount: { kind: 'percent', basisPoints: 1000, reason: 'Dented' },
    });
    const sale = await counter.ask('sale.discount', {
      saleId,
      discount: { kind: 'amount', amountMinor: 1400, reason: 'Regular' },
    });
    expect(sale).toMatchObject({
      subtotal: rub(15_000),
      discountTotal: rub(2400),
      total: rub(12_600),
      remaining: rub(12_600),
      lines: [
        { total: rub(10_000), discountAmount: rub(1000), saleDiscountAmount: rub(900), charged: rub(8100) },
        { total: rub(5000), discountAmount: rub(0), saleDiscountAmount: rub(500), charged: rub(4500) },
      ],
    });
    expect(journalled('sale.discounted')).toBe(2);
    await counter.crash();
    expect(await counter.ask('sale.current', {})).toEqual(sale);
  });

  test('one that is more than there is to pay makes the sale free, never negative', async () => {
    counter = await openCounter();
    const { id: saleId } = await add(500);
    const discount = { kind: 'amount', amountMinor: 99_999, reason: 'Gift' } as const;
    expect(await counter.ask('sale.discount', { saleId, discount })).toMatchObject({ total: rub(0) });
    expect(await counter.ask('sale.discount', { saleId, discount: null })).toMatchObject({ total: rub(500) });
  });
});

describe('another price', () => {
  test('AUD-1 is put beside what the catalogue asked for, and taken away again', async () => {
    counter = await openCounter();
    const { id: saleId, lines } = await add(900);
    const lineId = lines[0]?.id ?? '';
    const cheaper = await counter.ask('sale.overridePrice', { saleId, lineId, unitAmount: rub(700) });
    expect(cheaper).toMatchObject({
      total: rub(700),
      lines: [{ unitAmount: rub(700), catalogueAmount: rub(900) }],
    });
    const again = await counter.ask('sale.overridePrice', { saleId, lineId, unitAmount: null });
    expect(again).toMatchObject({ total: rub(900), lines: [{ catalogueAmount: null }] });
    expect(journalled('sale.price_changed')).toBe(2);
  });
});

describe('taxes', () => {
  test('of the day: the rate that holds today is on the line, and stays there', async () => {
    counter = await openCounter();
    await counter.ask('tax.change', VAT);
    const sale = await add(12_200);
    expect(sale).toMatchObject({
      total: rub(12_200),
      taxTotal: rub(2200),
      taxMode: 'included',
      taxes: [{ tax: { rateId: 'vat', basisPoints: 2200 }, base: rub(10_000), amount: rub(2200) }],
    });
    const [rate] = VAT.rates;
    const changed = {
      ...VAT,
      rates: rate ? [{ ...rate, versions: [{ validFrom: '2019-01-01', basisPoints: 0 }] }] : [],
    };
    await counter.ask('tax.change', changed);
    expect(await counter.ask('sale.current', {})).toMatchObject({ taxTotal: rub(2200) });
  });

  test('added: on top of what is left after the discount', async () => {
    counter = await openCounter();
    await counter.ask('tax.change', { ...VAT, mode: 'added' });
    const { id: saleId } = await add(10_000);
    const discount = { kind: 'percent', basisPoints: 5000, reason: 'Opening' } as const;
    expect(await counter.ask('sale.discount', { saleId, discount })).toMatchObject({
      discountTotal: rub(5000),
      taxTotal: rub(1100),
      total: rub(6100),
    });
  });

  test('a default that is no rate in use, and a day twice, are refused; the old ones stay', async () => {
    counter = await openCounter();
    await counter.ask('tax.change', VAT);
    expect(await codeOf(counter.ask('tax.change', { ...VAT, defaultRateId: 'other' }))).toBe('TAX_INVALID');
    const [rate] = VAT.rates;
    const twice = { validFrom: '2026-01-01', basisPoints: 1 };
    const rates = rate ? [{ ...rate, versions: [twice, twice] }] : [];
    expect(await codeOf(counter.ask('tax.change', { ...VAT, rates }))).toBe('TAX_INVALID');
    expect(await counter.ask('tax.get', {})).toEqual(VAT);
    expect(await counter.ask('tax.change', { ...VAT, rates: [], defaultRateId: null })).toMatchObject({
      rates: [{ id: 'vat', active: false }],
    });
  });
});

describe('taking lines off', () => {
  test('AUD-1 leaves each line in the journal: removed, set to nothing, or undone', async () => {
    counter = await openCounter();
    const { id: saleId, lines } = await add(900);
    const { lines: two } = await add(500, 'Cake');
    await counter.ask('sale.removeLine', { saleId, lineId: lines[0]?.id ?? '' });
    await counter.ask('sale.setQuantity', { saleId, lineId: two[1]?.id ?? '', quantityThousandths: 0 });
    await add(300, 'Pie');
    await counter.ask('sale.undo', { saleId });
    await counter.ask('sale.void', { saleId });
    const removed = journalOf(counter).filter(({ kind }) => kind === 'sale.line_removed');
    expect(removed.map(({ payload }) => JSON.parse(payload).amount)).toEqual([900, 500, 300]);
  });
});

describe('undo', () => {
  test('brings back the sale as it was before the last act, once, over a crash', async () => {
    counter = await openCounter();
    const first = await add(900);
    const second = await add(500, 'Cake');
    await counter.ask('sale.removeLine', { saleId: first.id, lineId: first.lines[0]?.id ?? '' });
    await counter.crash();
    const undone = await counter.ask('sale.undo', { saleId: first.id });
    expect(undone.lines).toEqual(second.lines);
    expect(undone).toMatchObject({ total: rub(1400), undoable: false });
    expect(await codeOf(counter.ask('sale.undo', { saleId: first.id }))).toBe('NOTHING_TO_UNDO');
  });

  test('AUD-1 a discount or a price that it brings back takes a manager again, and is in the journal', async () => {
    counter = await openCounter();
    const first = await add(900);
    const saleId = first.id;
    const place = { saleId, lineId: first.lines[0]?.id ?? '' };
    const half = { kind: 'percent', basisPoints: 5000, reason: 'Regular' } as const;
    await counter.ask('staff.add', { name: 'Olga', role: 'owner', pin: '2580' });
    const { items } = await counter.ask('staff.add', { name: 'Anna', role: 'cashier', pin: '904613' });
    const cashier = askOver((op, input) => counter.till().dispatch({ op, input }, 'cashier'));
    await cashier('staff.signIn', { staffId: items[1]?.id ?? '', pin: '904613' });
    for (const [give, take] of [
      [
        () => counter.ask('sale.discount', { saleId, discount: half }),
        () => counter.ask('sale.discount', { saleId, discount: null }),
      ],
      [
        () => counter.ask('sale.discountLine', { ...place, discount: half }),
        () => counter.ask('sale.discountLine', { ...place, discount: null }),
      ],
      [
        () => counter.ask('sale.overridePrice', { ...place, unitAmount: rub(450) }),
        () => counter.ask('sale.overridePrice', { ...place, unitAmount: null }),
      ],
    ] as const) {
      await give();
      await take();
      expect(await codeOf(cashier('sale.undo', { saleId }))).toBe('FORBIDDEN');
      expect(await counter.ask('sale.current', {})).toMatchObject({ total: rub(900), undoable: true });
      expect(await counter.ask('sale.undo', { saleId })).toMatchObject({ total: rub(450) });
      // What makes it dearer again is anybody's.
      await take();
      await give();
      expect(await cashier('sale.undo', { saleId })).toMatchObject({ total: rub(900) });
    }
    expect(journalled('sale.discounted')).toBe(2 * 6);
    expect(journalled('sale.price_changed')).toBe(6);
  });

  test('PAY-11 nothing is undone under a code that is alive', async () => {
    counter = await openCounter();
    await add(900);
    const { saleId } = await counter.charge();
    expect(await codeOf(counter.ask('sale.undo', { saleId }))).toBe('SALE_FROZEN');
  });
});

describe('parking', () => {
  test('a parked sale waits with its name, does not come back by itself, and is taken up', async () => {
    counter = await openCounter();
    const { id: parked } = await add(900);
    await counter.ask('sale.park', { saleId: parked, customerName: 'Anna' });
    expect(await counter.ask('sale.current', {})).toBeNull();
    const { id: other } = await add(500, 'Cake');
    expect(other).not.toBe(parked);
    await counter.ask('sale.void', { saleId: other });
    await counter.crash();
    expect(await counter.ask('sale.current', {})).toBeNull();
    expect((await counter.ask('payment.tray', {})).items).toMatchObject([
      { saleId: parked, title: 'Anna: Tea', total: rub(900), payment: null },
    ]);
    expect(await counter.ask('sale.takeUp', { saleId: parked })).toMatchObject({ parkedAt: null });
    expect((await counter.ask('sale.current', {}))?.id).toBe(parked);
  });

  test('FIS-3 names and notes are on the sale, and never in the journal', async () => {
    counter = await openCounter();
    const { id: saleId, lines } = await add(900);
    await counter.ask('sale.setNote', { saleId, note: 'MARK-note', customerName: 'MARK-name' });
    const sale = await counter.ask('sale.setLineNote', {
      saleId,
      lineId: lines[0]?.id ?? '',
      note: 'MARK-line',
    });
    expect(sale).toMatchObject({
      note: 'MARK-note',
      customerName: 'MARK-name',
      lines: [{ note: 'MARK-line' }],
    });
    await counter.ask('sale.void', { saleId });
    expect(JSON.stringify(journalOf(counter))).not.toContain('MARK');
  });
});
