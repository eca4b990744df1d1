import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter, openDrawer } from '../harness/counter.ts';
import {
  attentionKinds,
  chargeFor,
  during,
  givenBack,
  refund,
  refundCalls,
  refundsOf,
  rub,
  sell,
} from '../harness/refunding.ts';

/** Attacks on giving money back: money that goes twice, to nobody, or from the wrong sale. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const PUT = { method: 'PUT', path: '/api/v1/transactions/:id' } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const standing = async () => (await counter.ask('attention.list', {})).items;
const giveBack = async (attentionId: string, way: 'provider' | 'cash' | 'elsewhere' = 'provider') => {
  if (way === 'cash') await openDrawer(counter.ask);
  return counter.ask('attention.refund', { attentionId, way, reason: 'Not ours', reference: 'PA-1' });
};
const attach = (attentionId: string, saleId: string) =>
  counter.ask('attention.attach', { attentionId, saleId });

/** Money that came after the cancel; its sale is open. */
async function lateMoney() {
  const charged = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId: charged.attemptId });
  await counter.pass(10_000);
  const { id } = await counter.control.pay(charged.linkId, { evenIfDeleted: true });
  await counter.pass(61_000);
  const [matter] = await standing();
  return { ...charged, transactionId: id, attentionId: matter?.id ?? '' };
}

/** Makes the part refund's row come to nothing. */
async function failRefundRow(): Promise<void> {
  const { transactions } = await counter.control.books();
  const row = transactions.find(({ type }) => type === 'refund');
  await counter.control.move(row?.id ?? '', 'failed');
}

test.each(['link', 'parent'] as const)(
  'PAY-8 a part that is under way and comes to nothing (rows name the %s) is never called done',
  async (refundRows) => {
    counter = await openCounter({ switches: { refundRows, refundDelaySeconds: 300 } });
    const { saleId, transactionId } = await sell(counter);
    expect(await refund(counter, saleId, { amount: rub(300) })).toMatchObject({ state: 'requested' });
    await failRefundRow();
    await counter.pass(5 * MINUTE);
    expect(await refundsOf(counter, saleId)).not.toMatchObject([{ state: 'done' }]);
    await counter.pass(10 * MINUTE);
    expect(await attentionKinds(counter)).toEqual(['refund_unknown']);
    expect(await givenBack(counter, transactionId)).toBe(0);
    const [{ id } = { id: '' }] = await refundsOf(counter, saleId);
    await counter.ask('refund.decide', { refundId: id, made: false, reason: 'The bank refused it' });
    expect(await attentionKinds(counter)).toEqual([]);
    await counter.control.switches({ refundDelaySeconds: 0 });
    expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(1000) });
    expect(await givenBack(counter, transactionId)).toBe(1000);
  },
);

test('PAY-6 PAY-8 late money whose refund was sent and not answered is not attached to a sale as well', async () => {
  counter = await openCounter({ switches: { refundDelaySeconds: 120 } });
  const { attentionId, saleId, transactionId } = await lateMoney();
  await counter.control.fault({ kind: 'reset_after_write', ...PUT });
  expect(await during(counter, giveBack(attentionId), 5000)).toMatchObject({ state: 'unknown' });
  const attached = during(counter, attach(attentionId, saleId), 5000);
  expect(await codeOf(attached)).toBe('REFUND_LOCKED');
  await counter.pass(5 * MINUTE);
  expect(await givenBack(counter, transactionId)).toBe(1000);
  expect(await counter.ask('sale.current', {})).toMatchObject({ id: saleId, state: 'open' });
});

test('PAY-8 a refused refund of late money leaves it to be attached', async () => {
  counter = await openCounter();
  const { attentionId, saleId } = await lateMoney();
  await counter.control.fault({ kind: 'status_before', status: 422, ...PUT });
  expect(await during(counter, giveBack(attentionId))).toMatchObject({ state: 'refused' });
  expect(await during(counter, attach(attentionId, saleId))).toMatchObject({
    resolution: { how: 'attached' },
  });
  expect(await counter.ask('sale.get', { saleId })).toMatchObject({ sale: { state: 'completed' } });
});

test('PAY-5 a refund of our own that is under way on a wrong amount is no payer: facts, cancel and Attention', async () => {
  counter = await openCounter({ switches: { refundDelaySeconds: 3600 } });
  const { attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.control.pay(linkId, { amount: 900 });
  await counter.pass(5000);
  const [matter] = await standing();
  await during(counter, giveBack(matter?.id ?? ''), 5000);
  await counter.pass(5000);
  const { facts } = await during(counter, counter.ask('payment.ask', { attemptId }));
  expect(facts.kind).not.toBe('processing');
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(30_000);
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: false });
  await counter.pass(40 * MINUTE);
  expect(await attentionKinds(counter)).not.toContain('paying_long');
});

test('PAY-5 paid and given back in the office while the till is off: told once', async () => {
  counter = await openCounter();
  const { linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.till().close();
  const { id } = await counter.control.pay(linkId);
  await counter.pass(1000);
  await counter.control.refund(id);
  await counter.restart();
  await counter.pass(2 * HOUR);
  expect(await attentionKinds(counter)).toEqual(['taken_back']);
});

test('PAY-5 paid and given back in part in the office while the till is off: paid, and the part is told once', async () => {
  counter = await openCounter();
  const { linkId, saleId } = await chargeFor(counter, [[1000, 1]]);
  await counter.till().close();
  const { id } = await counter.control.pay(linkId);
  await counter.pass(1000);
  await counter.control.refund(id, 300);
  await counter.restart();
  await counter.pass(2 * HOUR);
  expect(await counter.ask('sale.get', { saleId })).toMatchObject({ sale: { state: 'completed' } });
  expect(await standing()).toMatchObject([
    { kind: 'taken_back', amount: rub(300), providerTransactionId: id },
  ]);
  expect(await counter.ask('refund.options', { saleId })).toMatchObject({ refundable: rub(700) });
});

test('PAY-8 a refund that is not known, with no account connected, is raised all the same', async () => {
  counter = await openCounter();
  const { saleId } = await sell(counter);
  await counter.control.fault({ kind: 'reset', ...PUT });
  expect(await refund(counter, saleId)).toMatchObject({ state: 'unknown' });
  await counter.ask('connection.disconnect', {});
  await counter.pass(15 * MINUTE);
  expect(await attentionKinds(counter)).toEqual(['refund_unknown']);
  expect(await refundCalls(counter)).toHaveLength(1);
});

test('PAY-8 the cash of a sale and the provider together never give more than was paid', async () => {
  counter = await openCounter({ switches: { refundedAmountField: true } });
  const { saleId, transactionId } = await sell(counter);
  await refund(counter, saleId, { way: 'cash', amount: rub(600) });
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(400) });
  for (const way of ['provider', 'cash', 'elsewhere'] as const) {
    const more = refund(counter, saleId, { way, amount: rub(1) });
    expect(await codeOf(more)).toBe('REFUND_TOO_LARGE');
  }
  expect(await givenBack(counter, transactionId)).toBe(400);
});

test('PAY-5 the office gives back in parts, before and after a refund of ours: told once for each part', async () => {
  counter = await openCounter({ switches: { refundedAmountField: true, refundRows: 'parent' } });
  const { saleId, transactionId } = await sell(counter);
  await counter.control.refund(transactionId, 400);
  await counter.pass(3 * MINUTE);
  expect(await refund(counter, saleId, { amount: rub(300) })).toMatchObject({ state: 'done' });
  await counter.pass(3 * MINUTE);
  expect(await standing()).toMatchObject([{ kind: 'taken_back', amount: rub(400) }]);
  // What was made in the office is written down, and the matter is closed.
  await refund(counter, saleId, { way: 'elsewhere', amount: rub(400) });
  const [matter] = await standing();
  await counter.ask('attention.dismiss', { attentionId: matter?.id ?? '', reason: 'Written down' });
  await counter.control.refund(transactionId, 200);
  await counter.pass(3 * MINUTE);
  expect(await standing()).toMatchObject([{ kind: 'taken_back', amount: rub(200) }]);
  expect(await counter.ask('refund.options', { saleId })).toMatchObject({ refundable: rub(100) });
});
