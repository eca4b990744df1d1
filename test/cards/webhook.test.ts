import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { type CardsBench, openBench } from './cards-bench.ts';

const WISH = {
  url: 'https://shop.example/hook',
  events: ['card_state'],
  active: true,
  newSecret: false,
} as const;
const NAME = 'bench:webhook-secret';
const BODY = new TextEncoder().encode('{"type":"card_state"}');

async function openHook() {
  const secrets = memorySecrets('');
  const bench = await openBench({ secrets });
  const set = (wish: { readonly newSecret?: boolean; readonly url?: string } = {}) =>
    bench.done(bench.service().setWebhook({ ...WISH, events: [...WISH.events], ...wish }));
  return { bench, set, kept: async () => (await secrets.get(NAME))?.split(' ') ?? [] };
}

function delivery(secret: string, header = 'x-webhook-signature', body = BODY) {
  const signature = createHmac('sha256', secret).update(BODY).digest('hex');
  return { body, headers: { [header]: signature } };
}

const counts = async (bench: CardsBench) => (await bench.done(bench.service().webhook())).counts;

test('SEC-7 a webhook is set with a secret of 32 bytes that the till makes, keeps and never tells', async () => {
  const { bench, set, kept } = await openHook();
  expect((await bench.done(bench.service().webhook())).config).toBeNull();
  const view = await set();
  const [secret = ''] = await kept();
  expect(secret).toMatch(/^[\da-f]{64}$/);
  expect(view).toMatchObject({
    config: { url: WISH.url, events: ['card_state'], active: true, secretSet: true },
    secret: { lastFour: secret.slice(-4) },
    path: '/webhooks/fourpay-cc',
  });
  const told = JSON.stringify([
    view,
    bench.database.read.all('SELECT * FROM setting'),
    bench.logged,
    bench.events,
  ]);
  expect(told).not.toContain(secret);
  await set({ url: 'https://shop.example/other' });
  expect(await kept()).toEqual([secret]);
  await set({ newSecret: true });
  expect(await kept()).not.toEqual([secret]);
});

test('an address that is not HTTPS is refused, and no secret is made', async () => {
  const { set, kept } = await openHook();
  await expect(set({ url: 'http://shop.example/hook' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'url' },
  });
  expect(await kept()).toEqual([]);
});

test('where the answer to a new secret is lost, both are taken until it is known which the issuer has', async () => {
  const { bench, set, kept } = await openHook();
  await set();
  const [first = ''] = await kept();
  await bench.control.fault({ kind: '502_after_write', method: 'PUT', count: 'always' });
  await expect(set({ newSecret: true })).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
  await bench.control.clearFaults();
  const [second = '', ...others] = await kept();
  expect(others).toEqual([first]);
  await bench.restart();
  expect(bench.service().delivered(delivery(first))).toBe(true);
  expect(bench.service().delivered(delivery(second))).toBe(true);
  await set();
  expect(await kept()).toEqual([second]);
  expect(bench.service().delivered(delivery(first))).toBe(false);
});

test('however often an answer is lost, the secret that is known to have been set is still taken', async () => {
  const { bench, set, kept } = await openHook();
  await set();
  const [first = ''] = await kept();
  await bench.control.fault({ kind: 'status_before', status: 502, method: 'PUT', count: 'always' });
  for (let tries = 0; tries < 6; tries++) await bench.codeOf(set({ newSecret: true }));
  expect(await kept()).toHaveLength(4);
  expect(bench.service().delivered(delivery(first))).toBe(true);
});

test('a new secret that the issuer refuses is dropped', async () => {
  const { bench, set, kept } = await openHook();
  await set();
  const before = await kept();
  await bench.control.fault({ kind: 'status_before', status: 422, method: 'PUT', count: 1 });
  await expect(set({ newSecret: true })).rejects.toMatchObject({ code: 'PROVIDER_REJECTED' });
  expect(await kept()).toEqual(before);
});

test('a genuine delivery is told from any other by its signature over the raw body', async () => {
  const { bench, set, kept } = await openHook();
  await set();
  const [secret = ''] = await kept();
  const service = bench.service();
  expect(service.delivered(delivery(secret))).toBe(true);
  expect(service.delivered(delivery('another'))).toBe(false);
  expect(service.delivered(delivery(secret, 'api-notification-sign'))).toBe(false);
  expect(service.delivered(delivery(secret, 'x-webhook-signature', new Uint8Array([1])))).toBe(false);
  expect(service.delivered({ body: BODY, headers: { 'x-webhook-signature': 'abc' } })).toBe(false);
  expect(service.delivered({ body: BODY, headers: {} })).toBe(false);
  expect(await counts(bench)).toMatchObject({ verified: 1, refused: 5 });
});

test('a genuine delivery wakes the looks', async () => {
  const { bench, set, kept } = await openHook();
  await set();
  const cardId = await bench.makeCard('Office');
  const amount = { decimal: '3', currency: 'USD' };
  await bench.control.fault({ kind: '502_after_write', method: 'POST', count: 1 });
  const asked = { operationId: 'a', accountId: SANDBOX_ACCOUNTS.main, cardId, amount };
  expect(await bench.done(bench.service().topUp(asked))).toMatchObject({ state: 'unknown' });
  const [secret = ''] = await kept();
  const before = bench.events.length;
  bench.service().delivered(delivery(secret));
  await bench.settle();
  expect(bench.service().operation('a').state).toBe('done');
  expect(bench.events.slice(before).some(({ name }) => name === 'cards.changed')).toBe(true);
});

test('a storm of deliveries asks little of the issuer', async () => {
  const { bench } = await openHook();
  const cardId = await bench.makeCard('Office');
  await bench.control.fault({ kind: 'status_before', status: 502, method: 'POST', count: 1 });
  const amount = { decimal: '3', currency: 'USD' };
  await bench.done(
    bench.service().topUp({ operationId: 'a', accountId: SANDBOX_ACCOUNTS.main, cardId, amount }),
  );
  const before = bench.requests.length;
  for (let tenth = 0; tenth < 300; tenth++) {
    bench.service().delivered({ body: BODY, headers: {} });
    await bench.pass(100);
  }
  expect(bench.requests.length - before).toBeLessThanOrEqual(12);
});

test('a webhook is deleted, and its secret goes with it', async () => {
  const { bench, set, kept } = await openHook();
  await set();
  const [secret = ''] = await kept();
  expect(await bench.done(bench.service().deleteWebhook())).toMatchObject({ config: null, secret: null });
  expect(await kept()).toEqual([]);
  expect(bench.service().delivered(delivery(secret))).toBe(false);
  const kinds = bench.database.read.all<{ kind: string }>(
    "SELECT kind FROM journal WHERE kind = 'cards.webhook_changed'",
  );
  expect(kinds).toHaveLength(2);
});
