import { afterEach, expect, test } from 'vitest';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';
import {
  attentionKinds,
  chargeFor,
  givenBack,
  refund,
  refundCalls,
  refundsOf,
  rub,
  sell,
} from '../harness/refunding.ts';

/** PAY-8 where one code was paid twice, and a row of the list names only the code: nobody can tell whose it is. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

type Switches = NonNullable<CounterOptions['switches']>;

const PUT = { method: 'PUT', path: '/api/v1/transactions/:id' } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A sale that was paid twice on one code: what settled it, and the other payment. */
async function paidTwice(switches: Switches) {
  counter = await openCounter({ switches });
  const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  const paid = await counter.control.pay(linkId);
  const again = await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(10_000);
  await counter.ask('payment.acknowledge', { attemptId });
  const { items } = await counter.ask('attention.list', {});
  expect(items).toMatchObject([{ kind: 'second_payment' }]);
  const isRaised = items[0]?.providerTransactionId === paid.id;
  return { saleId, first: isRaised ? again.id : paid.id, second: isRaised ? paid.id : again.id };
}

async function losePart(saleId: string, kind: 'reset' | 'reset_after_write'): Promise<void> {
  await counter.control.fault({ kind, ...PUT });
  expect(await refund(counter, saleId, { amount: rub(300) }, 1500)).toMatchObject({ state: 'unknown' });
}

test.each([
  { office: 300, partialRefundAs: 'charged' },
  { office: 300, partialRefundAs: 'refunded' },
  { office: undefined, partialRefundAs: 'charged' },
] as const)(
  'PAY-8 what the office gives back of the second payment ($office, part as $partialRefundAs) is not our lost refund of the first',
  async ({ office, partialRefundAs }) => {
    const { saleId, first, second } = await paidTwice({ refundRows: 'link', partialRefundAs });
    await losePart(saleId, 'reset');
    await counter.control.refund(second, office);
    await counter.pass(11 * MINUTE);
    expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'unknown', amount: rub(300) }]);
    expect(await attentionKinds(counter)).toContain('refund_unknown');
    expect(await givenBack(counter, first)).toBe(0);
    expect(await refundCalls(counter)).toHaveLength(1);
  },
);

test('PAY-8 a second payment that nobody has seen yet, given back in the office, is not our lost refund', async () => {
  counter = await openCounter({ switches: { refundRows: 'link' } });
  const { saleId, linkId, transactionId } = await sell(counter);
  // Its code is watched no more by now.
  await counter.pass(2 * HOUR);
  await losePart(saleId, 'reset');
  const late = await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.control.refund(late.id, 300);
  await counter.pass(11 * MINUTE);
  expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'unknown' }]);
  expect(await givenBack(counter, transactionId)).toBe(0);
});

test.each<Switches>([
  { refundRows: 'parent' },
  { refundRows: 'link', refundedAmountField: true },
  { refundRows: 'link', partialRefundAs: 'refunded' },
])(
  'PAY-8 a lost refund of the first that was made is found where the provider says whose it is: %j',
  async (switches) => {
    const { saleId, first } = await paidTwice(switches);
    await losePart(saleId, 'reset_after_write');
    await counter.pass(MINUTE);
    expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'done' }]);
    expect(await givenBack(counter, first)).toBe(300);
    expect(await refundCalls(counter)).toHaveLength(1);
  },
);

test('PAY-8 a lost refund of the first that was made, and shown by the code alone, is for a manager', async () => {
  const { saleId, first } = await paidTwice({ refundRows: 'link' });
  await losePart(saleId, 'reset_after_write');
  await counter.pass(11 * MINUTE);
  const [lost] = await refundsOf(counter, saleId);
  expect(lost).toMatchObject({ state: 'unknown' });
  expect(await attentionKinds(counter)).toContain('refund_unknown');
  const reason = 'It is in the partner area';
  await counter.ask('refund.decide', { refundId: lost?.id ?? '', made: true, reason });
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(700) });
  expect(await givenBack(counter, first)).toBe(1000);
});

test('PAY-8 a refund of the first that was answered is done; a row that names only the code lessens what is left', async () => {
  const { saleId, first, second } = await paidTwice({ refundRows: 'link' });
  expect(await refund(counter, saleId, { amount: rub(300) })).toMatchObject({ state: 'done' });
  await counter.control.refund(second, 200);
  await counter.pass(MINUTE);
  // It may have been of the first: cash for it would be too much.
  expect(await refund(counter, saleId, { way: 'cash' })).toMatchObject({ amount: rub(500) });
  expect(await givenBack(counter, first)).toBe(300);
});
