import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { call, coffee, listAt, startPlayer } from './testing/player.ts';

test('health needs no credentials', async () => {
  const { sandbox } = await startPlayer();
  const answer = await call('GET', `${sandbox.baseUrl}/health`);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({ core_status: 'ok' });
});

test('refuses a missing, wrong or powerless key', async () => {
  const { sandbox, api } = await startPlayer();
  const url = `${sandbox.baseUrl}/api/v1/links`;
  expect((await call('GET', url)).status).toBe(401);
  expect((await call('GET', url, { headers: { 'x-api-key': 'pk_test_other' } })).status).toBe(401);
  expect((await call('GET', url, { headers: { 'x-api-key': 'pk_test_forbidden' } })).status).toBe(403);
  expect((await api('GET', '/links')).status).toBe(200);
  expect((await api('GET', '/transactions/x', undefined, { 'x-api-key': 'no' })).status).toBe(401);
});

test('takes another key when it is started with one', async () => {
  const { sandbox, api } = await startPlayer({ apiKey: 'pk_test_mine' });
  expect(sandbox.apiKey).toBe('pk_test_mine');
  expect((await api('GET', '/links')).status).toBe(200);
  expect((await api('GET', '/links', undefined, { 'x-api-key': 'pk_test_sandbox' })).status).toBe(401);
});

test('answers unknown paths with 404, wrong methods with 405, and bad JSON with 400', async () => {
  const { sandbox, api } = await startPlayer();
  const unknown = await api('GET', '/nothing');
  expect(unknown.status).toBe(404);
  expect(unknown.json).toMatchObject({ error: 'not_found' });
  const wrong = await api('DELETE', '/links');
  expect(wrong.status).toBe(405);
  expect(wrong.headers.allow).toBe('POST, GET');
  expect((await api('PUT', '/links/x', {})).status).toBe(405);
  const headers = { 'x-api-key': sandbox.apiKey };
  const broken = await call('POST', `${sandbox.baseUrl}/api/v1/links`, { text: '{"amount":', headers });
  expect(broken.status).toBe(400);
  expect((await api('POST', '/links', [])).status).toBe(400);
  expect((await api('GET', '/links/%E0%A4%A')).status).toBe(400);
});

test('refuses bodies above 1 MiB', async () => {
  const { api, control } = await startPlayer();
  const answer = await api('POST', '/links', { ...coffee, note: 'x'.repeat(1024 * 1024) });
  expect(answer.status).toBe(413);
  expect(listAt(await control('GET', '/state'), 'links')).toEqual([]);
  expect((await api('POST', '/links', { ...coffee, note: 'x'.repeat(1_000_000) })).status).toBe(201);
});

test('gives every answer a request id and the date of its own clock', async () => {
  const { sandbox, api, control } = await startPlayer({ clock: { now: () => Date.UTC(2026, 2, 1, 10) } });
  await control('POST', '/clock', { advanceMs: 3_600_000 });
  const answers = [
    await api('GET', '/links'),
    await api('GET', '/nothing'),
    await api('POST', '/links', {}),
    await call('GET', `${sandbox.baseUrl}/`),
    await call('GET', `${sandbox.baseUrl}/pay/link/none`),
    await call('GET', `${sandbox.baseUrl}/_sandbox/state`),
  ];
  for (const { headers } of answers) expect(headers.date).toBe('Sun, 01 Mar 2026 11:00:00 GMT');
  expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(answers.length);
  expect(answers[0]?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('answers what is not HTTP with 400, a request id and a date', async () => {
  const { sandbox } = await startPlayer();
  const text = await new Promise<string>((resolve, reject) => {
    let received = '';
    const socket = connect(Number(new URL(sandbox.baseUrl).port), '127.0.0.1', () =>
      socket.write('HELLO\r\n\r\n'),
    );
    socket.on('data', (chunk) => {
      received += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toMatch(/x-request-id: [0-9a-f-]{36}/);
  expect(text).toMatch(/date: /);
});

test('listens on the loopback address only', async () => {
  const { sandbox } = await startPlayer();
  expect(sandbox.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of addresses) {
    await expect(call('GET', `http://${address}:${new URL(sandbox.baseUrl).port}/health`)).rejects.toThrow();
  }
});

test('logs requests without the key, and leaves the control API out', async () => {
  const { sandbox, api, control } = await startPlayer({ apiKey: 'pk_test_very_secret' });
  await api('GET', '/transactions?limit=5');
  await call('GET', `${sandbox.baseUrl}/nothing`);
  const log = await control('GET', '/requests');
  expect(listAt(log, 'requests')).toMatchObject([
    { method: 'GET', path: '/api/v1/transactions', query: 'limit=5', status: 200, keyed: true },
    { method: 'GET', path: '/nothing', query: '', status: 404, keyed: false },
  ]);
  expect(log).toMatchObject({
    requests: [{ startedAt: expect.any(String), durationMs: expect.any(Number) }, {}],
  });
  expect(JSON.stringify(log)).not.toContain('very_secret');
});
