import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { chargeFor, during, rub } from '../harness/refunding.ts';

/** What is done with a code while it is shown: its timer set anew, another made, the goods handed over, facts asked. */

let counter: Counter;

afterEach(() => counter.close());

const MINUTE = 60_000;

const current = () => counter.ask('payment.current', {});
const payment = (attemptId: string) => counter.ask('payment.get', { attemptId });
const saleOf = (saleId: string) => counter.ask('sale.get', { saleId });
const attention = async () => (await counter.ask('attention.list', {})).items;
const handOver = (attemptId: string) => counter.ask('payment.handOver', { attemptId, reason: 'A regular' });

async function openHosted(): Promise<void> {
  counter = await openCounter();
  await counter.ask('connection.change', { collectBy: 'hosted' });
}

test('PAY-4 a timer that is set anew counts from now, over a crash; the old one ends nothing', async () => {
  counter = await openCounter();
  const { attemptId } = await chargeFor(counter, [[1000, 1]]);
  await counter.pass(9 * MINUTE);
  const { expiresAt } = await counter.ask('payment.extend', { attemptId });
  expect(Date.parse(expiresAt ?? '')).toBe(counter.clock.now() + 10 * MINUTE);
  await counter.crash();
  await counter.pass(9 * MINUTE);
  expect(await payment(attemptId)).toMatchObject({ state: 'open', expiresAt });
  await counter.pass(2 * MINUTE);
  expect(await payment(attemptId)).toMatchObject({ state: 'expired' });
  expect(await codeOf(counter.ask('payment.extend', { attemptId }))).toBe('PAYMENT_NOT_LIVE');
});

test("the provider's page ends by itself: its timer is not set anew", async () => {
  await openHosted();
  const { attemptId } = await chargeFor(counter, [[1000, 1]]);
  expect(await payment(attemptId)).toMatchObject({ way: 'hosted', extendable: false });
  expect(await codeOf(counter.ask('payment.extend', { attemptId }))).toBe('PAYMENT_NOT_EXTENDABLE');
  await counter.pass(15 * MINUTE);
  expect(await payment(attemptId)).toMatchObject({ state: 'expired' });
  expect((await counter.control.books()).hosted).toMatchObject([{ cancelled: true }]);
});

test.each(['link', 'hosted'] as const)(
  'PAY-2 PAY-4 a code by %s is replaced: the old one is gone before the new one is there',
  async (way) => {
    counter = await openCounter();
    await counter.ask('connection.change', { collectBy: way });
    const { attemptId, saleId } = await chargeFor(counter, [[1000, 1]]);
    await counter.ask('payment.replace', { attemptId, methods: ['sbp'] });
    await counter.pass(5000);
    expect(await current()).toMatchObject({
      saleId,
      state: 'open',
      way,
      methods: ['sbp'],
      amount: rub(1000),
    });
    const { attempts } = await saleOf(saleId);
    expect(attempts.map(({ state }) => state)).toEqual(['replaced', 'open']);
    const { links, hosted } = await counter.control.books();
    const gone = way === 'link' ? links.map(({ deleted }) => deleted) : hosted.map((one) => one.cancelled);
    expect(gone.toSorted()).toEqual([false, true]);
    const calls = (await counter.control.requests()).map(({ method }) => method);
    const changes = calls.filter((method) => method !== 'GET');
    expect(changes).toEqual(['POST', way === 'link' ? 'DELETE' : 'PUT', 'POST']);
  },
);

test('PAY-4 the power goes while a code is being replaced: the other one is made by the next start', async () => {
  counter = await openCounter();
  const { attemptId, saleId } = await chargeFor(counter, [[1000, 1]]);
  await counter.control.fault({ kind: 'status_before', status: 503, path: '/api/*', count: 'always' });
  await counter.ask('payment.replace', { attemptId, methods: ['card'] });
  await counter.crash();
  await counter.pass(MINUTE);
  expect((await saleOf(saleId)).attempts).toHaveLength(1);
  await counter.control.clearFaults();
  await counter.pass(2 * MINUTE);
  expect((await saleOf(saleId)).attempts.map(({ state }) => state)).toEqual(['replaced', 'open']);
  expect(await current()).toMatchObject({ saleId, methods: ['card'] });
});

test('PAY-5 handed over: one receipt at once; the money confirms it, and settles nothing else', async () => {
  counter = await openCounter();
  const { attemptId, saleId, linkId } = await chargeFor(counter, [[1000, 1]]);
  expect(await handOver(attemptId)).toMatchObject({ claimed: true, receiptNumber: '000001' });
  expect(await codeOf(handOver(attemptId))).toBe('ALREADY_CLAIMED');
  expect(await saleOf(saleId)).toMatchObject({
    sale: { state: 'completed', receiptNumber: '000001' },
    tenders: [{ kind: 'claimed', claim: { state: 'awaiting' }, providerTransactionId: null }],
  });
  const { id } = await counter.control.pay(linkId);
  await counter.pass(5000);
  expect((await saleOf(saleId)).tenders).toMatchObject([
    { kind: 'claimed', claim: { state: 'confirmed' }, providerTransactionId: id },
  ]);
  expect(await counter.ask('sale.list', {})).toMatchObject({ items: [{ id: saleId, claimAwaited: false }] });
  expect(await attention()).toEqual([]);
});

test.each(['link', 'hosted'] as const)(
  'PAY-5 a code by %s that was handed over on ends unpaid: raised, and written off by a manager',
  async (way) => {
    counter = await openCounter();
    await counter.ask('connection.change', { collectBy: way });
    const { attemptId, saleId } = await chargeFor(counter, [[1000, 1]]);
    await handOver(attemptId);
    await counter.ask('payment.acknowledge', { attemptId });
    await counter.pass(16 * MINUTE);
    const [item] = await attention();
    expect(item).toMatchObject({ kind: 'claim_unpaid', saleId, amount: rub(1000), actions: ['dismiss'] });
    await counter.ask('attention.dismiss', { attentionId: item?.id ?? '', reason: 'Never came back' });
    expect(await attention()).toEqual([]);
    expect((await saleOf(saleId)).tenders).toMatchObject([
      { claim: { state: 'written_off', reason: 'Never came back' } },
    ]);
  },
);

test('PAY-5 money that comes after all settles the matter of a claim by itself', async () => {
  counter = await openCounter();
  const { attemptId, saleId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await handOver(attemptId);
  await counter.pass(11 * MINUTE);
  expect(await attention()).toMatchObject([{ kind: 'claim_unpaid', saleId }]);
  await counter.control.pay(linkId, { evenIfDeleted: true });
  await counter.pass(2 * MINUTE);
  expect(await attention()).toEqual([]);
  expect((await saleOf(saleId)).tenders).toMatchObject([{ claim: { state: 'confirmed' } }]);
  const { items } = await counter.ask('attention.list', { resolved: true });
  expect(items).toMatchObject([{ kind: 'claim_unpaid', resolution: { how: 'settled' } }]);
});

test('customer says paid: only what the provider says', async () => {
  counter = await openCounter();
  const first = await chargeFor(counter, [[1000, 1]]);
  const facts = async (attemptId: string) =>
    (await during(counter, counter.ask('payment.ask', { attemptId }))).facts;
  expect(await facts(first.attemptId)).toEqual({ kind: 'nothing' });
  const { id } = await counter.control.pay(first.linkId, { outcome: 'processing' });
  expect(await facts(first.attemptId)).toMatchObject({ kind: 'processing' });
  await counter.control.move(id, 'rejected');
  expect(await facts(first.attemptId)).toMatchObject({ kind: 'declined', reason: 'Declined by the bank' });
  await counter.ask('sale.next', { saleId: first.saleId });
  const second = await chargeFor(counter, [[1000, 1]]);
  await counter.control.pay(second.linkId);
  expect(await facts(first.attemptId)).toMatchObject({
    kind: 'other_code',
    saleId: second.saleId,
    callNumber: 2,
  });
  expect(await facts(second.attemptId)).toEqual({ kind: 'paid' });
  await counter.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });
  await counter.control.pay(first.linkId, { amount: 7 });
  const asked = counter.ask('payment.ask', { attemptId: first.attemptId });
  expect((await during(counter, asked, 30_000)).facts.kind).not.toBe('nothing');
  await counter.control.clearFaults();
  await counter.pass(MINUTE);
  expect(await facts(first.attemptId)).toEqual({ kind: 'raised' });
});

test('SEC-7 what support is told names the payment, and holds neither its address nor our words', async () => {
  await openHosted();
  const { attemptId } = await chargeFor(counter, [[1000, 1]]);
  const { payerUrl } = await counter.ask('payment.copyLink', { attemptId });
  await handOver(attemptId);
  const [hosted] = (await counter.control.books()).hosted;
  const { text } = await counter.ask('payment.supportText', { attemptId });
  expect(text).toContain(hosted?.id);
  expect(text).toContain(hosted?.txid);
  expect(text).not.toContain(payerUrl);
  expect(text).not.toContain(payerUrl.split('/').at(-1));
  expect(text).not.toContain('A regular');
  expect(text).not.toContain('At 1000');
});
