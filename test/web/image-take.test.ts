import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { envelopeSchema } from '../../src/contract/envelope.ts';
import { pickedFileSchema } from '../../src/contract/exchange.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { startDemoServer } from '../../src/main/hosts/demo-server.ts';
import { startWebHost, type WebHost } from '../../src/main/hosts/web/server.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import { askOver, codeOf } from '../harness/ask.ts';
import { halves } from '../catalog/image-pictures.ts';

/** A picture's whole way: from a page through the host into the store, and back as a picture. */

const dataDir = mkdtempSync(join(tmpdir(), 'tillink-image-'));
let till: Till;
let host: WebHost;

beforeAll(async () => {
  const secrets = memorySecrets('tests keep no keychain');
  till = await createTill({ dataDir, version: '0.0.0', ports: { secrets, startDemoServer } });
  await till.dispatch({ op: 'setup.startDemo', input: { language: 'en' } });
  host = await startWebHost({ till, files: new Map(), port: 0 });
});

afterAll(async () => {
  await host.close();
  await till.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const ask = askOver((op, input) => till.dispatch({ op, input }));

async function send(bytes: Uint8Array, name: string, purpose: 'import' | 'image'): Promise<string> {
  const response = await fetch(`${host.origin}/upload?${new URLSearchParams({ name, purpose })}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${host.token}` },
    body: new Blob([Uint8Array.from(bytes)]),
  });
  const envelope = envelopeSchema.parse(await response.json());
  return pickedFileSchema.parse(envelope.ok ? envelope.value : null).handle;
}

test('SEC-2 SEC-4 a picture that a page sends is served in the sizes that are shown', async () => {
  const handle = await send(await halves(900, 600).jpeg().toBuffer(), 'milk.jpg', 'image');
  const { tile, large } = await ask('image.take', { handle });
  for (const [name, width] of [
    [tile, 320],
    [large, 900],
  ] as const) {
    const response = await fetch(`${host.origin}/images/${name}`);
    expect(response.headers.get('content-type')).toBe('image/webp');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width });
  }
  expect(await codeOf(ask('image.take', { handle }))).toBe('FILE_NOT_FOUND');
});

test('SEC-4 a table makes no picture, nor what only looks like one', async () => {
  const table = await send(Buffer.from('a;b'), 'milk.jpg', 'import');
  expect(await codeOf(ask('image.take', { handle: table }))).toBe('FILE_NOT_FOUND');
  const named = await send(Buffer.from('a;b'), 'milk.jpg', 'image');
  expect(await codeOf(ask('image.take', { handle: named }))).toBe('IMAGE_UNREADABLE');
});

test('SEC-4 a browser’s host has no dialogs, and says so', async () => {
  expect(await codeOf(ask('file.pick', { purpose: 'image' }))).toBe('NOT_FOUND');
  expect(await codeOf(ask('file.save', { handle: '0'.repeat(32) }))).toBe('FILE_NOT_FOUND');
});
