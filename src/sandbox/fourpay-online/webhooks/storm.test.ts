import { expect, test } from 'vitest';
import { type Player, at, call, startPlayer } from '../../testing/player.ts';
import { type Received, accepting, startReceiver } from '../../testing/receiver.ts';
import { seededRandom, shuffled } from '../../webhooks/random-order.ts';

async function playedDay(): Promise<Player> {
  const player = await startPlayer();
  for (let amount = 1; amount <= 10; amount += 1) {
    const row = await player.control('POST', '/transactions', { amount, status: 'processing' });
    await player.control('POST', `/transactions/${String(at(row, 'id'))}`, { status: 'charged' });
  }
  return player;
}

const keyOf = ({ json }: Received): string => `${String(at(json, 'amount'))} ${String(at(json, 'status'))}`;

test('a storm tells all that is known again, in random order, and answers when it is over', async () => {
  const player = await playedDay();
  const receiver = await startReceiver();
  await player.control('PUT', '/webhooks', { url: receiver.url, form: 'signed', secret: 's' });
  const order = { copies: 50, seed: 3 };
  expect(await player.control('POST', '/webhooks/storm', order)).toEqual({
    ...order,
    events: 20,
    accepted: 1000,
    failed: 0,
  });
  const counts = new Map<string, number>();
  for (const { headers } of receiver.received) {
    const id = String(headers['x-webhook-event-id']);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  expect([...counts.values()]).toEqual(Array.from({ length: 20 }, () => 50));
});

test('what a storm is refused it tells again, and counts what is never taken', async () => {
  const player = await playedDay();
  const receiver = await startReceiver((received) => {
    const last = received.at(-1);
    const key = last === undefined ? '' : keyOf(last);
    const seen = received.filter((one) => keyOf(one) === key).length;
    return key.startsWith('1 ') || seen === 1 ? { status: 503, body: '' } : accepting;
  });
  await player.control('PUT', '/webhooks', { url: receiver.url, form: 'flat', retryMs: 0 });
  const counts = await player.control('POST', '/webhooks/storm', { copies: 1, seed: 1 });
  expect(counts).toMatchObject({ events: 20, accepted: 18, failed: 2 });
  expect(receiver.received).toHaveLength(18 * 2 + 2 * 4);
});

test('the sandbox answers others while a storm hangs, and closing ends it', async () => {
  const player = await playedDay();
  const receiver = await startReceiver(() => 'silence');
  await player.control('PUT', '/webhooks', { url: receiver.url, form: 'flat' });
  const storm = expect(
    call('POST', `${player.sandbox.baseUrl}/_sandbox/webhooks/storm`, { json: { copies: 5 } }),
  ).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect.poll(() => receiver.received.length).toBe(16);
  expect((await player.api('GET', '/links')).status).toBe(200);
  await player.sandbox.close();
  await storm;
});

test('a storm needs a webhook and a number of copies that is no mistake', async () => {
  const player = await playedDay();
  const { url } = await startReceiver();
  const statusOf = async (json: object): Promise<number> =>
    (await call('POST', `${player.sandbox.baseUrl}/_sandbox/webhooks/storm`, { json })).status;
  expect(await statusOf({})).toBe(409);
  await player.control('PUT', '/webhooks', { url, form: 'flat' });
  expect(await statusOf({ copies: 0 })).toBe(422);
  expect(await statusOf({ copies: 5001 })).toBe(422);
  expect(await statusOf({ copies: 1, seed: -1 })).toBe(422);
  expect(await statusOf({})).toBe(200);
});

test('mixing keeps every item, and follows its seed', () => {
  const items = Array.from({ length: 1000 }, (_, index) => index);
  const mixed = shuffled(items, seededRandom(1));
  expect(mixed.toSorted((a, b) => a - b)).toEqual(items);
  expect(mixed).not.toEqual(items);
  expect(shuffled(items, seededRandom(1))).toEqual(mixed);
  expect(shuffled(items, seededRandom(2))).not.toEqual(mixed);
});
