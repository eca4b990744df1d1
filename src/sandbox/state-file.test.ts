import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from './sandbox.ts';
import { plainJpeg, upload } from './testing/pictures.ts';
import { at, coffee, hostedCoffee, listAt, playerOf, startPlayer, textAt } from './testing/player.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('books, clock and port survive a restart; switches and faults do not', async () => {
  const statePath = join(temporaryFolder(), 'deep', 'state.json');
  const first = await startSandbox({ statePath });
  const player = playerOf(first);
  const link = await player.makeLink();
  const row = await player.control('POST', `/links/${link}/pay`, { outcome: 'processing' });
  await player.page('GET', `/pay/link/${link}`);
  await player.control('POST', '/clock', { advanceMs: 60_000 });
  await player.control('PATCH', '/switches', { env: 'prod' });
  await player.control('POST', '/faults', { kind: 'reset' });
  await first.close();
  const again = await startPlayer({ statePath });
  expect(again.sandbox.baseUrl).toBe(first.baseUrl);
  expect(await again.control('GET', '/state')).toMatchObject({
    clockOffsetMs: 60_000,
    links: [{ id: link, views: 1 }],
    transactions: [row],
    switches: { env: 'test' },
    faults: [],
  });
  const next = await again.control('POST', '/transactions', {});
  const list = await again.api('GET', '/transactions');
  expect(listAt(list.json, 'data')).toMatchObject([{ id: textAt(next, 'id') }, { id: textAt(row, 'id') }]);
});

test('the file holds a change before the answer arrives', async () => {
  const statePath = join(temporaryFolder(), 'state.json');
  const player = await startPlayer({ statePath });
  const link = await player.makeLink();
  expect(readFileSync(statePath, 'utf8')).toContain(link);
  await player.api('DELETE', `/links/${link}`);
  const kept: unknown = JSON.parse(readFileSync(statePath, 'utf8'));
  expect(kept).toMatchObject({ fourPayOnline: { links: [{ id: link, deletedMs: expect.any(Number) }] } });
});

test('hosted payments, sessions, refunds under way, products and images survive a restart', async () => {
  const statePath = join(temporaryFolder(), 'state.json');
  const clock = { now: () => Date.UTC(2026, 2, 1, 10) };
  const first = await startSandbox({ statePath, clock, switches: { refundDelaySeconds: 60 } });
  const player = playerOf(first);
  const { token } = await player.signIn();
  const { id, path } = await player.makeHosted({ metadata: { sale: 5 } });
  const paid = textAt(await player.control('POST', '/transactions', { type: 'payment' }), 'id');
  await player.put(paid, { type: 'refund' });
  const product = await player.makeProduct();
  await player.makeProduct({ text: null, qty: '0.5' });
  await player.control('POST', `/products/${product}/pay`, { outcome: 'charged' });
  await player.makeLink({ ...coffee, products: [product] });
  await upload(first, plainJpeg.bytes, { fileName: null });
  expect(readFileSync(statePath, 'utf8')).toContain(token);
  const before = await player.control('GET', '/state');
  await first.close();
  const again = await startPlayer({ statePath, clock });
  for (const name of ['hosted', 'transactions', 'sessions', 'products', 'images', 'links']) {
    expect(at(await again.control('GET', '/state'), name)).toEqual(at(before, name));
  }
  expect((await again.bearer(token, 'GET', '/links')).status).toBe(200);
  expect((await again.page('GET', path)).status).toBe(200);
  await again.control('POST', '/clock', { advanceMs: 60_000 });
  expect(at((await again.api('GET', `/transactions/${paid}`)).json, 'data.status')).toBe('refunded');
  const txid = textAt(at(before, 'hosted.0'), 'txid');
  const twice = await again.api('POST', '/transactions', { params: { ...hostedCoffee, txid } });
  expect(twice.status).toBe(409);
  expect(await again.control('POST', `/hosted/${id}/pay`, { outcome: 'charged' })).toMatchObject({ id });
});

test('a file from before there were partners belongs to partner 42', async () => {
  const statePath = join(temporaryFolder(), 'state.json');
  const startedMs = Date.UTC(2026, 2, 1, 10);
  const link = {
    sequence: 1,
    id: 'old-link',
    createdMs: startedMs,
    amountMinor: 500,
    currency: 'RUB',
    amountType: 'fixed',
    methods: ['card'],
    productIds: [],
    image: null,
    deletedMs: null,
    views: 0,
  };
  const transaction = {
    sequence: 2,
    id: 'old-row',
    txid: 'sbx-1',
    linkId: 'old-link',
    type: 'link',
    status: 'charged',
    amountMinor: 500,
    currency: 'RUB',
    amountDestMinor: 475,
    amountWithFeeMinor: 525,
    env: 'test',
    method: 'card',
    errorDescription: '',
    startedMs,
    updatedMs: startedMs,
    finishedMs: startedMs,
  };
  const fourPayOnline = { nextSequence: 3, links: [link], transactions: [transaction] };
  writeFileSync(statePath, JSON.stringify({ version: 1, port: null, clockOffsetMs: 0, fourPayOnline }));
  const player = await startPlayer({ statePath });
  expect(await player.control('GET', '/state')).toMatchObject({
    links: [{ id: 'old-link', partnerId: 42 }],
    transactions: [{ id: 'old-row', partnerId: 42, parent: null, amount_refunded: 0 }],
    hosted: [],
    sessions: { created: 0 },
    products: [],
    images: [],
  });
  expect((await player.put('old-row', { type: 'refund' })).status).toBe(200);
  expect(listAt((await player.keyed('pk_test_neighbour', 'GET', '/transactions')).json, 'data')).toEqual([]);
});

test('takes another port when the last one is taken', async () => {
  const statePath = join(temporaryFolder(), 'state.json');
  const first = await startSandbox({ statePath });
  await first.close();
  const squatter = createServer();
  const port = Number(new URL(first.baseUrl).port);
  await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => squatter.close(() => resolve())));
  const again = await startPlayer({ statePath });
  expect(again.sandbox.baseUrl).not.toBe(first.baseUrl);
  await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test.each([
  ['half a file', '{"version":1,"port":'],
  ['another version', '{"version":2}'],
  [
    'a damaged row',
    '{"version":1,"port":null,"clockOffsetMs":0,"fourPayOnline":{"nextSequence":1,"links":[{}]}}',
  ],
  ['an empty file', ''],
])('sets %s aside and starts fresh', async (_name, text) => {
  const folder = temporaryFolder();
  const statePath = join(folder, 'state.json');
  writeFileSync(statePath, text);
  const player = await startPlayer({ statePath });
  expect(listAt(await player.control('GET', '/state'), 'links')).toEqual([]);
  const aside = readdirSync(folder).find((name) => name.startsWith('state.json.damaged-'));
  expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(text);
  expect((await player.api('POST', '/links', coffee)).status).toBe(201);
});

test('without a state file nothing is kept', async () => {
  const first = await startSandbox();
  await playerOf(first).makeLink();
  await first.close();
  const again = await startPlayer();
  expect(listAt(await again.control('GET', '/state'), 'links')).toEqual([]);
});
