import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { envelopeSchema } from '../../src/contract/envelope.ts';
import { pickedFileSchema } from '../../src/contract/exchange.ts';
import { FILE_LIMITS } from '../../src/contract/file-kinds.ts';
import type { PickedFile } from '../../src/contract/views.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { FILES_KEPT } from '../../src/main/files/file-desk.ts';
import { startDemoServer } from '../../src/main/hosts/demo-server.ts';
import { startWebHost, type WebHost } from '../../src/main/hosts/web/server.ts';
import { imagesFolder, keepImage } from '../../src/main/images/image-files.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import { type Ask, askOver } from '../harness/ask.ts';
import { CASHIER_PIN, CHEAP, MANAGER_PIN, OWNER_PIN } from '../staff/staff-bench.ts';

/** The real till behind the real host. Staff are there from the middle on: before, everybody is the owner. */

const dataDir = mkdtempSync(join(tmpdir(), 'tillink-files-'));
const tab = (who: string): string => `${who}-tab-0123456789`;
const picture = Buffer.from('RIFF, as far as the host can tell');
let till: Till;
let host: WebHost;
let image: string;

const askAs = (who: string): Ask => askOver((op, input) => till.dispatch({ op, input }, `tab-${tab(who)}`));

beforeAll(async () => {
  const secrets = memorySecrets('tests keep no keychain');
  till = await createTill({ dataDir, version: '0.0.0', ports: { secrets, startDemoServer, pinCost: CHEAP } });
  host = await startWebHost({ till, files: new Map(), port: 0 });
});

afterAll(async () => {
  await host.close();
  await till.close();
  expect(existsSync(join(dataDir, 'files'))).toBe(false);
  rmSync(dataDir, { recursive: true, force: true });
});

interface Reply {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Pieces are sent one by one. */
  readonly body?: Iterable<string | Uint8Array>;
}

/** Sends a path as it stands: `fetch` would tidy it up. */
function send(path: string, { method = 'GET', headers = {}, body = [] }: Sent = {}): Promise<Reply> {
  const { hostname, port } = new URL(host.origin);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, path, method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          body: Buffer.concat(chunks),
          headers: incoming.headers,
        }),
      );
    });
    outgoing.on('error', reject);
    for (const piece of body) outgoing.write(piece);
    outgoing.end();
  });
}

const signed = (who = 'anybody'): Record<string, string> => ({
  authorization: `Bearer ${host.token}`,
  'x-tillink-client': tab(who),
});

const upload = (name: string, purpose: string, body: Sent['body'] = ['x'], who?: string): Promise<Reply> =>
  send(`/upload?${new URLSearchParams({ name, purpose })}`, {
    method: 'POST',
    headers: signed(who),
    ...(body ? { body } : {}),
  });

function pickedOf({ status, body }: Reply): PickedFile {
  expect(status).toBe(200);
  const envelope = envelopeSchema.parse(JSON.parse(body.toString()));
  return pickedFileSchema.parse(envelope.ok ? envelope.value : null);
}

function codeOf({ body }: Reply): unknown {
  const envelope = envelopeSchema.parse(JSON.parse(body.toString()));
  return envelope.ok ? null : envelope.error.code;
}

const onDesk = (): readonly string[] => {
  const folder = join(dataDir, 'files');
  return existsSync(folder) ? readdirSync(folder) : [];
};

test('SEC-4 before the till is set up there is nothing to send to, and nothing to fetch', async () => {
  const reply = await upload('a.csv', 'import');
  expect([reply.status, codeOf(reply)]).toEqual([409, 'NOT_SET_UP']);
  expect((await send(`/download/${'0'.repeat(32)}`, { headers: signed() })).status).toBe(409);
  expect((await send(`/images/${'0'.repeat(64)}.webp`)).status).toBe(404);
  expect(onDesk()).toEqual([]);
});

test('SEC-4 a file comes in as a stream and gets a handle', async () => {
  await askAs('anybody')('setup.startDemo', { language: 'en' });
  image = await keepImage(imagesFolder(dataDir, 'demo'), picture);
  const reply = await upload('../прайс лист.csv', 'import', ['a;', 'b\n']);
  expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  expect(pickedOf(reply)).toMatchObject({ name: 'прайс лист.csv', sizeBytes: 4 });
  const contents = onDesk().map((name) => readFileSync(join(dataDir, 'files', name), 'utf8'));
  expect(contents).toEqual(['a;b\n']);
});

test.each([
  ['no purpose', ''],
  ['another purpose', 'download'],
  ['a made-up purpose', '../import'],
])('SEC-4 an upload with %s is refused', async (_what, purpose) => {
  const before = onDesk();
  const reply = await upload('a.csv', purpose);
  expect([reply.status, codeOf(reply)]).toEqual([400, 'INVALID_INPUT']);
  expect(onDesk()).toEqual(before);
});

test.each([
  ['no token', {}, 401],
  ['a wrong token', { authorization: 'Bearer AAAA' }, 401],
  ['a foreign Host', { host: 'evil.example' }, 403],
  ['a foreign Origin', { origin: 'https://evil.example' }, 403],
  ['another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, 403],
])('SEC-11 %s: nothing comes in, nothing goes out', async (_what, changes, status) => {
  const before = onDesk();
  const headers = status === 401 ? changes : { ...signed(), ...changes };
  const path = '/upload?name=a.csv&purpose=import';
  expect((await send(path, { method: 'POST', headers, body: ['x'] })).status).toBe(status);
  expect((await send(`/download/${'0'.repeat(32)}`, { headers })).status).toBe(status);
  expect(onDesk()).toEqual(before);
});

test('SEC-11 the token in the address opens nothing', async () => {
  const path = `/upload?name=a&purpose=import&token=${host.token}`;
  expect((await send(path, { method: 'POST', body: ['x'] })).status).toBe(401);
});

test.each([
  ['GET', '/upload'],
  ['PUT', '/upload'],
  ['DELETE', '/upload'],
  ['POST', `/download/${'0'.repeat(32)}`],
  ['HEAD', `/download/${'0'.repeat(32)}`],
  ['POST', `/images/${'0'.repeat(64)}.webp`],
  ['PUT', `/images/${'0'.repeat(64)}.webp`],
  ['DELETE', `/images/${'0'.repeat(64)}.webp`],
])('SEC-4 %s %s is not a way in', async (method, path) => {
  expect((await send(path, { method, headers: signed() })).status).toBe(405);
});

test.each([
  ['import', FILE_LIMITS.import],
  ['image', FILE_LIMITS.image],
] as const)('SEC-4 a file for %s that is too large is refused and leaves nothing', async (purpose, limit) => {
  const before = onDesk();
  const piece = Buffer.alloc(1_000_000);
  const reply = await upload(
    'large',
    purpose,
    Array.from({ length: limit / piece.length + 2 }, () => piece),
  );
  expect([reply.status, codeOf(reply)]).toEqual([413, 'FILE_TOO_LARGE']);
  expect(onDesk()).toEqual(before);
});

test('SEC-4 a page that goes away in the middle leaves nothing', async () => {
  const before = onDesk().length;
  const { hostname, port, host: name } = new URL(host.origin);
  const socket = connect({ host: hostname, port: Number(port) });
  const headers = Object.entries({ ...signed(), host: name, 'content-length': '1000' });
  const lines = headers.map(([header, value]) => `${header}: ${value}\r\n`).join('');
  socket.write(`POST /upload?name=a&purpose=image HTTP/1.1\r\n${lines}\r\nhalf`);
  await expect.poll(() => onDesk().length).toBe(before + 1);
  socket.destroy();
  await expect.poll(() => onDesk().length).toBe(before);
});

test('SEC-4 hundreds of uploads: the newest stay, the disk is not filled', async () => {
  const files: PickedFile[] = [];
  for (let index = 0; index < 200; index += 1) files.push(pickedOf(await upload(`${index}`, 'image')));
  expect(new Set(files.map(({ handle }) => handle)).size).toBe(200);
  expect(onDesk().length).toBeLessThanOrEqual(FILES_KEPT.image + FILES_KEPT.import);
});

test('SEC-4 what came in cannot be fetched again: only results go out', async () => {
  const { handle } = pickedOf(await upload('a.csv', 'import'));
  const reply = await send(`/download/${handle}`, { headers: signed() });
  expect([reply.status, codeOf(reply)]).toEqual([404, 'FILE_NOT_FOUND']);
});

test.each([
  '',
  'x',
  '0'.repeat(31),
  'A'.repeat(32),
  '..%2f..%2ftill.json',
  '%2e%2e',
  `${'0'.repeat(32)}%00`,
  `${'0'.repeat(32)}.csv`,
])('SEC-4 there is no result of the name %j', async (handle) => {
  expect((await send(`/download/${handle}`, { headers: signed() })).status).toBe(404);
});

const hash = 'ab'.repeat(32);

test.each([
  ['dot dot', '/images/../till.json'],
  ['dot dot to a picture', '/images/../images/IMAGE'],
  ['encoded dots', '/images/%2e%2e/IMAGE'],
  ['encoded slash', '/images%2fIMAGE'],
  ['encoded traversal', '/images/..%2f..%2ftill.json'],
  ['double encoding', '/images/%252e%252e%252fIMAGE'],
  ['backslash', '/images\\IMAGE'],
  ['encoded backslash', '/images/..%5cIMAGE'],
  ['overlong UTF-8', '/images/%c0%ae%c0%ae%c0%afIMAGE'],
  ['null byte', '/images/IMAGE%00'],
  ['encoded letter', '/images/IMAGE'.replace('IMAGE', `%61${hash.slice(1)}.webp`)],
  ['upper case', `/images/${hash.toUpperCase()}.webp`],
  ['another ending', `/images/${hash}.svg`],
  ['two endings', '/images/IMAGE.html'],
  ['half of one', '/images/IMAGE.part'],
  ['double slash', '//images/IMAGE'],
  ['below', '/images/x/IMAGE'],
  ['the folder', '/images/'],
  ['one that is not there', `/images/${hash}.webp`],
  ['short', `/images/${hash.slice(1)}.webp`],
  ['matrix parameters', '/images/IMAGE;x'],
  ['an absolute address', 'http://127.0.0.1/images/IMAGE'],
])('SEC-2 404 for a picture by %s', async (_what, path) => {
  const { origin } = new URL(host.origin);
  const asked = path.replace('IMAGE', image);
  expect((await send(asked.replace('http://127.0.0.1', `${origin}/x`))).status).toBe(404);
});

test('SEC-2 SEC-11 a picture needs no token, is kept for ever, and says what it is', async () => {
  const { status, body, headers } = await send(`/images/${image}`);
  expect(status).toBe(200);
  expect(body).toEqual(picture);
  expect(headers).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
    'content-length': `${picture.length}`,
  });
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  const head = await send(`/images/${image}`, { method: 'HEAD' });
  expect([head.status, head.body.length]).toEqual([200, 0]);
  const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
  expect((await send(`/images/${image}`, { headers: foreign })).status).toBe(403);
  expect((await send(`/images/${image}`, { headers: { host: 'evil.example' } })).status).toBe(403);
});

test('SEC-2 a picture of another mode is not there', async () => {
  mkdirSync(imagesFolder(dataDir, 'live'), { recursive: true });
  writeFileSync(join(imagesFolder(dataDir, 'live'), `${hash}.webp`), 'live');
  expect((await send(`/images/${hash}.webp`)).status).toBe(404);
});

test('SEC-4 with staff, files are for managers and owners who have signed in', async () => {
  const owner = askAs('owner');
  await owner('staff.add', { name: 'Olga', role: 'owner', pin: OWNER_PIN });
  await owner('staff.add', { name: 'Mikhail', role: 'manager', pin: MANAGER_PIN });
  const { items } = await owner('staff.add', { name: 'Anna', role: 'cashier', pin: CASHIER_PIN });
  const idOf = (role: string): string => items.find((one) => one.role === role)?.id ?? '';
  await askAs('manager')('staff.signIn', { staffId: idOf('manager'), pin: MANAGER_PIN });
  await askAs('cashier')('staff.signIn', { staffId: idOf('cashier'), pin: CASHIER_PIN });
  const before = onDesk().length;
  const outcomes: unknown[] = [];
  for (const who of ['stranger', 'cashier', 'manager', 'owner']) {
    const sent = await upload('a.csv', 'image', ['x'], who);
    const fetched = await send(`/download/${'0'.repeat(32)}`, { headers: signed(who) });
    outcomes.push([who, sent.status, codeOf(sent), fetched.status, codeOf(fetched)]);
  }
  expect(outcomes).toEqual([
    ['stranger', 403, 'SIGN_IN_REQUIRED', 403, 'SIGN_IN_REQUIRED'],
    ['cashier', 403, 'FORBIDDEN', 403, 'FORBIDDEN'],
    ['manager', 200, null, 404, 'FILE_NOT_FOUND'],
    ['owner', 200, null, 404, 'FILE_NOT_FOUND'],
  ]);
  expect(onDesk().length).toBeLessThanOrEqual(before + 2);
  const table = await askAs('manager')('import.open', {
    handle: pickedOf(await upload('a.csv', 'import', ['name,price,cost\nTea,9,7\n'], 'manager')).handle,
  });
  expect(table.source?.sample).toEqual([['Tea', '9', '7']]);
  expect(await askAs('manager')('import.current', {})).toEqual(table);
  // That an import is open everybody may see; what a supplier asks for, nobody else.
  const seen = await askAs('cashier')('import.current', {});
  expect(seen).toMatchObject({
    importId: table.importId,
    phase: 'inspected',
    source: { headers: [], sample: [] },
  });
  await askAs('manager')('staff.signOut', {});
  expect((await upload('a.csv', 'image', ['x'], 'manager')).status).toBe(403);
});

test('SEC-4 a till that has closed takes nothing in and gives nothing out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-files-'));
  const secrets = memorySecrets('tests keep no keychain');
  const closed = await createTill({ dataDir: folder, version: '0.0.0', ports: { secrets, startDemoServer } });
  await closed.dispatch({ op: 'setup.startDemo', input: { language: 'en' } });
  await closed.close();
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('x');
  }
  const sent = await closed.files.receive({ client: 'c', name: 'x', purpose: 'image', stream: bytes() });
  expect(sent).toMatchObject({ ok: false, error: { code: 'CLOSING' } });
  expect(await closed.files.download('c', '0'.repeat(32))).toMatchObject({ error: { code: 'CLOSING' } });
  expect(existsSync(join(folder, 'files'))).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});
