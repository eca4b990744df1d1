import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { startElectronHost } from '../../src/main/hosts/electron/start.ts';
import { createTill } from '../../src/main/till.ts';
import { exposeBridge } from '../../src/preload/bridge.ts';
import { halves } from '../catalog/image-pictures.ts';
import { type Ask, askOver, codeOf } from '../harness/ask.ts';
import { app, BrowserWindow, dialog, registerPreload, resetElectron, session } from './electron.ts';
import { bridgeOf } from './transport.ts';

/** Files through the real host, preload, till and decoders; only Electron, and the person at its dialogs, stand in. */

const PRELOAD = '/stand-in/preload.cjs';

let folder: string;
let ask: Ask;

beforeAll(async () => {
  resetElectron();
  registerPreload(PRELOAD, exposeBridge);
  folder = mkdtempSync(join(tmpdir(), 'tillink-files-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await startElectronHost({
    argv: ['tillink', '--demo', '--data', join(folder, 'data')],
    env: {},
    preload: PRELOAD,
    pageFolder: join(folder, 'page'),
    createTill: (options) =>
      createTill({ ...options, ports: { ...options.ports, secrets: memorySecrets('a test') } }),
  });
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error(`No window: ${dialog.errors.join()}`);
  const bridge = bridgeOf(window);
  ask = askOver((op, input) => bridge.request(op, input));
});

afterAll(async () => {
  vi.restoreAllMocks();
  app.quit();
  await vi.waitFor(() => expect(app.ending).toEqual({ how: 'exit', code: 0 }));
  expect(existsSync(join(folder, 'data', 'files'))).toBe(false);
  rmSync(folder, { recursive: true });
});

test('SEC-2 SEC-4 a picture is chosen in a dialog, cut in a utility process, and shown by the page’s scheme', async () => {
  const path = join(folder, 'milk.jpg');
  writeFileSync(path, await halves(900, 600).jpeg().toBuffer());
  dialog.choose = async () => path;
  const picked = await ask('file.pick', { purpose: 'image' });
  expect(picked).toMatchObject({ name: 'milk.jpg' });
  expect(JSON.stringify(picked)).not.toContain(folder);
  const { tile } = await ask('image.take', { handle: picked?.handle ?? '' });
  const response = await session.defaultSession.protocol.fetch(`app://till/images/${tile}`);
  expect(response?.status).toBe(200);
  const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 320, height: 320 });
  expect(readdirSync(join(folder, 'data', 'files'))).toEqual([]);
  expect(readFileSync(path).length).toBeGreaterThan(0);
});

test('SEC-4 who chooses none gets none, and what came in cannot be saved elsewhere', async () => {
  dialog.choose = async () => null;
  expect(await ask('file.pick', { purpose: 'import' })).toBeNull();
  writeFileSync(join(folder, 'a.csv'), 'a;b');
  dialog.choose = async () => join(folder, 'a.csv');
  const picked = await ask('file.pick', { purpose: 'import' });
  expect(await codeOf(ask('file.save', { handle: picked?.handle ?? '' }))).toBe('FILE_NOT_FOUND');
});
