import { expect, test } from 'vitest';
import { type GatewayPlayer, order, startGateway } from '../testing/gateway-player.ts';
import { at, listAt } from '../testing/player.ts';

const create = { method: 'POST', path: '/api/payment/checkout' } as const;

const made = async (player: GatewayPlayer): Promise<number> =>
  listAt(await player.books(), 'payments').length;

const post = (player: GatewayPlayer): ReturnType<GatewayPlayer['gateway']> =>
  player.gateway('POST', '/payment/checkout', order);

const fail = (player: GatewayPlayer, fault: object): Promise<unknown> =>
  player.control('POST', '/faults', fault);

test.each([
  ['reset', 0],
  ['reset_after_write', 1],
  ['truncated', 1],
] as const)('%s: the answer to a checkout is lost, %d made', async (kind, count) => {
  const player = await startGateway();
  await fail(player, { kind, ...create });
  await expect(post(player)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await made(player)).toBe(count);
  expect((await post(player)).status).toBe(201);
});

test.each([
  ['status_before', 500, 0],
  ['status_before', 429, 0],
  ['500_after_write', 500, 1],
] as const)('%s: %d, and %d made', async (kind, status, count) => {
  const player = await startGateway();
  await fail(player, { kind, status, ...create });
  const answer = await post(player);
  expect(answer.status).toBe(status);
  expect(answer.headers['retry-after']).toBe(status === 429 ? '1' : undefined);
  expect(at(answer.json, 'message')).toEqual(expect.any(String));
  expect(await made(player)).toBe(count);
});

test('malformed: 201 without JSON, and one made', async () => {
  const player = await startGateway();
  await fail(player, { kind: 'malformed', ...create });
  const answer = await post(player);
  expect([answer.status, answer.json, await made(player)]).toEqual([201, undefined, 1]);
});

test.each([
  ['hang', 0],
  ['hang_after_write', 1],
] as const)('%s: never answered, %d made; closing ends it', async (kind, count) => {
  const player = await startGateway();
  await fail(player, { kind, ...create });
  const ended = expect(post(player)).rejects.toMatchObject({ code: 'ECONNRESET' });
  const last = async (): Promise<unknown> =>
    listAt(await player.control('GET', '/requests'), 'requests').at(-1);
  await expect.poll(last).toMatchObject({ path: create.path, status: null });
  await expect.poll(() => made(player)).toBe(count);
  await player.sandbox.close();
  await ended;
});

test('delay: answered later, and other calls are not held up', async () => {
  const player = await startGateway();
  const { id } = await player.makeCheckout();
  await fail(player, { kind: 'delay', delayMs: 300, method: 'GET', path: '/api/payment/:id' });
  const order: string[] = [];
  const slow = player.payment(id).then(() => order.push('slow'));
  await expect.poll(async () => listAt(await player.control('GET', '/requests'), 'requests').length).toBe(2);
  await player.gateway('GET', `/checkout/${id}/payment-methods`).then(() => order.push('quick'));
  await slow;
  expect(order).toEqual(['quick', 'slow']);
});

test('paths tell calls apart: one payment, its instructions, applications, pages', async () => {
  const player = await startGateway();
  const { id, path } = await player.makeCheckout();
  const order: Readonly<Record<string, () => Promise<{ readonly status: number }>>> = {
    '/api/payment/:id': () => player.gateway('GET', `/payment/${id}`),
    '/api/payment/:id/provider/:provider/method/:method': () =>
      player.gateway('GET', `/payment/${id}/provider/sandbox-bank/method/transfer`),
    '/api/checkout/:id/payment-methods': () => player.gateway('GET', `/checkout/${id}/payment-methods`),
    '/api/payment-applications': () =>
      player.gateway('GET', '/payment-applications', undefined, 'oa_test_sandbox'),
    '/checkout/:id': () => player.page('GET', path),
  };
  for (const fault of Object.keys(order)) {
    await fail(player, { kind: 'status_before', status: 503, path: fault, count: 'always' });
    for (const [called, ask] of Object.entries(order)) {
      expect([fault, called, (await ask()).status]).toEqual([fault, called, called === fault ? 503 : 200]);
    }
    await player.control('DELETE', '/faults');
  }
});

test('the control API is never hit', async () => {
  const player = await startGateway();
  const { id } = await player.makeCheckout();
  await fail(player, { kind: 'reset', count: 'always' });
  expect(await player.play(id, 'confirm')).toMatchObject({ status: 'CONFIRMED' });
});
