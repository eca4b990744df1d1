import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { startElectronHost } from '../../src/main/hosts/electron/start.ts';
import { createTill } from '../../src/main/till.ts';
import type { TillinkBridge } from '../../src/preload/bridge.ts';
import { exposeBridge } from '../../src/preload/bridge.ts';
import { app, BrowserWindow, dialog, registerPreload, resetElectron } from './electron.ts';
import { bridgeOf } from './transport.ts';

/** The real host, the real preload and the real till with its simulator; only Electron stands in. */

const PRELOAD = '/stand-in/preload.cjs';
const attempt = z.object({
  ok: z.literal(true),
  value: z.object({ attemptId: z.string(), state: z.string() }),
});
const link = z.object({ ok: z.literal(true), value: z.object({ payerUrl: z.string() }) });
const products = z.object({
  ok: z.literal(true),
  value: z.object({ items: z.array(z.object({ id: z.string() })) }),
});
const sale = z.object({ ok: z.literal(true), value: z.object({ id: z.string(), total: z.unknown() }) });

let folder: string;
let bridge: TillinkBridge;

async function start(): Promise<void> {
  await startElectronHost({
    argv: ['tillink', '--demo', '--data', join(folder, 'data')],
    env: {},
    preload: PRELOAD,
    pageFolder: join(folder, 'page'),
    createTill: (options) =>
      createTill({ ...options, ports: { ...options.ports, secrets: memorySecrets('a test') } }),
  });
}

beforeAll(async () => {
  resetElectron();
  registerPreload(PRELOAD, exposeBridge);
  folder = mkdtempSync(join(tmpdir(), 'tillink-whole-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await start();
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error(`No window: ${dialog.errors.join()}`);
  bridge = bridgeOf(window);
});

afterAll(async () => {
  vi.restoreAllMocks();
  app.quit();
  await vi.waitFor(() => expect(app.ending).toEqual({ how: 'exit', code: 0 }));
  rmSync(folder, { recursive: true });
});

test('a demo sale is paid over the bridge: taps, charge, QR, paid', { timeout: 60_000 }, async () => {
  const events: string[] = [];
  bridge.subscribe((event) => events.push(event.name));
  const { items } = products.parse(await bridge.request('catalog.search', {})).value;
  let open = null;
  for (const { id } of items.slice(0, 3)) {
    open = sale.parse(await bridge.request('sale.addLine', { productId: id })).value;
  }
  const started = await bridge.request('payment.start', { saleId: open?.id, expectedTotal: open?.total });
  const { attemptId } = attempt.parse(started).value;
  const payerUrl = await vi.waitFor(
    async () => link.parse(await bridge.request('payment.copyLink', { attemptId })).value.payerUrl,
    { timeout: 10_000 },
  );
  const { origin, pathname } = new URL(payerUrl);
  await fetch(`${origin}/_sandbox/links/${pathname.split('/').at(-1)}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ outcome: 'charged' }),
  });
  await vi.waitFor(() => expect(events).toContain('payment.paid'), { timeout: 30_000 });
  expect(attempt.parse(await bridge.request('payment.current', {})).value.state).toBe('paid');
});

test('SEC-6 a second till on the same folder is told that it is busy', async () => {
  await expect(createTill({ dataDir: join(folder, 'data'), version: '1' })).rejects.toMatchObject({
    name: 'DataFolderBusy',
  });
});
