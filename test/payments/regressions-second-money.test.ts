import { afterEach, expect, test } from 'vitest';
import type { AttentionView } from '../../src/contract/views.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import {
  attentionKinds,
  chargeFor,
  during,
  givenBack,
  type PaidSale,
  refund,
  refundsOf,
  rub,
  sell,
} from '../harness/refunding.ts';

/**
 * More than one payment on one code, where rows of refunds name only the code (the sandbox's own shape): what goes
 * back of one is not taken for what goes back of the other. Found by the model of a day (T-6).
 */

let counter: Counter;

afterEach(() => counter.close());

const MINUTE = 60_000;

const matter = async (kind: AttentionView['kind']): Promise<AttentionView> => {
  const { items } = await counter.ask('attention.list', {});
  const found = items.find((item) => item.kind === kind);
  if (!found) throw new Error(`There is no ${kind}`);
  return found;
};

const giveBack = async (kind: AttentionView['kind']) => {
  const { id } = await matter(kind);
  return during(
    counter,
    counter.ask('attention.refund', { attentionId: id, way: 'provider', reason: 'Twice' }),
    10_000,
  );
};

const attemptOf = async (saleId: string, attemptId: string) =>
  (await counter.ask('sale.get', { saleId })).attempts.find(({ id }) => id === attemptId);

/** A sale whose code was paid twice. */
async function paidTwice(): Promise<PaidSale & { readonly second: string }> {
  const sold = await sell(counter, [[1000, 1]]);
  const { id: second } = await counter.control.pay(sold.linkId, { evenIfDeleted: true });
  await counter.pass(2 * MINUTE);
  expect(await attentionKinds(counter)).toEqual(['second_payment']);
  return { ...sold, second };
}

/** A code that was taken back, and paid for all that: twice. */
async function paidLate(...amounts: readonly number[]) {
  const charged = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId: charged.attemptId });
  await counter.pass(5000);
  const paid: string[] = [];
  for (const amount of amounts) {
    paid.push((await counter.control.pay(charged.linkId, { amount, evenIfDeleted: true })).id);
    await counter.pass(2 * MINUTE);
  }
  return { ...charged, paid };
}

test('PAY-8 a second payment goes back: the first stands whole, and so does its attempt', async () => {
  counter = await openCounter();
  const { saleId, attemptId, second } = await paidTwice();
  expect(await giveBack('second_payment')).toMatchObject({ state: 'done', amount: rub(1000) });
  await counter.pass(5 * MINUTE);
  expect(await givenBack(counter, second)).toBe(1000);
  expect(await attemptOf(saleId, attemptId)).toMatchObject({ state: 'paid' });
  expect(await counter.ask('refund.options', { saleId })).toMatchObject({
    refunded: rub(0),
    refundable: rub(1000),
  });
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-8 a refund that never arrived is not taken for made because another payment of the code went back', async () => {
  counter = await openCounter();
  const { saleId, transactionId, second } = await paidTwice();
  await counter.control.fault({ kind: 'reset', method: 'PUT', path: '/api/v1/transactions/:id' });
  expect(await refund(counter, saleId, { amount: rub(400) })).toMatchObject({ state: 'unknown' });
  expect(await giveBack('second_payment')).toMatchObject({ state: 'done' });
  await counter.pass(5 * MINUTE);
  expect(await givenBack(counter, second)).toBe(1000);
  expect(await givenBack(counter, transactionId)).toBe(0);
  const refunds = await refundsOf(counter, saleId);
  expect(refunds.find(({ amount }) => amount.amountMinor === 400)).toMatchObject({ state: 'unknown' });
});

test('PAY-8 what the office gave back of the first payment is counted once: the second still goes back', async () => {
  counter = await openCounter();
  const { saleId, transactionId, linkId } = await sell(counter, [[1000, 1]]);
  await counter.control.refund(transactionId, 300);
  await counter.pass(2 * MINUTE);
  expect(await attentionKinds(counter)).toEqual(['taken_back']);
  await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(2 * MINUTE);
  expect(await giveBack('second_payment')).toMatchObject({ state: 'done', amount: rub(1000) });
  await counter.pass(5 * MINUTE);
  expect(await counter.ask('refund.options', { saleId })).toMatchObject({
    refunded: rub(300),
    refundable: rub(700),
  });
  expect(await attentionKinds(counter)).toEqual(['taken_back']);
});

test('PAY-8 our own refund on a code of which no money settled a sale is raised to nobody', async () => {
  counter = await openCounter();
  const { attemptId, saleId } = await paidLate(7, 1000);
  expect(await attentionKinds(counter)).toEqual(['late_payment', 'amount_differs']);
  expect(await giveBack('amount_differs')).toMatchObject({ state: 'done', amount: rub(7) });
  await counter.pass(65 * MINUTE);
  expect(await attentionKinds(counter)).toEqual(['late_payment']);
  expect(await attemptOf(saleId, attemptId)).toMatchObject({ state: 'late_paid' });
});

test('PAY-6 a second payment that is taken back moves nothing: the attempt stands on the first', async () => {
  counter = await openCounter();
  const { attemptId, saleId, paid } = await paidLate(1000, 1000);
  await counter.control.move(paid[1] ?? '', 'reversed');
  await counter.pass(65 * MINUTE);
  expect((await attentionKinds(counter)).toSorted()).toEqual([
    'late_payment',
    'second_payment',
    'taken_back',
  ]);
  expect(await attemptOf(saleId, attemptId)).toMatchObject({ state: 'late_paid' });
  const { id: attentionId } = await matter('late_payment');
  await during(counter, counter.ask('attention.attach', { attentionId, saleId }));
  const { sale, attempts } = await counter.ask('sale.get', { saleId });
  expect(sale).toMatchObject({ state: 'completed', receiptNumber: '000001' });
  expect(attempts).toMatchObject([{ state: 'late_paid' }]);
});

test('PAY-5 money of which a part has gone back in the office pays no sale', async () => {
  counter = await openCounter({ switches: { refundRows: 'parent' } });
  const { saleId, paid } = await paidLate(1000);
  await counter.control.refund(paid[0] ?? '', 300);
  await counter.pass(65 * MINUTE);
  const { id: attentionId } = await matter('late_payment');
  const attaching = during(counter, counter.ask('attention.attach', { attentionId, saleId }));
  expect(await codeOf(attaching)).toBe('ATTACH_NOT_POSSIBLE');
  expect(await counter.ask('sale.current', {})).toMatchObject({ id: saleId, state: 'open' });
  expect(await giveBack('late_payment')).toMatchObject({ state: 'done', amount: rub(700) });
  expect(await givenBack(counter, paid[0] ?? '')).toBe(1000);
});
