import { expect, test } from 'vitest';
import { parseTransaction } from '../../src/main/adapters/payment-providers/fourpay-online/transactions.ts';
import { openHookShop } from './hook-shop.ts';
import { envelope, FLAT } from './posting.ts';

const WHOLE = { ...FLAT, currency: 'RUB', env: 'test', started: '2026-11-21T08:59:00Z' };

/** The same row as the provider's list has it. */
function row(changes: Readonly<Record<string, unknown>> = {}) {
  const transaction = parseTransaction({ ...WHOLE, ...changes });
  if (!transaction) throw new Error('The row cannot be read');
  return transaction;
}

/** Proofs about one payment, each an event of its own. */
function proofs(at: number) {
  let number = 0;
  return (status: string, changes: Readonly<Record<string, unknown>> = {}) => {
    const data = { ...WHOLE, status, ...changes };
    return envelope({ data, at, event: `transaction.${status}`, eventId: `event-${number++}` });
  };
}

test('PAY-6 a "charged" that arrives after its reversal was read settles nothing, and is looked up', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  shop.read(row({ status: 'reversed' }));
  const before = shop.attempt(id).state;
  expect((await shop.send(proofs(shop.clock.now())('charged'))).status).toBe(200);
  expect(shop.attempt(id).state).toBe(before);
  expect(shop.transaction(WHOLE.id)?.status).toBe('reversed');
  expect(shop.session.sales.current()?.state).toBe('open');
  expect([shop.taken, shop.looks]).toEqual([[], [WHOLE.id]]);
});

test('PAY-6 a decline that arrives after the money takes nothing back', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  const proof = proofs(shop.clock.now());
  for (const status of ['charged', 'rejected', 'failed', 'cancelled', 'started']) {
    expect((await shop.send(proof(status))).status).toBe(200);
  }
  expect(shop.attempt(id).state).toBe('paid');
  expect(shop.session.attention.list(false)).toEqual([]);
  expect(shop.taken).toHaveLength(1);
});

test('PAY-6 what is no money is looked up: an old "started" does not send a payer away', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  shop.read(row({ status: 'processing' }));
  const proof = proofs(shop.clock.now());
  for (const status of ['started', 'rejected', 'hovering']) await shop.send(proof(status));
  expect(shop.attempt(id)).toMatchObject({ state: 'paying', declined_at: null });
  expect([shop.taken, shop.looks]).toEqual([[], [WHOLE.id]]);
});

test('PAY-5 money that went back is looked up, whatever the delivery says of it', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  const proof = proofs(shop.clock.now());
  await shop.send(proof('charged'));
  await shop.clock.advance(1000);
  for (const status of ['refunded', 'reversed']) await shop.send(proof(status));
  await shop.send(proof('charged', { type: 'refund', id: 'refund-1', parent: WHOLE.id }));
  await shop.clock.advance(10_000);
  expect(shop.attempt(id).state).toBe('paid');
  expect(shop.taken).toHaveLength(1);
  expect(shop.looks).toEqual([WHOLE.id, WHOLE.id, null]);
});

test('PAY-9 a proof that names no environment is looked up; on top of a row of the list it is money', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  const proof = proofs(shop.clock.now());
  await shop.send(proof('charged', { env: undefined }));
  expect(shop.attempt(id).state).toBe('open');
  shop.read(row({ status: 'processing' }));
  expect(shop.attempt(id).state).toBe('paying');
  await shop.send(proof('charged', { env: undefined, currency: undefined, started: undefined }));
  expect(shop.attempt(id).state).toBe('paid');
  const seen = { env: 'test', currency: 'RUB', started_at: '2026-11-21T08:59:00.000Z' };
  expect(shop.transaction(WHOLE.id)).toMatchObject(seen);
});

test('PAY-9 test money settles no live sale, told by whatever proof', async () => {
  const shop = await openHookShop({ mode: 'live' });
  const { id } = shop.charge(WHOLE.link);
  const proof = proofs(shop.clock.now());
  await shop.send(proof('charged'));
  expect(shop.attempt(id).state).toBe('open');
  expect(shop.session.attention.list(false)).toMatchObject([{ kind: 'env_differs' }]);
});

test('PAY-6 a proof that contradicts what was read is looked up', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  shop.read(row({ status: 'processing', amount: 400 }));
  await shop.send(proofs(shop.clock.now())('charged'));
  expect(shop.attempt(id).state).not.toBe('paid');
  expect([shop.taken, shop.looks]).toEqual([[], [WHOLE.id]]);
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['no amount', { amount: undefined }],
  ['an amount in major units', { amount: '10.00' }],
  ['no kind', { type: undefined }],
  ['a link of no name', { link: undefined }],
  ['another status than its event', { status: 'processing' }],
])('PAY-6 a thin proof raises nothing and settles nothing: %s', async (_name, changes) => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  const data = { ...WHOLE, ...changes };
  expect((await shop.send(envelope({ data, at: shop.clock.now() }))).status).toBe(200);
  expect(shop.attempt(id).state).toBe('open');
  expect(shop.session.attention.list(false)).toEqual([]);
  expect([shop.taken, shop.looks]).toEqual([[], [WHOLE.id]]);
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['an amount of digits', { amount: '1000', amount_with_fee: '1050' }],
  ['members that nobody knows', { metadata: { deep: [{ er: null }] }, amount_dest: null }],
  ['no currency', { currency: undefined }],
  ['a link as an object', { link: { id: WHOLE.link } }],
  ["no status but the event's", { status: undefined }],
])('PAY-6 a proof in another shape is money all the same: %s', async (_name, changes) => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  await shop.send(envelope({ data: { ...WHOLE, ...changes }, at: shop.clock.now() }));
  expect(shop.attempt(id).state).toBe('paid');
});

test('PAY-10 money of others is acknowledged, and nobody is told', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge('another-link');
  await shop.send(envelope({ data: WHOLE, at: shop.clock.now() }));
  expect(shop.attempt(id).state).toBe('open');
  expect(shop.session.attention.list(false)).toEqual([]);
  expect(shop.transaction(WHOLE.id)).toBeUndefined();
});
