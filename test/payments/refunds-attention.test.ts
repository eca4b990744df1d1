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

/** PAY-5 PAY-8: money that settled nothing goes back from Attention, all of it, once. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const PUT = { method: 'PUT', path: '/api/v1/transactions/:id' } as const;
const MINUTE = 60_000;

const standing = async () => (await counter.ask('attention.list', {})).items;
const resolved = async () => (await counter.ask('attention.list', { resolved: true })).items;

/** Presses Refund on what stands first in Attention. */
const giveBack = async (changes: { way?: 'provider' | 'cash' | 'elsewhere'; reference?: string } = {}) => {
  if (changes.way === 'cash') await openDrawer(counter.ask);
  const [first] = await standing();
  return counter.ask('attention.refund', {
    attentionId: first?.id ?? '',
    way: 'provider',
    reason: 'Paid twice',
    ...changes,
  });
};

/** A sale that was paid, and paid once more on the same code. */
async function paidTwice() {
  const charged = await chargeFor(counter, [[1000, 1]]);
  const first = await counter.control.pay(charged.linkId);
  const second = await counter.control.pay(charged.linkId, { evenIfDeleted: true });
  await counter.pass(10_000);
  await counter.ask('payment.acknowledge', { attemptId: charged.attemptId });
  const [matter] = await standing();
  const raised = matter?.providerTransactionId === first.id ? first.id : second.id;
  return { ...charged, raised, accepted: raised === first.id ? second.id : first.id };
}

test('PAY-5 PAY-8 a second payment goes back whole, and the sale stays paid', async () => {
  counter = await openCounter({ switches: { refundRows: 'parent' } });
  const { saleId, raised, accepted } = await paidTwice();
  expect(await attentionKinds(counter)).toEqual(['second_payment']);
  const made = await during(counter, giveBack());
  expect(made).toMatchObject({ state: 'done', saleId, amount: rub(1000), lines: [], reason: 'Paid twice' });
  expect(await givenBack(counter, raised)).toBe(1000);
  expect(await givenBack(counter, accepted)).toBe(0);
  expect(await attentionKinds(counter)).toEqual([]);
  expect(await resolved()).toMatchObject([{ kind: 'second_payment', resolution: { how: 'refunded' } }]);
  const { attempts, refunds } = await counter.ask('sale.get', { saleId });
  expect(attempts).toMatchObject([{ state: 'paid' }]);
  expect(refunds).toMatchObject([{ id: made.id }]);
  // Nothing of the sale itself has been given back.
  const { items } = await counter.ask('sale.list', {});
  expect(items.find(({ id }) => id === saleId)).toMatchObject({ refunded: rub(0) });
  expect(await counter.ask('refund.options', { saleId })).toMatchObject({ refundable: rub(1000) });
  await counter.pass(60 * MINUTE);
  expect(await attentionKinds(counter)).toEqual([]);
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(1000) });
  expect(await givenBack(counter, accepted)).toBe(1000);
});

test('PAY-5 PAY-8 late money goes back whole, and its attempt is refunded', async () => {
  counter = await openCounter();
  const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10_000);
  const { id } = await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(61_000);
  expect(await attentionKinds(counter)).toEqual(['late_payment']);
  expect(await during(counter, giveBack())).toMatchObject({ state: 'done', amount: rub(1000), attemptId });
  expect(await givenBack(counter, id)).toBe(1000);
  expect((await counter.ask('sale.get', { saleId })).attempts).toMatchObject([{ state: 'refunded' }]);
  await counter.pass(60 * MINUTE);
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-5 PAY-8 money of another amount goes back in its own amount', async () => {
  counter = await openCounter();
  const { linkId } = await chargeFor(counter, [[1000, 1]]);
  const { id } = await counter.control.pay(linkId, { amount: 1234 });
  await counter.pass(10_000);
  expect(await attentionKinds(counter)).toEqual(['amount_differs']);
  expect(await during(counter, giveBack())).toMatchObject({ state: 'done', amount: rub(1234) });
  expect(await givenBack(counter, id)).toBe(1234);
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-8 what was given back of it in the office is not given back again', async () => {
  counter = await openCounter({ switches: { refundedAmountField: true } });
  const { raised } = await paidTwice();
  await counter.control.refund(raised, 400);
  const early = await during(counter, giveBack());
  expect(early).toMatchObject({ state: 'refused', problem: { code: 'REFUND_CHANGED' } });
  expect(await refundCalls(counter)).toEqual([]);
  const matters = await standing();
  const matter = matters.find(({ kind }) => kind === 'second_payment');
  const answer = counter.ask('attention.refund', {
    attentionId: matter?.id ?? '',
    way: 'provider',
    reason: 'Paid twice',
  });
  expect(await during(counter, answer)).toMatchObject({ state: 'done', amount: rub(600) });
  expect(await givenBack(counter, raised)).toBe(1000);
});

test.each([
  ['cash', ''],
  ['elsewhere', 'PA-9'],
] as const)('%s closes the matter at once, and nobody is asked', async (way, reference) => {
  counter = await openCounter();
  await paidTwice();
  const made = await giveBack({ way, reference });
  expect(made).toMatchObject({ state: 'done', way, amount: rub(1000) });
  expect(await attentionKinds(counter)).toEqual([]);
  expect(await refundCalls(counter)).toEqual([]);
});

test('PAY-8 a lost answer keeps the matter open until the refund has an end', async () => {
  counter = await openCounter({ switches: { refundedAmountField: true, refundRows: 'parent' } });
  const { saleId, raised } = await paidTwice();
  await counter.control.fault({ kind: 'reset', ...PUT });
  expect(await during(counter, giveBack())).toMatchObject({ state: 'unknown' });
  expect(await codeOf(giveBack())).toBe('REFUND_LOCKED');
  await counter.pass(11 * MINUTE);
  expect((await attentionKinds(counter)).toSorted()).toEqual(['refund_unknown', 'second_payment']);
  await counter.control.refund(raised);
  await counter.pass(61 * MINUTE);
  expect(await refundsOf(counter, saleId)).toMatchObject([{ state: 'done' }]);
  expect(await attentionKinds(counter)).toEqual([]);
  expect((await resolved()).map(({ kind, resolution }) => `${kind} ${resolution?.how}`).toSorted()).toEqual([
    'refund_unknown settled',
    'second_payment refunded',
  ]);
});

test('PAY-8 a refusal leaves the matter open, to be pressed again', async () => {
  counter = await openCounter();
  const { raised } = await paidTwice();
  await counter.control.switches({ refundsOffered: false });
  expect(await during(counter, giveBack())).toMatchObject({ state: 'refused' });
  expect(await attentionKinds(counter)).toEqual(['second_payment']);
  await counter.control.switches({ refundsOffered: true });
  expect(await during(counter, giveBack())).toMatchObject({ state: 'done' });
  expect(await givenBack(counter, raised)).toBe(1000);
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-8 two presses at once give back once', async () => {
  counter = await openCounter();
  const { raised } = await paidTwice();
  await during(counter, Promise.allSettled([giveBack(), giveBack()]));
  expect(await givenBack(counter, raised)).toBe(1000);
  expect(await refundCalls(counter)).toHaveLength(1);
});

test('PAY-6 PAY-8 money that goes back is not attached to a sale as well, whichever is pressed first', async () => {
  counter = await openCounter();
  const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10_000);
  const { id } = await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(61_000);
  const [matter] = await standing();
  const attach = counter.ask('attention.attach', { attentionId: matter?.id ?? '', saleId });
  const both = await during(counter, Promise.allSettled([giveBack(), attach]), 10_000);
  const sale = (await counter.ask('sale.get', { saleId })).sale;
  const refunded = await givenBack(counter, id);
  // Either the customer has the money, or the sale has it.
  expect([sale.state, refunded], JSON.stringify(both)).toEqual(
    refunded === 0 ? ['completed', 0] : ['open', 1000],
  );
});

test('PAY-8 attached money goes back as a refund of its sale', async () => {
  counter = await openCounter();
  const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10_000);
  const { id } = await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(61_000);
  const [matter] = await standing();
  await during(counter, counter.ask('attention.attach', { attentionId: matter?.id ?? '', saleId }));
  expect(await refund(counter, saleId, { amount: rub(400) })).toMatchObject({ state: 'done' });
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(600) });
  expect(await givenBack(counter, id)).toBe(1000);
  expect(await attentionKinds(counter)).toEqual([]);
});

test('a paid sale may be refunded while another matter of it stands', async () => {
  counter = await openCounter({ switches: { refundRows: 'parent' } });
  const { saleId, accepted } = await paidTwice();
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done' });
  expect(await givenBack(counter, accepted)).toBe(1000);
  expect(await attentionKinds(counter)).toEqual(['second_payment']);
  const other = await sell(counter);
  expect(await refund(counter, other.saleId)).toMatchObject({ state: 'done' });
});

/** Paid twice on one code; the second payment is given back, and its row names only the link. */
async function secondGivenBack(): Promise<string> {
  counter = await openCounter({ switches: { refundRows: 'link' } });
  const { saleId, attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.control.pay(linkId);
  await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(10_000);
  await counter.ask('payment.acknowledge', { attemptId });
  const [matter] = (await counter.ask('attention.list', {})).items;
  const order = { attentionId: matter?.id ?? '', way: 'provider', reason: 'Paid twice' } as const;
  expect(await during(counter, counter.ask('attention.refund', order))).toMatchObject({ state: 'done' });
  await counter.pass(2 * 60_000);
  return saleId;
}

test('PAY-8 the refund of a second payment leaves the first to be given back', async () => {
  const saleId = await secondGivenBack();
  expect(await counter.ask('refund.options', { saleId })).toMatchObject({ refundable: rub(1000) });
});

test('PAY-8 the refund of a second payment, our own, is raised to nobody', async () => {
  await secondGivenBack();
  expect(await attentionKinds(counter)).toEqual([]);
});
