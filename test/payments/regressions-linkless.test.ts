import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';
import { attentionKinds, chargeFor, during, givenBack } from '../harness/refunding.ts';
import { runSchedule } from './schedules/run-schedule.ts';

/** Rows that name no link, of money of which the office gives a part back. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const HOUR = 60 * 60_000;

/** A code that was paid, and of that a part given back: before the till has seen it, or after. */
async function paidAndGivenBack(
  switches: NonNullable<CounterOptions['switches']>,
  when: 'before' | 'after',
): Promise<{ readonly saleId: string; readonly transactionId: string }> {
  counter = await openCounter({ switches: { linkOnTransactions: false, refundRows: 'bare', ...switches } });
  const { saleId, linkId } = await chargeFor(counter, [[1000, 1]]);
  const { id: transactionId } = await counter.control.pay(linkId);
  if (when === 'after') await counter.pass(5000);
  await counter.control.refund(transactionId, 300);
  await counter.pass(10_000);
  return { saleId, transactionId };
}

test.each([
  { when: 'before', partialRefundAs: 'charged' },
  { when: 'after', partialRefundAs: 'charged' },
  { when: 'after', partialRefundAs: 'refunded' },
] as const)(
  'PAY-5 possibly our money, of which a part went back $when it was seen (as $partialRefundAs), is raised and pays no sale',
  async ({ when, partialRefundAs }) => {
    const switches = { partialRefundAs, refundedAmountField: true };
    const { saleId, transactionId } = await paidAndGivenBack(switches, when);
    const { items } = await counter.ask('attention.list', {});
    expect(items).toMatchObject([{ kind: 'possibly_ours', providerTransactionId: transactionId, saleId }]);
    const attaching = counter.ask('attention.attach', { attentionId: items[0]?.id ?? '', saleId });
    expect(await codeOf(during(counter, attaching))).toBe('ATTACH_NOT_POSSIBLE');
    await counter.pass(2 * HOUR);
    expect((await counter.ask('sale.get', { saleId })).sale).toMatchObject({ state: 'open' });
    expect(await attentionKinds(counter)).toEqual(['possibly_ours']);
    expect(await givenBack(counter, transactionId)).toBe(300);
  },
);

test('PAY-5 possibly our money that is whole still pays the sale', async () => {
  counter = await openCounter({ switches: { linkOnTransactions: false, refundedAmountField: true } });
  const { saleId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.control.pay(linkId);
  await counter.pass(10_000);
  const { items } = await counter.ask('attention.list', {});
  await during(counter, counter.ask('attention.attach', { attentionId: items[0]?.id ?? '', saleId }));
  expect((await counter.ask('sale.get', { saleId })).sale).toMatchObject({ state: 'completed' });
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-10 a row that tells neither its link nor what was paid, but only what went back, is nobody’s', async () => {
  const { saleId } = await paidAndGivenBack({ partialRefundAs: 'refunded' }, 'before');
  await counter.pass(2 * HOUR);
  expect((await counter.ask('sale.get', { saleId })).sale).toMatchObject({ state: 'open' });
  expect(await attentionKinds(counter)).toEqual([]);
});

/** Another till that asked for the same had seen the payment before it was given back; its own till had not. */
test.each([9512, 9716])('T-5 PAY-5 no money is lost under the fault schedule of seed %i', async (seed) => {
  const { trace, problems } = await runSchedule(seed);
  expect(problems, `Seed ${seed}:\n${trace.join('\n')}`).toEqual([]);
});
