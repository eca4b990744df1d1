import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { numberedIds } from '../../../../test/builders/numbered-ids.ts';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { app, BrowserWindow, dialog, resetElectron } from '../../../../test/electron-stand-in/electron.ts';
import { recordedLog } from '../../../../test/electron-stand-in/recorded-log.ts';
import { openFileDesk } from '../../files/file-desk.ts';
import { createFilePicking } from '../../files/file-picking.ts';
import { electronDialogs } from './file-dialogs.ts';
import { hostMessages } from './messages.ts';
import { runInUtility } from './utility-program.ts';

let root: string;

beforeEach(async () => {
  resetElectron();
  await app.whenReady();
  root = temporaryFolder();
});

const dialogs = () => electronDialogs(() => hostMessages('ru').fileKinds);

test('SEC-4 a file is chosen in front of the till’s window, one, of the kinds that are read', async () => {
  const window = new BrowserWindow();
  dialog.choose = async () => '/home/anna/прайс.csv';
  expect(await dialogs().open('import')).toBe('/home/anna/прайс.csv');
  expect(await dialogs().open('image')).toBe('/home/anna/прайс.csv');
  expect(dialog.shown.map(({ kind, window: parent }) => [kind, parent === window])).toEqual([
    ['open', true],
    ['open', true],
  ]);
  expect(dialog.shown.map(({ options }) => options)).toEqual([
    {
      properties: ['openFile', 'dontAddToRecent'],
      filters: [{ name: 'Таблицы', extensions: ['csv', 'tsv', 'txt', 'xlsx'] }],
    },
    {
      properties: ['openFile', 'dontAddToRecent'],
      filters: [{ name: 'Изображения', extensions: ['jpg', 'jpeg', 'png', 'webp'] }],
    },
  ]);
});

test('a result is saved where the person says; without a window the dialog stands alone', async () => {
  dialog.choose = async () => '/home/anna/x.csv';
  expect(await dialogs().save('export.csv')).toBe('/home/anna/x.csv');
  expect(dialog.shown).toMatchObject([
    { kind: 'save', window: null, options: { defaultPath: 'export.csv' } },
  ]);
});

test('choosing none is null', async () => {
  expect(await dialogs().open('import')).toBeNull();
  expect(await dialogs().save('x')).toBeNull();
});

test('SEC-4 the page learns a handle and a name, never a path', async () => {
  const desk = openFileDesk({ folder: join(root, 'files'), ids: numberedIds(), logger: recordedLog() });
  const picking = createFilePicking({ desk, dialogs: dialogs() });
  mkdirSync(join(root, 'private'));
  writeFileSync(join(root, 'private', 'milk.png'), 'picture');
  dialog.choose = async () => join(root, 'private', 'milk.png');
  const picked = await picking.pick({ purpose: 'image' });
  expect(picked).toEqual({
    handle: expect.stringMatching(/^[0-9a-f]{32}$/),
    name: 'milk.png',
    sizeBytes: 7,
  });
  writeFileSync(join(root, 'result'), 'a;b');
  const { handle } = desk.offer(join(root, 'result'), 'export.csv');
  dialog.choose = async () => join(root, 'private', 'saved.csv');
  expect(await picking.save({ handle })).toEqual({ saved: true });
  expect(readFileSync(join(root, 'private', 'saved.csv'), 'utf8')).toBe('a;b');
});

function program(text: string): string {
  const path = join(root, 'program.mjs');
  writeFileSync(path, text);
  return path;
}

test('a program runs in a utility process, with its arguments and nothing of the environment', async () => {
  const told = join(root, 'told.json');
  process.env['TILLINK_CANARY'] = 'secret';
  try {
    const path = program(
      `import { writeFileSync } from 'node:fs';
       writeFileSync(process.argv.at(-1), JSON.stringify({ args: process.argv.slice(-2), env: Object.keys(process.env) }));
       process.exit(7);`,
    );
    expect(await runInUtility(path, ['a b', told], { timeoutMs: 30_000 })).toBe(7);
  } finally {
    delete process.env['TILLINK_CANARY'];
  }
  const { args, env } = JSON.parse(readFileSync(told, 'utf8'));
  expect(args).toEqual(['a b', told]);
  expect(env).not.toContain('TILLINK_CANARY');
});

test('one that never ends is ended, and one that is killed has no code', async () => {
  const path = program('setInterval(() => {}, 1000);');
  expect(await runInUtility(path, [], { timeoutMs: 300 })).toBeNull();
  expect(existsSync(path)).toBe(true);
});
