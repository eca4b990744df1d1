import { afterEach, expect, test } from 'vitest';
import type { SaleView } from '../../src/contract/views.ts';
import { createManualClock } from '../builders/manual-clock.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';
import { createTraffic } from '../harness/traffic.ts';

/** What fault schedules have found. */

let counter: Counter;

const MINUTE = 60_000;

afterEach(async () => {
  await counter?.close();
});

/** Some calls hang here on purpose: that is found out sooner. */
async function open(switches: CounterOptions['switches'] = {}): Promise<void> {
  const traffic = createTraffic(100);
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), traffic.settle);
  counter = await openCounter({ traffic, clock, switches });
}

/** @returns the sale, and the transaction that paid it */
async function sell(): Promise<{ readonly sale: SaleView; readonly transaction: string }> {
  const { saleId, attemptId } = await counter.charge();
  const { links } = await counter.control.books();
  const { id } = await counter.control.pay(links.find(({ deleted }) => !deleted)?.id ?? '');
  await counter.pass(5000);
  await counter.ask('payment.acknowledge', { attemptId });
  const { sale } = await counter.ask('sale.get', { saleId });
  expect(sale.state).toBe('completed');
  return { sale, transaction: id };
}

const giveBack = ({ id: saleId, total }: SaleView) =>
  counter.ask('refund.start', { saleId, way: 'provider', expectedRefundable: total, reason: 'returned' });

const readingOf = (transaction: string) => ({ method: 'GET', path: `/api/v1/transactions/${transaction}` });

test('PAY-8 a refund that is sent while an earlier one is looked up is not called unsent: it is done, once', async () => {
  await open({ refundDelaySeconds: 60 });
  const first = await sell();
  const second = await sell();
  const { control } = counter;
  await control.fault({ kind: 'reset', method: 'PUT', path: '/api/v1/transactions/:id' });
  const lost = giveBack(first.sale);
  await counter.pass(4000);
  expect(await lost).toMatchObject({ state: 'unknown' });

  // The look at the first one takes its time; the second one is written down before, and sent in the middle of it.
  await control.fault({ ...readingOf(first.transaction), kind: 'hang', count: 2 });
  await control.fault({ ...readingOf(second.transaction), kind: 'status_before', status: 500, count: 1 });
  const made = giveBack(second.sale);
  await counter.pass(3 * MINUTE);
  expect(await made).toMatchObject({ state: 'requested' });

  const refundsOf = async ({ id: saleId }: SaleView) =>
    (await counter.ask('sale.get', { saleId })).refunds.map(({ state }) => state);
  expect(await refundsOf(second.sale)).toEqual(['done']);
  expect(await refundsOf(first.sale)).toEqual(['unknown']);
  const refunds = (await control.books()).transactions.filter(({ type }) => type === 'refund');
  expect(refunds).toMatchObject([{ parent: second.transaction, status: 'charged', amount: 12_345 }]);
});

test.each(['link', 'hosted'] as const)(
  'PAY-7 a payer who has gone back to the beginning (%s) keeps no code alive: it expires',
  async (way) => {
    await open();
    await counter.ask('connection.change', { collectBy: way });
    const { attemptId } = await counter.charge();
    const { links, hosted } = await counter.control.books();
    const { id } =
      way === 'link'
        ? await counter.control.pay(links[0]?.id ?? '', { outcome: 'processing' })
        : await counter.control.payHosted(hosted[0]?.id ?? '', { outcome: 'processing' });
    await counter.pass(2000);
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'paying' });

    await counter.control.move(id, 'created');
    await counter.pass(5000);
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'open' });
    await counter.pass(12 * MINUTE);
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'expired' });
  },
);
