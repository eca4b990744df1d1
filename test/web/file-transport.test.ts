import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { FILE_LIMITS } from '../../src/contract/file-kinds.ts';
import { randomIds } from '../../src/main/adapters/clock/random-ids.ts';
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { type Access, createActing, OPEN_ACCESS } from '../../src/main/dispatcher.ts';
import { type FileDesk, openFileDesk } from '../../src/main/files/file-desk.ts';
import { createHostFiles } from '../../src/main/files/host-files.ts';
import { startWebHost } from '../../src/main/hosts/web/server.ts';
import { createFiles, type Files } from '../../src/renderer/client/files.ts';
import { createLink, type Link } from '../../src/renderer/transport/link.ts';
import { createWebCalls } from '../../src/renderer/transport/web-calls.ts';
import { createWebFiles } from '../../src/renderer/transport/web-files.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { createFakeTill } from '../electron-stand-in/fake-till.ts';
import { recordedLog } from '../electron-stand-in/recorded-log.ts';

/** The page's side of files, over real HTTP, onto a real desk: only the browser's own dialogs are played. */

let root: string;
let desk: FileDesk;
let link: Link;
let files: Files;
let chosen: File | null;
let accepted: string;
let handed: { readonly bytes: Blob; readonly name: string }[];
let calls: { readonly path: string; readonly response: Response }[];
let access: Access;
let closeHost: () => Promise<void>;

beforeEach(async () => {
  root = temporaryFolder();
  const ids = randomIds(systemClock);
  const log = recordedLog();
  desk = openFileDesk({ folder: join(root, 'files'), ids, logger: log });
  access = OPEN_ACCESS;
  const asked: Access = {
    standing: (client) => access.standing(client),
    touch: (client) => access.touch(client),
    approve: (request, approval) => access.approve(request, approval),
  };
  const actAs = createActing({ logger: log, ids, access: asked });
  const till = { ...createFakeTill(), files: createHostFiles({ desk, actAs, imagesFolder: () => root }) };
  const host = await startWebHost({ till, files: new Map(), port: 0 });
  closeHost = host.close;
  onTestFinished(() => host.close());
  link = createLink('waiting');
  handed = [];
  calls = [];
  const call = createWebCalls({
    token: host.token,
    tab: 'tab-0123456789abcdef',
    link,
    fetch: async (path, init) => {
      const response = await fetch(`${host.origin}${String(path)}`, init);
      calls.push({ path: String(path), response });
      return response;
    },
  });
  files = createFiles(
    createWebFiles(call, {
      choose: async (accept) => {
        accepted = accept;
        return chosen;
      },
      hand: (bytes, name) => handed.push({ bytes, name }),
    }),
  );
});

test('SEC-4 a chosen file arrives whole, under its own name', async () => {
  chosen = new File(['Молоко;90'], 'прайс & лист #1.csv');
  const picked = await files.pick('import');
  expect(accepted).toBe('.csv,.tsv,.txt,.xlsx');
  expect(picked).toMatchObject({ name: 'прайс & лист #1.csv', sizeBytes: 15 });
  expect(readFileSync(desk.open(picked?.handle ?? '').path, 'utf8')).toBe('Молоко;90');
});

test('SEC-4 a dropped file comes the same way, for its own purpose', async () => {
  expect(files.takesDrops).toBe(true);
  const { handle } = await files.send(new File([new Uint8Array(300_000)], 'milk.png'), 'image');
  expect(desk.open(handle, 'image').sizeBytes).toBe(300_000);
  expect(() => desk.open(handle)).toThrow();
});

test('choosing none asks nobody', async () => {
  chosen = null;
  expect(await files.pick('image')).toBeNull();
  expect(accepted).toBe('.jpg,.jpeg,.png,.webp');
  expect(calls).toEqual([]);
});

test('SEC-4 a file that is too large is refused before a byte is sent', async () => {
  chosen = new File([new Uint8Array(FILE_LIMITS.image + 1)], 'large.png');
  await expect(files.pick('image')).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  expect(calls).toEqual([]);
});

test('a result is handed on whole, under its own name, as often as it is asked for', async () => {
  const path = join(root, 'export');
  writeFileSync(path, 'a;b');
  const offered = desk.offer(path, 'Товары «осень» 50% "x"\'(1)*.csv');
  expect(await files.save(offered)).toBe(true);
  expect(await files.save(offered)).toBe(true);
  expect(handed.map(({ name }) => name)).toEqual([offered.name, offered.name]);
  expect(await handed[1]?.bytes.text()).toBe('a;b');
  const headers = Object.fromEntries(calls[0]?.response.headers ?? []);
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '3',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  const [, plain, whole] = /^attachment; filename="([^"]*)"; filename\*=UTF-8''([\w%.~-]*)$/.exec(
    headers['content-disposition'] ?? '',
  ) ?? ['', '', ''];
  expect(decodeURIComponent(whole ?? '')).toBe(offered.name);
  expect(plain).toMatch(/^[\x20-\x7e]+\.csv$/);
});

test('a result that is gone is told as such, and nothing is handed on', async () => {
  const path = join(root, 'export');
  writeFileSync(path, 'a;b');
  const offered = desk.offer(path, 'export.csv');
  desk.release(offered.handle);
  await expect(files.save(offered)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  expect(handed).toEqual([]);
});

test('SEC-4 a cashier is told who may', async () => {
  const cashier = { staffId: 'staff-1', role: 'cashier', approvedBy: null } as const;
  access = { ...OPEN_ACCESS, standing: (client) => (client === 'tab-tab-0123456789abcdef' ? cashier : null) };
  chosen = new File(['x'], 'x.csv');
  await expect(files.pick('import')).rejects.toMatchObject({
    code: 'FORBIDDEN',
    wire: { details: { role: 'manager' } },
  });
  expect(existsSync(join(root, 'files'))).toBe(false);
});

test('a till that does not answer is told as such', async () => {
  await closeHost();
  chosen = new File(['x'], 'x.csv');
  await expect(files.pick('import')).rejects.toMatchObject({ name: 'MainUnreachable' });
  expect(link.current()).toBe('down');
});
