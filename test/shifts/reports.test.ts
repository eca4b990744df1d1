import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReportView } from '../../src/contract/views.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { during, pressRefund, rub, sell } from '../harness/refunding.ts';
import { readBooks } from '../harness/selling.ts';
import { expectSameAsJournal } from './agreement.ts';
import {
  closeCounted,
  figure,
  handedOver,
  handIn,
  lateMoney,
  openShift,
  saleOf,
  sellForCash,
} from './working.ts';

let counter: Counter;

beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const MINUTE = 60_000;

const z = (number: number): Promise<ReportView> => counter.ask('report.z', { number });

describe('FIS-3 X and Z', () => {
  test('say the same: an X beside the count, and the Z that follows', async () => {
    await openShift(counter, 10_000);
    await sellForCash(counter, 5000, 10_000);
    const { saleId } = await sell(counter, [[7000, 2]]);
    await during(counter, pressRefund(counter, saleId, { amount: rub(3000) }));
    await handedOver(counter, 4000);
    await handIn(counter, 15_000);
    const x = await counter.ask('report.x', {});
    const closed = await counter.ask('shift.close', { pending: 'watch' });
    expect(closed.figures).toEqual(x.figures);
    expect(closed.figures.length).toBeGreaterThan(25);
    expect(await z(1)).toEqual(closed);
  });

  test('add period to perpetual, shift after shift; each Z begins where the one before ended', async () => {
    const sums = [
      [3000, 500],
      [0, 0],
      [8000, 8000],
    ] as const;
    let [sales, refunds] = [0, 0];
    for (const [index, [sold, back]] of sums.entries()) {
      await openShift(counter, 0);
      if (sold > 0) {
        const saleId = await sellForCash(counter, sold);
        await during(counter, pressRefund(counter, saleId, { way: 'cash', amount: rub(back) }));
      }
      const closed = await closeCounted(counter, sold - back);
      sales += sold;
      refunds += back;
      expect(closed.number).toBe(`000${index + 1}`);
      expect(figure(closed, 'period', 'net')?.[1]).toBe(sold - back);
      expect(figure(closed, 'perpetual', 'sales')?.[1]).toBe(sales);
      expect(figure(closed, 'perpetual', 'refunds')?.[1]).toBe(refunds);
      expect(figure(closed, 'perpetual', 'net')?.[1]).toBe(sales - refunds);
    }
    const { items } = await counter.ask('report.zList', { limit: 2 });
    expect(items.map(({ name, saleCount }) => [name, saleCount])).toEqual([
      ['0003', 1],
      ['0002', 0],
    ]);
    const { items: rest, nextCursor } = await counter.ask('report.zList', { cursor: '1-2' });
    expect([rest.map(({ name }) => name), nextCursor]).toEqual([['0001'], null]);
    expect(await codeOf(z(4))).toBe('NOT_FOUND');
    expect(await codeOf(counter.ask('report.z', { number: 1, epoch: 2 }))).toBe('NOT_FOUND');
  });

  test('taxes by rate, with names as they were, agree with the lines of the sales', async () => {
    const versions = [{ validFrom: '2000-01-01', basisPoints: 2200 }];
    const rate = { id: 'full', name: 'VAT', active: true, versions };
    const rule = { mode: 'included', rounding: 'line', defaultRateId: 'full' } as const;
    await counter.ask('tax.change', { ...rule, rates: [rate] });
    await openShift(counter, 0);
    await sellForCash(counter, 12_200);
    await sellForCash(counter, 999);
    const exempt = [{ validFrom: '2000-01-01', basisPoints: null }];
    await counter.ask('tax.change', { ...rule, rates: [{ ...rate, versions: exempt }] });
    await sellForCash(counter, 500);
    const closed = await closeCounted(counter, 12_200 + 999 + 500);
    await counter.ask('tax.change', { ...rule, rates: [{ ...rate, name: 'Renamed' }] });
    const included = 2200 + Math.round((999 * 2200) / 12_200);
    expect(figure(closed, 'tax', 'full/2200')).toEqual([2, included]);
    expect(figure(closed, 'tax_base', 'full/2200')).toEqual([2, 13_199 - included]);
    expect(figure(closed, 'tax', 'full/exempt')).toEqual([1, 0]);
    expect(figure(closed, 'tax_base', 'full/exempt')).toEqual([1, 500]);
    expect(figure(closed, 'sales', 'tax')).toEqual([2, included]);
    expect((await z(1)).lines.some((line) => /^ {2}VAT 22 % +₽23\.80$/.test(line))).toBe(true);
    expect((await z(1)).lines.some((line) => /^ {2}VAT exempt/.test(line))).toBe(true);
  });
});

describe('FIS-3 money belongs to the shift in which it is accepted', () => {
  test('a claim of the first, confirmed in the second: both say so, and the first never changes', async () => {
    await openShift(counter, 0);
    const { linkId } = await handedOver(counter, 9000);
    const first = await closeCounted(counter, 0);
    expect(figure(first, 'claims', 'made')).toEqual([1, 9000]);
    expect(figure(first, 'claims', 'standing')).toEqual([1, 9000]);
    expect(first.lines.some((line) => line.includes('000001') && line.includes('90.00'))).toBe(true);
    await openShift(counter, 0);
    await counter.control.pay(linkId);
    await counter.pass(2 * MINUTE);
    const same = await handedOver(counter, 700);
    await counter.control.pay(same.linkId);
    await counter.pass(2 * MINUTE);
    const second = await closeCounted(counter, 0);
    expect(figure(second, 'claims', 'made')).toEqual([1, 700]);
    expect(figure(second, 'claims', 'confirmed')).toEqual([2, 9700]);
    expect(figure(second, 'claims', 'standing')).toEqual([0, 0]);
    expect(figure(second, 'late', 'earlier_claims')).toEqual([1, 9000]);
    expect(figure(second, 'sales', 'total')).toEqual([1, 700]);
    expect(await z(1)).toEqual(first);
  });

  test('late money that is attached in the second shift is its sale; money given back is no sale at all', async () => {
    await openShift(counter, 0);
    const attached = await lateMoney(counter, 6000);
    const first = await closeCounted(counter, 0);
    expect(figure(first, 'late', 'waiting')).toEqual([1, 6000]);
    expect(figure(first, 'sales', 'total')).toEqual([0, 0]);

    await openShift(counter, 0);
    await during(
      counter,
      counter.ask('attention.attach', { attentionId: attached.attentionId, saleId: attached.saleId }),
    );
    const given = await lateMoney(counter, 2500);
    await during(
      counter,
      counter.ask('attention.refund', {
        attentionId: given.attentionId,
        way: 'elsewhere',
        reason: 'Paid twice',
        reference: 'PA-1',
      }),
    );
    const second = await closeCounted(counter, 0);
    expect(figure(second, 'late', 'attached')).toEqual([1, 6000]);
    expect(figure(second, 'late', 'waiting')).toEqual([0, 0]);
    expect(figure(second, 'tenders', 'payment_link')).toEqual([1, 6000]);
    expect(figure(second, 'refunds_of', 'unsettled')).toEqual([1, 2500]);
    expect(figure(second, 'period', 'sales')).toEqual([1, 6000]);
    expect(figure(second, 'period', 'refunds')).toEqual([0, 0]);
    expect(await z(1)).toEqual(first);
  });

  test('a claim that is written off, and a sale refunded, in a later shift', async () => {
    await openShift(counter, 0);
    const { attemptId } = await handedOver(counter, 4000);
    const saleId = await sellForCash(counter, 1000);
    const first = await closeCounted(counter, 1000);
    await openShift(counter, 1000);
    await during(counter, counter.ask('payment.cancel', { attemptId }), 10_000);
    await counter.pass(MINUTE);
    const { items } = await counter.ask('attention.list', {});
    const attentionId = items.find(({ kind }) => kind === 'claim_unpaid')?.id ?? '';
    await counter.ask('attention.dismiss', { attentionId, reason: 'He never came back' });
    await during(counter, pressRefund(counter, saleId, { way: 'cash' }));
    await during(
      counter,
      counter.ask('refund.withoutSale', {
        amount: rub(300),
        way: 'elsewhere',
        reason: 'No receipt',
        reference: 'PA-2',
      }),
    );
    const second = await closeCounted(counter, 0);
    expect(figure(second, 'claims', 'written_off')).toEqual([1, 4000]);
    expect(figure(second, 'refunds_of', 'cash')).toEqual([1, 1000]);
    expect(figure(second, 'refunds_of', 'without_sale')).toEqual([1, 300]);
    expect(figure(second, 'period', 'refunds')).toEqual([2, 1300]);
    expect(figure(second, 'perpetual', 'net')?.[1]).toBe(5000 - 1300);
    expect(await z(1)).toEqual(first);
  });

  test('a part by code stands on an open sale, is told, and takes nothing off the sales when it goes back', async () => {
    await openShift(counter, 0);
    const saleId = await saleOf(counter, 10_000);
    const payment = await counter.ask('payment.start', {
      saleId,
      expectedTotal: rub(10_000),
      amount: rub(4000),
    });
    await counter.pass(3000);
    const { attempts } = await counter.ask('sale.get', { saleId });
    await counter.control.pay(attempts[0]?.providerPaymentId ?? '');
    await counter.pass(10_000);
    await counter.ask('payment.acknowledge', { attemptId: payment.attemptId });
    const first = await closeCounted(counter, 0);
    expect(figure(first, 'parts', saleId)).toEqual([1, 4000]);
    expect(figure(first, 'tenders', 'payment_link')).toEqual([1, 4000]);
    expect(figure(first, 'sales', 'total')).toEqual([0, 0]);

    await openShift(counter, 0);
    await during(counter, pressRefund(counter, saleId));
    await counter.ask('tender.takeCash', { saleId, expectedRemaining: rub(10_000), received: rub(10_000) });
    const second = await closeCounted(counter, 10_000);
    expect(figure(second, 'returned', 'payment_link')).toEqual([1, 4000]);
    expect(figure(second, 'refunds_of', 'open_sale')).toEqual([1, 4000]);
    expect(figure(second, 'period', 'net')).toEqual([1, 10_000]);
    await expectSameAsJournal(counter);
  });
});

describe('FIS-3 a closed Z never changes', () => {
  test('whoever writes the SQL: neither the report, nor a figure, nor the shift, nor its counts', async () => {
    await openShift(counter, 100);
    await counter.ask('shift.payIn', { amount: rub(50), reason: 'Coins' });
    await closeCounted(counter, 150);
    const before = await z(1);
    await counter.crash();
    const file = new Database(join(counter.dataDir, 'test', 'till.db'));
    for (const sql of [
      'UPDATE z_report SET counted_cash_minor = 1',
      'DELETE FROM z_report',
      'UPDATE z_figure SET amount_minor = amount_minor + 1',
      'DELETE FROM z_figure',
      "INSERT INTO z_figure SELECT epoch, number, section, 'more', '', 99, 1, 1 FROM z_figure LIMIT 1",
      'UPDATE shift SET float_minor = 0 WHERE closed_at IS NOT NULL',
      'UPDATE shift SET closed_at = NULL WHERE closed_at IS NOT NULL',
      'DELETE FROM shift',
      'UPDATE shift_count SET counted_minor = 0',
      'DELETE FROM shift_count_piece',
      'UPDATE cash_movement SET amount_minor = 1',
      'DELETE FROM cash_movement',
    ]) {
      expect(() => file.prepare(sql).run(), sql).toThrow(/never/);
    }
    file.close();
    expect(await z(1)).toEqual(before);
  });

  test('the journal vouches for its figures', async () => {
    await openShift(counter, 0);
    await sellForCash(counter, 4200);
    await closeCounted(counter, 4200);
    const payload = await readBooks(counter, (read) =>
      read.get<{ payload: string }>("SELECT payload FROM journal WHERE kind = 'shift.closed'"),
    );
    const kept: unknown = JSON.parse(payload?.payload ?? '');
    expect(kept).toMatchObject({
      number: 1,
      epoch: 1,
      sales: 4200,
      perpetualSales: 4200,
      expected: 4200,
      counted: 4200,
      figures: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
