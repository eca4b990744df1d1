import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { numberedIds } from '../../../test/builders/numbered-ids.ts';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { recordedLog } from '../../../test/electron-stand-in/recorded-log.ts';
import type { FileDialogs } from '../ports.ts';
import { type FileDesk, openFileDesk } from './file-desk.ts';
import { createFilePicking } from './file-picking.ts';

let root: string;
let desk: FileDesk;

beforeEach(() => {
  root = temporaryFolder();
  desk = openFileDesk({ folder: join(root, 'files'), ids: numberedIds(), logger: recordedLog() });
});

const person = (choice: string | null): FileDialogs => ({
  open: async () => choice,
  save: async () => choice,
});

function result(text = 'a;b'): { readonly handle: string } {
  const path = join(root, 'result');
  writeFileSync(path, text);
  return { handle: desk.offer(path, 'export.csv').handle };
}

test('SEC-4 what a person chooses comes in for the purpose that was asked for', async () => {
  const path = join(root, 'milk.png');
  writeFileSync(path, 'picture');
  const picked = await createFilePicking({ desk, dialogs: person(path) }).pick({ purpose: 'image' });
  expect(picked).toMatchObject({ name: 'milk.png', sizeBytes: 7 });
  expect(desk.open(picked?.handle ?? '', 'image').sizeBytes).toBe(7);
  expect(JSON.stringify(picked)).not.toContain(root);
});

test('choosing none, and saving nowhere', async () => {
  const picking = createFilePicking({ desk, dialogs: person(null) });
  expect(await picking.pick({ purpose: 'import' })).toBeNull();
  expect(await picking.save(result())).toEqual({ saved: false });
});

test('a result is saved whole, over what was there, and can be saved again', async () => {
  const target = join(root, 'saved.csv');
  writeFileSync(target, 'an older one, and longer');
  const picking = createFilePicking({ desk, dialogs: person(target) });
  const file = result('new');
  expect(await picking.save(file)).toEqual({ saved: true });
  expect(await picking.save(file)).toEqual({ saved: true });
  expect(readFileSync(target, 'utf8')).toBe('new');
  expect(readdirSync(root).sort()).toEqual(['files', 'saved.csv']);
});

test('DB-7 where it cannot be saved the error is typed, and nothing is left half-way', async () => {
  const taken = join(root, 'a-folder');
  mkdirSync(join(taken, 'inside'), { recursive: true });
  for (const target of [taken, join(root, 'missing', 'x.csv')]) {
    const picking = createFilePicking({ desk, dialogs: person(target) });
    await expect(picking.save(result())).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  }
  expect(readdirSync(root).sort()).toEqual(['a-folder', 'files']);
});

test('SEC-4 only what was laid out for it is saved', async () => {
  const picking = createFilePicking({ desk, dialogs: person(join(root, 'x')) });
  const path = join(root, 'in.csv');
  writeFileSync(path, 'x');
  const { handle } = await desk.take(path);
  await expect(picking.save({ handle })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  await expect(picking.save({ handle: '0'.repeat(32) })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
});

test('SEC-4 while one dialog is open another is as if cancelled; afterwards they open again', async () => {
  const choice = Promise.withResolvers<string | null>();
  let shown = 0;
  const open = (): Promise<string | null> => {
    shown += 1;
    return choice.promise;
  };
  const picking = createFilePicking({ desk, dialogs: { open, save: open } });
  const first = picking.pick({ purpose: 'import' });
  const others = Array.from({ length: 100 }, () => picking.pick({ purpose: 'import' }));
  expect(new Set(await Promise.all(others))).toEqual(new Set([null]));
  expect(await picking.save(result())).toEqual({ saved: false });
  expect(shown).toBe(1);
  choice.resolve(null);
  await first;
  await picking.pick({ purpose: 'import' });
  expect(shown).toBe(2);
});

test('a host without dialogs says so', async () => {
  const picking = createFilePicking({ desk, dialogs: null });
  await expect(picking.pick({ purpose: 'import' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(picking.save(result())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
