import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { startDemoServer } from '../../src/main/hosts/demo-server.ts';
import { startWebHost, type WebHost } from '../../src/main/hosts/web/server.ts';
import { createTill, type Till } from '../../src/main/till.ts';

let till: Till;
let host: WebHost;
const dataDir = mkdtempSync(join(tmpdir(), 'tillink-web-'));
const page = { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html><p>%TILLINK_NONCE%</p>') };

beforeAll(async () => {
  const secrets = memorySecrets('tests keep no keychain');
  till = await createTill({ dataDir, version: '0.0.0', ports: { secrets, startDemoServer } });
  await till.dispatch({ op: 'setup.startDemo', input: { language: 'en' } });
  host = await startWebHost({ till, files: new Map([['/', page]]), port: 0 });
});

afterAll(async () => {
  await host.close();
  await till.close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Unlike fetch, this sends any Host and Origin that it is told to. */
function send(path: string, headers: Record<string, string>, body?: string, method?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      host.origin + path,
      { method: method ?? (body === undefined ? 'GET' : 'POST'), headers },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            headers: incoming.headers,
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const search = JSON.stringify({ op: 'catalog.search', input: { text: 'coffee' } });
const bearer = () => ({ authorization: `Bearer ${host.token}` });

test('SEC-11 POST /request with the token answers the envelope', async () => {
  const { status, text } = await send('/request', bearer(), search);
  expect(status).toBe(200);
  const reply = JSON.parse(text);
  expect(reply).toMatchObject({ ok: true, value: { items: expect.any(Array) } });
  expect(reply.value.items.length).toBeGreaterThan(0);
  expect(reply.value.items[0].name.toLowerCase()).toContain('coffee');
});

test.each([
  ['no token', {}],
  ['a wrong token', { authorization: 'Bearer AAAA' }],
  ['another scheme', { authorization: 'Basic AAAA' }],
  ['an empty token', { authorization: 'Bearer ' }],
])('SEC-11 %s is refused with 401 on requests and events', async (_name, headers) => {
  expect((await send('/request', headers, search)).status).toBe(401);
  expect((await send('/events', headers)).status).toBe(401);
});

test.each([
  ['a foreign Host', { host: 'evil.example' }],
  ['a name that resolves to us', { host: 'localhost.evil.example' }],
  ['the same address by another name', { host: 'localhost' }],
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['an opaque Origin', { origin: 'null' }],
  ['our address under another port', { origin: 'http://127.0.0.1:1' }],
  ['another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }],
])('SEC-11 %s is refused with 403, with and without the token', async (_name, headers) => {
  expect((await send('/request', { ...bearer(), ...headers }, search)).status).toBe(403);
  expect((await send('/request', headers, search)).status).toBe(403);
  expect((await send('/events', { ...bearer(), ...headers })).status).toBe(403);
});

test('SEC-11 the token in a query or a cookie opens nothing', async () => {
  expect((await send(`/request?token=${host.token}`, {}, search)).status).toBe(401);
  expect((await send('/request', { cookie: `token=${host.token}` }, search)).status).toBe(401);
});

test('SEC-3 the page needs no token and carries the policy with a nonce of its own each time', async () => {
  const first = await send('/', {});
  const second = await send('/', {});
  const policy = String(first.headers['content-security-policy']);
  const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? '?';
  expect(first.text).toBe(`<!doctype html><p>${nonce}</p>`);
  expect(second.headers['content-security-policy']).not.toBe(policy);
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("require-trusted-types-for 'script'");
});

test.each([
  '/../package.json',
  '/..%2fpackage.json',
  '/%2e%2e/package.json',
  '/assets/..%5c..%5cx',
  '/%00',
  '//etc/passwd',
])('SEC-2 %s is not found', async (path) => {
  expect((await send(path, {})).status).toBe(404);
});

test('SEC-4 a body that is not JSON, one that is too large, and other methods are refused in the same shape', async () => {
  const garbage = await send('/request', bearer(), '{"op":');
  expect(garbage.status).toBe(400);
  expect(JSON.parse(garbage.text)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  const large = await send('/request', bearer(), JSON.stringify({ op: 'x'.repeat(70_000) }));
  expect(large.status).toBe(413);
  expect(JSON.parse(large.text)).toMatchObject({ ok: false, error: { code: 'REQUEST_TOO_LARGE' } });
  expect((await send('/request', bearer(), undefined, 'GET')).status).toBe(405);
  expect((await send('/', {}, '', 'POST')).status).toBe(405);
});
