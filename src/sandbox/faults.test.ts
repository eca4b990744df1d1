import { expect, test } from 'vitest';
import { type Player, call, coffee, espresso, listAt, startPlayer, textAt } from './testing/player.ts';

const links = async (player: Player): Promise<readonly unknown[]> =>
  listAt(await player.control('GET', '/state'), 'links');

const faults = async (player: Player): Promise<readonly unknown[]> =>
  listAt(await player.control('GET', '/state'), 'faults');

const lastStatus = async (player: Player): Promise<unknown> =>
  listAt(await player.control('GET', '/requests'), 'requests').at(-1);

test('reset: the connection breaks and nothing is written', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'reset' });
  await expect(player.api('POST', '/links', coffee)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await links(player)).toHaveLength(0);
  expect(await lastStatus(player)).toMatchObject({ method: 'POST', status: null });
  expect((await player.api('POST', '/links', coffee)).status).toBe(201);
});

test('reset_after_write: the connection breaks and the link is there', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'reset_after_write' });
  await expect(player.api('POST', '/links', coffee)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await links(player)).toHaveLength(1);
});

test.each([401, 403, 429, 500, 503])('status_before: %d and nothing is written', async (status) => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'status_before', status });
  const answer = await player.api('POST', '/links', coffee);
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ error: `status_${status}` });
  expect(answer.headers['retry-after']).toBe(status === 429 || status === 503 ? '1' : undefined);
  expect(await links(player)).toHaveLength(0);
});

test('500_after_write: the link is there all the same', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: '500_after_write' });
  expect((await player.api('POST', '/links', coffee)).status).toBe(500);
  expect(await links(player)).toHaveLength(1);
});

test('500_after_write, reset and hang_after_write on products: made or not, as they say', async () => {
  const player = await startPlayer();
  const order = (kind: string): Promise<unknown> =>
    player.control('POST', '/faults', { kind, method: 'POST', path: '/api/v1/products' });
  const headers = async (): Promise<readonly unknown[]> =>
    listAt(await player.control('GET', '/state'), 'products').map((product) => textAt(product, 'header'));
  await order('500_after_write');
  expect((await player.api('POST', '/products', { ...espresso, header: 'A' })).status).toBe(500);
  await order('reset');
  await expect(player.api('POST', '/products', { ...espresso, header: 'B' })).rejects.toThrow();
  await order('hang_after_write');
  const hanging = expect(player.api('POST', '/products', { ...espresso, header: 'C' })).rejects.toThrow();
  await expect.poll(headers).toEqual(['C', 'A']);
  await player.sandbox.close();
  await hanging;
});

test('truncated: half of the body arrives, then the connection ends', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'truncated' });
  await expect(player.api('POST', '/links', coffee)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await links(player)).toHaveLength(1);
});

test('malformed: the right status, and no JSON', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'malformed' });
  const answer = await player.api('POST', '/links', coffee);
  expect(answer.status).toBe(201);
  expect(answer.headers['content-type']).toContain('application/json');
  expect(answer.json).toBeUndefined();
  expect(await links(player)).toHaveLength(1);
});

test.each([
  ['hang', 0],
  ['hang_after_write', 1],
] as const)('%s: never answered; closing ends it', async (kind, written) => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind });
  const ended = expect(player.api('POST', '/links', coffee)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect
    .poll(() => lastStatus(player))
    .toMatchObject({ path: '/api/v1/links', status: null, durationMs: null });
  expect(await links(player)).toHaveLength(written);
  await player.sandbox.close();
  await ended;
});

test('delay: answered later, others are not held up', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'delay', delayMs: 300, method: 'POST' });
  const slow = player.api('POST', '/links', coffee);
  await expect.poll(() => lastStatus(player)).toMatchObject({ method: 'POST', status: null });
  expect((await player.api('GET', '/links')).status).toBe(200);
  expect((await slow).status).toBe(201);
  const [logged] = listAt(await player.control('GET', '/requests'), 'requests');
  expect(Number(Object(logged).durationMs)).toBeGreaterThanOrEqual(290);
});

test('delay goes together with another fault', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'status_before', status: 500 });
  await player.control('POST', '/faults', { kind: 'delay', delayMs: 20 });
  expect((await player.api('GET', '/links')).status).toBe(500);
  expect(await faults(player)).toEqual([]);
});

test('closing drops what is still delayed', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'delay', delayMs: 3_600_000 });
  const ended = expect(player.api('POST', '/links', coffee)).rejects.toThrow();
  await expect.poll(() => lastStatus(player)).toMatchObject({ status: null });
  await player.sandbox.close();
  await ended;
});

test('faults are matched by method and path, counted, and used in order', async () => {
  const player = await startPlayer();
  const statusOf = async (method: string, path: string): Promise<number> =>
    (await player.api(method, path)).status;
  await player.control('POST', '/faults', {
    kind: 'status_before',
    status: 500,
    path: '/api/v1/links',
    count: 2,
  });
  await player.control('POST', '/faults', { kind: 'status_before', status: 429, path: '/api/v1/links' });
  await player.control('POST', '/faults', {
    kind: 'status_before',
    status: 403,
    method: 'get',
    path: '/api/v1/links/:id',
    count: 'always',
  });
  expect(await statusOf('GET', '/links')).toBe(500);
  expect(await statusOf('GET', '/transactions')).toBe(200);
  expect(await statusOf('GET', '/links')).toBe(500);
  expect(await statusOf('GET', '/links')).toBe(429);
  expect(await statusOf('GET', '/links')).toBe(200);
  for (let index = 0; index < 3; index += 1) expect(await statusOf('GET', '/links/x')).toBe(403);
  expect(await statusOf('DELETE', '/links/x')).toBe(404);
  expect(await faults(player)).toMatchObject([{ status: 403, count: 'always' }]);
  await player.control('DELETE', '/faults');
  expect(await statusOf('GET', '/links/x')).toBe(404);
});

test('a star stands for anything; pages are hit too, the control API never is', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'status_before', path: '*', count: 'always' });
  expect((await player.api('GET', '/links/a')).status).toBe(503);
  expect((await player.page('GET', '/')).status).toBe(503);
  expect(await faults(player)).toHaveLength(1);
});

test.each([
  { kind: 'explode' },
  { kind: 'reset', count: 0 },
  { kind: 'delay', delayMs: -1 },
  { kind: 'status_before', status: 99 },
  { kind: 'reset', path: 5 },
  { kind: 'reset', path: '/:id/:id' },
])('refuses the order %j', async (order) => {
  const player = await startPlayer();
  const answer = await call('POST', `${player.sandbox.baseUrl}/_sandbox/faults`, { json: order });
  expect(answer.status).toBe(422);
  expect(await faults(player)).toEqual([]);
});
