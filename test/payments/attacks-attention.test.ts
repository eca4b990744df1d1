import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { attentionKinds, chargeFor, during, refund, rub, sell } from '../harness/refunding.ts';

/** Attacks on money that a person decides about: the wrong sale accused, the wrong sale paid, claims. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const standing = async () => (await counter.ask('attention.list', {})).items;
const saleOf = (saleId: string) => counter.ask('sale.get', { saleId });
const attach = (attentionId: string, saleId: string) =>
  counter.ask('attention.attach', { attentionId, saleId });
const handOver = (attemptId: string) =>
  counter.ask('payment.handOver', { attemptId, reason: 'A regular customer' });

/** Another customer scanned the first one's code: its second payment pays the second sale. */
async function paidOnTheWrongCode() {
  const first = await chargeFor(counter, [[1000, 1]]);
  const own = await counter.control.pay(first.linkId);
  const other = await counter.control.pay(first.linkId, { evenIfDeleted: true });
  await counter.pass(5 * SECOND);
  await counter.ask('payment.acknowledge', { attemptId: first.attemptId });
  const [matter] = await standing();
  const settled = matter?.providerTransactionId === other.id ? own.id : other.id;
  const second = await counter.ask('sale.addAmount', { amount: rub(1000), name: 'Tea' });
  const { attemptId, saleId } = await counter.ask('payment.start', {
    saleId: second.id,
    expectedTotal: second.total,
  });
  await counter.pass(3 * SECOND);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10 * SECOND);
  await during(counter, attach(matter?.id ?? '', saleId));
  expect((await saleOf(saleId)).sale).toMatchObject({ state: 'completed', receiptNumber: '000002' });
  return { first, settled, attached: matter?.providerTransactionId ?? '', saleId };
}

test('PAY-6 the refund of a sale that another code paid leaves the sale of that code paid', async () => {
  counter = await openCounter({ switches: { refundRows: 'parent' } });
  const { first, saleId } = await paidOnTheWrongCode();
  expect(await refund(counter, saleId)).toMatchObject({ state: 'done', amount: rub(1000) });
  await counter.pass(2 * MINUTE);
  expect((await saleOf(first.saleId)).attempts).toMatchObject([{ state: 'paid' }]);
  expect(await counter.ask('refund.options', { saleId: first.saleId })).toMatchObject({
    refundable: rub(1000),
  });
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-5 money that is taken back accuses the sale that it paid, not the code through which it came', async () => {
  counter = await openCounter();
  const { first, saleId, attached } = await paidOnTheWrongCode();
  await counter.control.move(attached, 'reversed');
  await counter.pass(3 * MINUTE);
  expect(await standing()).toMatchObject([{ kind: 'taken_back', saleId, receiptNumber: '000002' }]);
  expect((await saleOf(first.saleId)).attempts).toMatchObject([{ state: 'paid' }]);
});

test('PAY-5 a part that is given back in the office of attached money accuses the sale that it paid', async () => {
  counter = await openCounter({ switches: { refundRows: 'parent', refundedAmountField: true } });
  const { saleId, attached } = await paidOnTheWrongCode();
  await counter.control.refund(attached, 400);
  await counter.pass(3 * MINUTE);
  expect(await standing()).toMatchObject([{ kind: 'taken_back', saleId, amount: rub(400) }]);
});

test('PAY-9 unmatched money of the other environment settles no sale, whoever attaches it', async () => {
  counter = await openCounter();
  const { registerCode } = await counter.ask('app.status', {});
  const { saleId, attemptId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10 * SECOND);
  await counter.control.book({
    txid: `${registerCode}-0123456789abcdef`,
    type: 'payment',
    status: 'charged',
    amount: 1000,
    currency: 'RUB',
    env: 'prod',
  });
  await counter.pass(70 * SECOND);
  const [matter] = await standing();
  expect(matter).toMatchObject({ kind: 'env_differs', actions: ['dismiss'] });
  expect(await counter.ask('attention.targets', { attentionId: matter?.id ?? '' })).toEqual({ items: [] });
  const attached = during(counter, attach(matter?.id ?? '', saleId));
  expect(await codeOf(attached)).toBe('ATTACH_NOT_POSSIBLE');
  expect((await saleOf(saleId)).sale).toMatchObject({ state: 'open' });
});

test('PAY-5 late money of a deployment that names no currency is known by its code: attached, or given back', async () => {
  counter = await openCounter({ switches: { currencyOnTransactions: false } });
  const { linkId, saleId, attemptId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10 * SECOND);
  for (let payer = 0; payer < 2; payer++) await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(61 * SECOND);
  const [second, late] = await standing();
  expect([late, second]).toMatchObject([
    { kind: 'late_payment', amount: rub(1000) },
    { kind: 'second_payment', amount: rub(1000) },
  ]);
  await during(counter, attach(late?.id ?? '', saleId));
  const order = { attentionId: second?.id ?? '', way: 'provider', reason: 'Paid twice' } as const;
  expect(await during(counter, counter.ask('attention.refund', order))).toMatchObject({ state: 'done' });
  expect((await saleOf(saleId)).sale).toMatchObject({ state: 'completed' });
  expect(await counter.ask('refund.options', { saleId })).toMatchObject({ refundable: rub(1000) });
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-10 rows that name neither link nor currency may be ours, and are not swallowed', async () => {
  counter = await openCounter({ switches: { currencyOnTransactions: false, linkOnTransactions: false } });
  const { linkId, attemptId } = await chargeFor(counter, [[1000, 1]]);
  await counter.control.pay(linkId);
  await counter.pass(5 * SECOND);
  expect(await standing()).toMatchObject([{ kind: 'possibly_ours', attemptId, amount: rub(1000) }]);
});

test('PAY-5 a deployment that stops telling the currency accuses no payment that was accepted', async () => {
  counter = await openCounter();
  await sell(counter);
  await counter.control.switches({ currencyOnTransactions: false });
  await counter.pass(2 * HOUR);
  expect(await attentionKinds(counter)).toEqual([]);
});

test.each(['refunded', 'reversed'])(
  'PAY-5 a payer was busy, and what came of it is %s: raised, and the code expires by itself',
  async (status) => {
    counter = await openCounter();
    const { linkId, saleId } = await chargeFor(counter, [[1000, 1]]);
    const { id } = await counter.control.pay(linkId, { outcome: 'processing' });
    await counter.pass(5 * SECOND);
    expect((await saleOf(saleId)).attempts).toMatchObject([{ state: 'paying' }]);
    await counter.control.move(id, status);
    await counter.pass(15 * MINUTE);
    expect(await attentionKinds(counter)).toEqual(['taken_back']);
    expect((await saleOf(saleId)).attempts).toMatchObject([{ state: 'expired' }]);
    expect((await counter.ask('sale.current', {}))?.frozen).toBe(false);
  },
);

test('PAY-6 "customer says paid" on a code that was cancelled and paid late: raised, never paid', async () => {
  counter = await openCounter();
  const { linkId, attemptId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10 * SECOND);
  await counter.control.pay(linkId, { evenIfDeleted: true });
  const { facts } = await during(counter, counter.ask('payment.ask', { attemptId }));
  expect(facts).toEqual({ kind: 'raised' });
});

test('PAY-6 a claim whose code ends unpaid, and is paid late: confirmed by that money, once, and nothing is left', async () => {
  counter = await openCounter();
  const { linkId, attemptId, saleId } = await chargeFor(counter, [[1000, 1]]);
  await handOver(attemptId);
  await counter.pass(12 * MINUTE);
  expect(await attentionKinds(counter)).toEqual(['claim_unpaid']);
  await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(2 * MINUTE);
  const { tenders, sale } = await saleOf(saleId);
  expect(tenders).toMatchObject([{ kind: 'claimed', claim: { state: 'confirmed' } }]);
  expect(sale).toMatchObject({ receiptNumber: '000001' });
  expect(await attentionKinds(counter)).toEqual([]);
});

test('PAY-6 a claim that was written off is not confirmed by what comes later: raised', async () => {
  counter = await openCounter();
  const { linkId, attemptId, saleId } = await chargeFor(counter, [[1000, 1]]);
  await handOver(attemptId);
  await counter.pass(12 * MINUTE);
  const [matter] = await standing();
  await counter.ask('attention.dismiss', { attentionId: matter?.id ?? '', reason: 'Gone' });
  await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(2 * MINUTE);
  expect((await saleOf(saleId)).tenders).toMatchObject([{ claim: { state: 'written_off' } }]);
  expect(await attentionKinds(counter)).toEqual(['late_payment']);
});

test('PAY-6 handed over while a Replace is under way: no other code is made, and the end unpaid is raised', async () => {
  counter = await openCounter();
  const { attemptId, saleId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.replace', { attemptId });
  await handOver(attemptId);
  await counter.pass(30 * SECOND);
  expect((await saleOf(saleId)).attempts).toHaveLength(1);
  expect(await attentionKinds(counter)).toEqual(['claim_unpaid']);
  expect(await counter.ask('payment.current', {})).toMatchObject({ attemptId });
});

test('PAY-6 handed over twice, and paid twice: one receipt, one confirmation, one second payment', async () => {
  counter = await openCounter();
  const { linkId, attemptId, saleId } = await chargeFor(counter, [[1000, 1]]);
  await handOver(attemptId);
  expect(await codeOf(handOver(attemptId))).toBe('ALREADY_CLAIMED');
  await counter.control.pay(linkId);
  await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(5 * SECOND);
  await counter.restart();
  await counter.pass(2 * MINUTE);
  expect((await saleOf(saleId)).tenders).toHaveLength(1);
  expect(await attentionKinds(counter)).toEqual(['second_payment']);
  const { items } = await counter.ask('sale.list', {});
  expect(items.map(({ receiptNumber }) => receiptNumber)).toEqual(['000001']);
});

test('PAY-6 one matter attached to two sales at once settles one of them', async () => {
  counter = await openCounter();
  const first = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId: first.attemptId });
  await counter.pass(10 * SECOND);
  await counter.control.pay(first.linkId, { evenIfDeleted: true });
  await counter.pass(61 * SECOND);
  const again = await counter.ask('payment.start', {
    saleId: first.saleId,
    expectedTotal: rub(1000),
  });
  await counter.pass(3 * SECOND);
  await counter.ask('sale.next', { saleId: first.saleId });
  const other = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId: other.attemptId });
  await counter.ask('payment.cancel', { attemptId: again.attemptId });
  await counter.pass(20 * SECOND);
  const [matter] = await standing();
  const both = Promise.allSettled([
    attach(matter?.id ?? '', first.saleId),
    attach(matter?.id ?? '', other.saleId),
  ]);
  await during(counter, both);
  const states = [(await saleOf(first.saleId)).sale.state, (await saleOf(other.saleId)).sale.state];
  expect(states.toSorted()).toEqual(['completed', 'open']);
});

test('PAY-11 a proof that is given up leaves the next customer in front, and the sale set aside where it is', async () => {
  counter = await openCounter();
  const { saleId } = await counter.charge();
  await counter.pass(3 * SECOND);
  const { id: next } = await counter.ask('sale.next', { saleId });
  const proof = await counter.ask('proof.start', {});
  await counter.pass(10 * SECOND);
  await counter.ask('proof.cancel', { proofId: proof.id });
  await counter.pass(60 * SECOND);
  expect(await counter.ask('sale.current', {})).toMatchObject({ id: next, frozen: false });
  await counter.sale();
});

test('PAY-5 late money of which more is learnt later (fees, a part given back) is no second payment', async () => {
  counter = await openCounter({ switches: { refundedAmountField: true, refundRows: 'parent' } });
  const { linkId, attemptId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10 * SECOND);
  const { id } = await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(61 * SECOND);
  expect(await attentionKinds(counter)).toEqual(['late_payment']);
  await counter.control.refund(id, 300);
  await counter.pass(2 * MINUTE);
  expect((await attentionKinds(counter)).toSorted()).toEqual(['late_payment', 'taken_back']);
});

test('PAY-6 PAY-10 two customers pay the same on codes that no row names: each sale gets its own money, once', async () => {
  counter = await openCounter({ switches: { linkOnTransactions: false, refundRows: 'parent' } });
  const first = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('sale.next', { saleId: first.saleId });
  const second = await chargeFor(counter, [[1000, 1]]);
  await counter.control.pay(first.linkId);
  await counter.control.pay(second.linkId);
  await counter.pass(5 * SECOND);
  const matters = await standing();
  expect(matters.map(({ kind }) => kind)).toEqual(['possibly_ours', 'possibly_ours']);
  const [one, other] = matters.map(({ id }) => id);
  for (const [attentionId = '', saleId] of [
    [one, second.saleId],
    [other, first.saleId],
  ] as const) {
    const { items } = await counter.ask('attention.targets', { attentionId });
    expect(items.map((target) => target.saleId)).toContain(saleId);
    await during(counter, attach(attentionId, saleId));
  }
  await counter.pass(MINUTE);
  for (const { saleId } of [first, second]) {
    const { sale, attempts, tenders } = await saleOf(saleId);
    expect(sale.state).toBe('completed');
    expect(attempts).toMatchObject([{ state: 'paid' }]);
    expect(tenders).toHaveLength(1);
  }
  expect((await counter.control.books()).links.filter(({ deleted }) => !deleted)).toEqual([]);
  expect(await refund(counter, first.saleId)).toMatchObject({ state: 'done' });
  await counter.pass(2 * MINUTE);
  expect((await saleOf(second.saleId)).attempts).toMatchObject([{ state: 'paid' }]);
  expect(await attentionKinds(counter)).toEqual([]);
});
