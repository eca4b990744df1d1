import { expect, test } from 'vitest';
import { openHookShop } from './hook-shop.ts';
import { envelope, FLAT, type Post, SECRET, signed } from './posting.ts';

const ACCEPTED = '{"success":"true"}';

/** A row as the provider's own list has it. */
const WHOLE = { ...FLAT, currency: 'RUB', env: 'test', started: '2026-11-21T08:59:00Z' };

test('PAY-6 a signed envelope is proof: its money is in the books before it is acknowledged', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  const reply = await shop.send(envelope({ data: WHOLE, at: shop.clock.now() }));
  expect([reply.status, reply.text]).toEqual([200, ACCEPTED]);
  expect(shop.attempt(id).state).toBe('paid');
  expect(shop.transaction(WHOLE.id)).toMatchObject({ raw_status: 'charged', amount_with_fee_minor: 1050 });
  expect(shop.looks).toEqual([WHOLE.id]);
  expect(shop.webhooks.view().counts).toMatchObject({ proofs: 1, hints: 0, refused: 0, duplicates: 0 });
});

test('PAY-6 an unsigned delivery proves nothing: the provider is asked at once, and no more', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(FLAT.link);
  const reply = await shop.send({ body: JSON.stringify(FLAT) });
  expect([reply.status, reply.text]).toEqual([200, ACCEPTED]);
  expect(shop.attempt(id).state).toBe('open');
  expect(shop.taken).toEqual([]);
  expect(shop.looks).toEqual([FLAT.id]);
  expect(shop.webhooks.view().counts).toMatchObject({
    proofs: 0,
    hints: 1,
    lastAt: '2026-11-21T09:00:00.000Z',
  });
});

test('PAY-6 an envelope without its signature, or of another scheme, is a hint', async () => {
  const shop = await openHookShop();
  const { body, headers } = envelope({ data: WHOLE, at: shop.clock.now() });
  const without = (name: string): Post => ({
    body: body.replace('event-1', `without ${name}`),
    headers: Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name)),
  });
  const other = { body, headers: { ...headers, 'x-webhook-signature': 'sha512=AbC+/==' } };
  for (const post of [without('x-webhook-signature'), without('x-webhook-timestamp'), other]) {
    expect((await shop.send(post)).status).toBe(200);
  }
  expect(shop.taken).toEqual([]);
  expect(shop.webhooks.view().counts).toMatchObject({ proofs: 0, hints: 3 });
});

test('PAY-6 without a secret at hand every signature is a hint', async () => {
  const shop = await openHookShop({ secret: null });
  expect((await shop.send(envelope({ data: WHOLE, at: shop.clock.now() }))).status).toBe(200);
  expect(shop.webhooks.view()).toMatchObject({
    secret: null,
    secretAtHand: false,
    counts: { proofs: 0, hints: 1 },
  });
});

test.each<[string, (post: ReturnType<typeof envelope>) => Post]>([
  ['another amount', ({ body, headers }) => ({ body: body.replace('1000', '9000'), headers })],
  ['one blank more', ({ body, headers }) => ({ body: `${body} `, headers })],
  [
    'an earlier time',
    ({ body, headers }) => ({ body, headers: { ...headers, 'x-webhook-timestamp': '1795251599' } }),
  ],
  [
    'another signature',
    ({ body, headers }) => ({ body, headers: { ...headers, 'x-webhook-signature': 'a'.repeat(64) } }),
  ],
])('PAY-6 a tampered delivery is refused: %s', async (_name, tamper) => {
  const shop = await openHookShop();
  shop.charge(WHOLE.link);
  const reply = await shop.send(tamper(envelope({ data: WHOLE, at: shop.clock.now() })));
  expect([reply.status, reply.text]).toEqual([401, '{"success":"false"}']);
  expect([shop.taken, shop.looks]).toEqual([[], []]);
  expect(shop.webhooks.view().counts).toMatchObject({
    refused: 1,
    lastRefusal: { reason: 'bad_signature', at: '2026-11-21T09:00:00.000Z' },
  });
});

test('PAY-6 another secret signs nothing here', async () => {
  const shop = await openHookShop();
  const post = envelope({ data: WHOLE, at: shop.clock.now(), secret: `${SECRET}x` });
  expect((await shop.send(post)).status).toBe(401);
});

test('PAY-6 a replay is refused by its time, and the screen can say so', async () => {
  const shop = await openHookShop();
  const post = envelope({ data: WHOLE, at: shop.clock.now() });
  await shop.clock.advance(301_000);
  expect((await shop.send(post)).status).toBe(401);
  expect(shop.webhooks.view().counts.lastRefusal?.reason).toBe('stale');
  expect([shop.taken, shop.looks]).toEqual([[], []]);
});

test('PAY-6 a delivery that comes again is acknowledged, and does nothing', async () => {
  const shop = await openHookShop();
  shop.charge(WHOLE.link);
  const proof = envelope({ data: WHOLE, at: shop.clock.now() });
  const flat = { body: JSON.stringify({ ...FLAT, id: 'other-0001' }) };
  for (const post of [proof, flat, proof, flat, flat]) {
    const reply = await shop.send(post);
    expect([reply.status, reply.text]).toEqual([200, ACCEPTED]);
  }
  // The same event, signed anew for another try.
  await shop.clock.advance(60_000);
  await shop.send(envelope({ data: WHOLE, at: shop.clock.now() }));
  expect(shop.taken).toHaveLength(1);
  expect(shop.looks).toEqual([WHOLE.id, 'other-0001']);
  expect(shop.webhooks.view().counts).toMatchObject({ proofs: 1, hints: 1, duplicates: 4 });
});

test('PAY-6 a hint under the name of an event does not keep its proof out', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  const { body, headers } = envelope({ data: WHOLE, at: shop.clock.now() });
  await shop.send({ body });
  expect(shop.attempt(id).state).toBe('open');
  await shop.send({ body, headers });
  expect(shop.attempt(id).state).toBe('paid');
  await shop.send({ body });
  expect(shop.webhooks.view().counts).toMatchObject({ proofs: 1, hints: 1, duplicates: 1 });
});

test('PAY-6 the name of an event is what was signed, not what a header says', async () => {
  const shop = await openHookShop();
  shop.charge(WHOLE.link);
  const { body, headers } = envelope({ data: WHOLE, at: shop.clock.now() });
  await shop.send({ body, headers });
  await shop.send({ body, headers: { ...headers, 'x-webhook-event-id': 'event-2' } });
  expect(shop.webhooks.view().counts).toMatchObject({ proofs: 1, duplicates: 1 });
});

test('a flat body may be signed as well', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  const timestamp = new Date(shop.clock.now()).toISOString();
  await shop.send(signed({ body: JSON.stringify(WHOLE), timestamp, eventId: 'x', secret: SECRET }));
  expect(shop.attempt(id).state).toBe('paid');
});

test('DB-2 what could not be committed is not acknowledged, and is new when it comes again', async () => {
  const shop = await openHookShop();
  const { id } = shop.charge(WHOLE.link);
  const proof = envelope({ data: WHOLE, at: shop.clock.now() });
  shop.diskFull = true;
  const reply = await shop.send(proof);
  expect([reply.status, reply.text]).toEqual([500, '{"success":"false"}']);
  expect(shop.attempt(id).state).toBe('open');
  shop.diskFull = false;
  expect((await shop.send(proof)).status).toBe(200);
  expect(shop.attempt(id).state).toBe('paid');
  expect(shop.webhooks.view().counts).toMatchObject({ proofs: 1, failed: 1, duplicates: 0 });
});

test('T-8 garbage is refused, and asks for nothing', async () => {
  const shop = await openHookShop();
  for (const body of ['{"id":', '', '[]', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])]) {
    const reply = await shop.send({ body });
    expect([reply.status, reply.text]).toEqual([400, '{"success":"false"}']);
  }
  expect(shop.looks).toEqual([]);
  expect(shop.webhooks.view().counts).toMatchObject({ refused: 4, lastRefusal: { reason: 'malformed' } });
});
