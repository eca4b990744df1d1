import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { filesIn, holders } from '../security/marked-secrets.ts';
import { freePort, openHookShop, portOf } from './hook-shop.ts';
import { envelope, FLAT, openLine, SECRET } from './posting.ts';

const NEXT_SECRET = 'MARK+hook/canary=77d0aa31~second';

/** A port that somebody else has, until it is let go. */
async function takenPort(): Promise<{ readonly port: number; readonly release: () => Promise<void> }> {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const release = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  onTestFinished(release);
  return { port, release };
}

test('it is off until somebody wants it, and then nothing listens', async () => {
  const { webhooks } = await openHookShop({ enabled: false, secret: null });
  webhooks.open();
  expect(await webhooks.change({ port: 4181 })).toEqual({
    enabled: false,
    port: 4181,
    path: '/webhooks/fourpay-online',
    state: { kind: 'off' },
    secret: null,
    secretAtHand: false,
    counts: { proofs: 0, hints: 0, refused: 0, duplicates: 0, failed: 0, lastAt: null, lastRefusal: null },
  });
});

test('it listens where it is told to, moves, and ends', async () => {
  const { webhooks, events } = await openHookShop({ enabled: false, realPort: true });
  const [first, second] = [await freePort(), await freePort()];
  expect((await webhooks.change({ enabled: true, port: first })).state).toEqual({
    kind: 'listening',
    port: first,
  });
  expect((await webhooks.change({ port: second })).state).toEqual({ kind: 'listening', port: second });
  await expect(openLine(first)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const { ended } = await openLine(second);
  expect((await webhooks.change({ enabled: false })).state).toEqual({ kind: 'off' });
  expect(await ended).toBe('');
  await expect(openLine(second)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(events.at(-1)).toEqual({ name: 'settings.changed', payload: {} });
});

test('a port that is taken is said, and tried again', async () => {
  const { webhooks, clock } = await openHookShop({ enabled: false, realPort: true });
  const { port, release } = await takenPort();
  const { state } = await webhooks.change({ enabled: true, port });
  expect(state).toEqual({ kind: 'not_listening', port, reason: 'port_taken' });
  await clock.advance(30_000);
  expect(webhooks.view().state.kind).toBe('not_listening');
  await release();
  await clock.advance(30_000);
  await expect.poll(() => webhooks.view().state).toEqual({ kind: 'listening', port });
});

test('a taken port that is not wanted any more is not tried again', async () => {
  const { webhooks, clock } = await openHookShop({ enabled: false, realPort: true });
  const { port, release } = await takenPort();
  await webhooks.change({ enabled: true, port });
  await webhooks.change({ enabled: false });
  await release();
  await clock.advance(120_000);
  expect(webhooks.view().state).toEqual({ kind: 'off' });
});

test.each([0, 80, 1023, 65_536, 4180.5])(
  'no program of a user takes port %d: nothing is changed',
  async (port) => {
    const { webhooks } = await openHookShop({ enabled: false });
    await expect(webhooks.change({ port })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'port' },
    });
    expect(webhooks.view().port).toBe(4180);
  },
);

test('AUD-1 what is switched is in the journal, without the secret', async () => {
  const { webhooks, session } = await openHookShop();
  await webhooks.change({ enabled: false });
  await webhooks.forgetSecret();
  const rows = session.database.read.all<{ payload: string }>(
    "SELECT payload FROM journal WHERE kind = 'settings.changed' AND subject_id = 'webhooks' ORDER BY sequence",
  );
  expect(rows.map(({ payload }) => JSON.parse(payload))).toMatchObject([
    { names: 'webhookSecret', set: 1 },
    { names: 'webhooks', enabled: 1, port: 4180 },
    { names: 'webhooks', enabled: 0, port: 4180 },
    { names: 'webhookSecret', set: 0 },
  ]);
  expect(session.journal.verify()).toBeNull();
});

test('SEC-7 of the secret only its last four characters and its day are told', async () => {
  const { webhooks } = await openHookShop({ secret: null });
  const view = await webhooks.keepSecret(` ${SECRET}\n`);
  expect(view.secret).toEqual({ lastFour: 'hook', since: '2026-11-21T09:00:00.000Z' });
  expect(view.secretAtHand).toBe(true);
  expect((await webhooks.keepSecret('short-one')).secret?.lastFour).toBe('');
});

test.each(['', '       ', 'seven77', 'x'.repeat(501)])(
  'a secret that is none is refused: "%.10s"',
  async (secret) => {
    const { webhooks } = await openHookShop({ secret: null });
    await expect(webhooks.keepSecret(secret)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(webhooks.view().secret).toBeNull();
  },
);

test('SEC-7 another secret holds at once, a forgotten one proves nothing any more', async () => {
  const shop = await openHookShop();
  const send = async (secret: string, eventId: string): Promise<number> =>
    (await shop.send(envelope({ data: FLAT, at: shop.clock.now(), secret, eventId }))).status;
  await shop.webhooks.keepSecret(NEXT_SECRET);
  expect([await send(SECRET, '1'), await send(NEXT_SECRET, '2')]).toEqual([401, 200]);
  await shop.webhooks.forgetSecret();
  expect(await send('anything', '3')).toBe(200);
  expect(shop.webhooks.view().counts).toMatchObject({ proofs: 1, hints: 1, refused: 1 });
});

test('SEC-7 a keychain that fails is said, and costs the proofs only', async () => {
  const held = memorySecrets('tests keep no keychain');
  const broken = { now: false };
  const fail = <T>(act: () => Promise<T>): Promise<T> =>
    broken.now ? Promise.reject(new Error('The keychain did not answer')) : act();
  const secrets = {
    ...held,
    get: (name: string) => fail(() => held.get(name)),
    set: (name: string, value: string) => fail(() => held.set(name, value)),
    delete: (name: string) => fail(() => held.delete(name)),
  };
  const shop = await openHookShop({ secrets });
  broken.now = true;
  await expect(shop.webhooks.keepSecret(NEXT_SECRET)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  expect((await shop.send(envelope({ data: FLAT, at: shop.clock.now() }))).status).toBe(200);
  expect(shop.webhooks.view().counts.proofs).toBe(1);
  await expect(shop.webhooks.forgetSecret()).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  const { secret, secretAtHand } = shop.webhooks.view();
  expect([secret?.lastFour, secretAtHand]).toEqual(['hook', false]);
  shop.webhooks.open();
  await shop.webhooks.change({});
  expect(shop.webhooks.view()).toMatchObject({ secretAtHand: false, state: { kind: 'listening' } });
  broken.now = false;
  shop.webhooks.open();
  await shop.webhooks.change({});
  expect(shop.webhooks.view().secretAtHand).toBe(true);
});

test('SEC-8 the secret is nowhere but in the secret store, whatever comes and whatever fails', async () => {
  const shop = await openHookShop();
  shop.charge(FLAT.link);
  const heard: string[] = [];
  const data = { ...FLAT, env: 'test', error_description: `Bad signature ${SECRET}` };
  const at = shop.clock.now();
  const good = envelope({ data, at });
  shop.diskFull = true;
  heard.push(JSON.stringify(await shop.send(good)));
  shop.diskFull = false;
  const posts = [
    good,
    envelope({ data, at, secret: NEXT_SECRET }),
    { body: JSON.stringify({ ...data, id: `${SECRET}` }) },
    { body: `not JSON ${SECRET}` },
    { body: '{}', headers: { 'x-webhook-signature': SECRET, 'x-webhook-timestamp': SECRET } },
  ];
  for (const post of posts) heard.push(JSON.stringify(await shop.send(post)));
  await shop.webhooks.keepSecret(NEXT_SECRET);
  await shop.clock.advance(10_000);
  const told = {
    events: JSON.stringify(shop.events),
    view: JSON.stringify(shop.webhooks.view()),
    replies: heard.join(),
  };
  const files = filesIn(shop.folder);
  expect(Object.keys(files)).toContain(join(shop.folder, 'logs', 'till.log'));
  expect(holders({ ...files, ...told }, [SECRET, NEXT_SECRET])).toEqual([]);
  expect(shop.attempt(shop.charge('next').id).state).toBe('open');
  expect(portOf(shop.webhooks)).toBeGreaterThan(0);
});
