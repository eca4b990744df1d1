import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppStatus } from '../../../contract/views.ts';
import {
  app,
  BrowserWindow,
  dialog,
  holdLockElsewhere,
  Menu,
  powerMonitor,
  resetElectron,
  session,
  shell,
} from '../../../../test/electron-stand-in/electron.ts';
import { createFakeTill, type FakeTill } from '../../../../test/electron-stand-in/fake-till.ts';
import { type RecordedLog, recordedLog } from '../../../../test/electron-stand-in/recorded-log.ts';
import { DataFolderBusy, type TillOptions } from '../../till.ts';
import { startElectronHost } from './start.ts';

let folder: string;
let till: FakeTill;
let log: RecordedLog;
let options: TillOptions[];
let output: string;

beforeEach(() => {
  resetElectron();
  folder = mkdtempSync(join(tmpdir(), 'tillink-electron-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
  till = createFakeTill();
  till.answer = async () => ({ ok: true, value: status('ready') });
  log = recordedLog();
  options = [];
  output = '';
  const write = (text: string | Uint8Array): boolean => {
    output += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function status(phase: AppStatus['phase']): AppStatus {
  return {
    phase,
    version: '1',
    mode: null,
    registerCode: null,
    currency: null,
    settings: null,
    secrets: { kind: 'memory', reason: null },
    demoAddress: null,
    attentionCount: 0,
    startupError: null,
  };
}

interface Start {
  readonly argv?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly pageFolder?: string;
  readonly createTill?: () => Promise<FakeTill>;
}

async function start(how: Start = {}): Promise<void> {
  await startElectronHost({
    argv: how.argv ?? ['tillink', '--data', join(folder, 'data')],
    env: how.env ?? {},
    preload: '/out/preload/index.cjs',
    pageFolder: how.pageFolder ?? join(folder, 'page'),
    log,
    createTill: async (given) => {
      options.push(given);
      return (await how.createTill?.()) ?? till;
    },
  });
}

test('the till starts, shows its window, and says so', async () => {
  await start();
  await vi.waitFor(() => expect(output).toBe('Tillink is ready: app://till/\n'));
  expect(BrowserWindow.getAllWindows()).toHaveLength(1);
  expect(options[0]).toMatchObject({ dataDir: join(folder, 'data'), version: '9.8.7', environment: {} });
  expect(options[0]?.ports?.startDemoServer).toBeTypeOf('function');
  expect(log.lines).toEqual([]);
});

test('SEC-1 the sandbox is on for the whole app, the menu is ours', async () => {
  app.isPackaged = true;
  await start();
  expect(app.sandboxed).toBe(true);
  expect(BrowserWindow.getAllWindows()[0]?.options.webPreferences?.devTools).toBe(false);
  expect(JSON.stringify(Menu.getApplicationMenu()?.template)).not.toContain('toggleDevTools');
});

test('SEC-2 SEC-3 the page comes from the built files, with the policy', async () => {
  await start();
  const page = await session.defaultSession.protocol.fetch('app://till/');
  expect(page?.status).toBe(200);
  expect(page?.headers.get('content-security-policy')).toContain("connect-src 'none'");
});

test('SEC-2 the catalogue’s pictures come from the till, by their strict names', async () => {
  const name = `${'a1'.repeat(32)}.webp`;
  till.pictures.set(name, Buffer.from('picture'));
  await start();
  const fetched = (path: string) => session.defaultSession.protocol.fetch(`app://till${path}`);
  const picture = await fetched(`/images/${name}`);
  expect(picture?.status).toBe(200);
  expect(picture?.headers.get('content-type')).toBe('image/webp');
  expect(picture?.headers.get('cache-control')).toContain('immutable');
  expect(await picture?.text()).toBe('picture');
  for (const path of [`/images/${'b2'.repeat(32)}.webp`, `/images/x/${name}`, `/images/${name}.part`]) {
    expect((await fetched(path))?.status).toBe(404);
  }
});

test('SEC-4 the till gets this host’s dialogs, and a way to run its programs', async () => {
  await start();
  const { fileDialogs, runProgram } = options[0]?.ports ?? {};
  dialog.choose = async () => '/chosen';
  expect(await fileDialogs?.open('import')).toBe('/chosen');
  expect(dialog.shown).toMatchObject([{ window: BrowserWindow.getAllWindows()[0] }]);
  expect(runProgram).toBeTypeOf('function');
});

test('SEC-5 the guards stand before the first window', async () => {
  till.openable.add('https://pay.example.org/x');
  await start();
  const [window] = BrowserWindow.getAllWindows();
  expect(window?.webContents.simulateNavigation('will-navigate', 'https://example.org/')).toBe('stayed');
  expect(window?.webContents.simulateWindowOpen('https://example.org/')).toBe('deny');
  expect(window?.webContents.simulateWindowOpen('https://pay.example.org/x')).toBe('deny');
  expect(shell.opened).toEqual(['https://pay.example.org/x']);
  expect(await session.defaultSession.simulatePermissionRequest('media')).toBe(false);
});

test('SEC-7 provisioning variables go to the till and out of the environment', async () => {
  const env: NodeJS.ProcessEnv = { FOURPAY_API_KEY: 'pk_test_1', HOME: '/' };
  await start({ env });
  expect(options[0]?.environment).toEqual({ FOURPAY_API_KEY: 'pk_test_1' });
  expect(env).toEqual({ HOME: '/' });
});

test('without --data the folder lies in the profile', async () => {
  await start({ argv: ['tillink'] });
  expect(options[0]?.dataDir).toBe(join(app.getPath('userData'), 'till'));
});

test('SEC-6 a second start on the same folder makes no till, says so and quits; the first is focused', async () => {
  holdLockElsewhere(join(folder, 'data', 'browser'));
  await start();
  expect(options).toEqual([]);
  expect(BrowserWindow.getAllWindows()).toEqual([]);
  expect(output).toMatch(/^Tillink is already running.*\n$/);
  expect(app.ending).toEqual({ how: 'quit', code: 0 });
});

test('SEC-6 the lock of one folder does not keep another', async () => {
  holdLockElsewhere(join(folder, 'other', 'browser'));
  await start();
  expect(options).toHaveLength(1);
});

test('SEC-6 the first instance comes to the front when a second one starts', async () => {
  await start();
  const [window] = BrowserWindow.getAllWindows();
  window?.minimize();
  app.simulateSecondInstance();
  expect(window?.isMinimized()).toBe(false);
  expect(window?.focused).toBe(1);
});

test('SEC-6 a folder that the web host holds is told in one sentence', async () => {
  await start({
    createTill: async () => {
      throw new DataFolderBusy('busy');
    },
  });
  expect(dialog.errors).toEqual(['Another Tillink is already working with this data folder.']);
  expect(app.ending).toEqual({ how: 'exit', code: 1 });
  expect(BrowserWindow.getAllWindows()).toEqual([]);
});

test('a start that fails is told in the system’s language, without a stack', async () => {
  app.locale = 'ru-RU';
  await start({
    createTill: async () => {
      throw Object.assign(new Error('mkdir /nowhere/x'), { code: 'EACCES' });
    },
  });
  expect(dialog.errors).toEqual(['Не удалось запустить Tillink: EACCES.']);
  expect(app.ending?.code).toBe(1);
});

test('a data folder that cannot be made is told, before the app is even ready', async () => {
  writeFileSync(join(folder, 'data'), 'a file in its place');
  await start();
  expect(options).toEqual([]);
  expect(dialog.errors).toEqual([expect.stringMatching(/^Tillink could not start: E(NOTDIR|EXIST)\.$/)]);
});

test('the window’s lines go to the till’s log file', async () => {
  await startElectronHost({
    argv: ['tillink', '--data', join(folder, 'data')],
    env: {},
    preload: '',
    pageFolder: join(folder, 'page'),
    createTill: async () => till,
  });
  session.defaultSession.simulateDownload();
  expect(readFileSync(join(folder, 'data', 'logs', 'till.log'), 'utf8')).toContain(
    'A download was cancelled',
  );
});

test('screens that were not built are told before any till is made', async () => {
  mkdirSync(join(folder, 'empty'));
  await start({ pageFolder: join(folder, 'empty') });
  expect(options).toEqual([]);
  expect(dialog.errors[0]).toContain('not built');
});

test('--demo starts the demo on the first run, in the system’s language', async () => {
  app.locale = 'ru';
  till.answer = async () => ({ ok: true, value: status('first_run') });
  await start({ argv: ['tillink', '--demo'] });
  expect(till.requests).toEqual([
    { op: 'app.status', input: {} },
    { op: 'setup.startDemo', input: { language: 'ru' } },
  ]);
});

test.each(['ready', 'startup_failed'] as const)('--demo leaves a till alone that is %s', async (phase) => {
  till.answer = async () => ({ ok: true, value: status(phase) });
  await start({ argv: ['tillink', '--demo'] });
  expect(till.requests).toEqual([{ op: 'app.status', input: {} }]);
  expect(BrowserWindow.getAllWindows()).toHaveLength(1);
});

test('without --demo nothing is asked', async () => {
  await start();
  expect(till.requests).toEqual([]);
});

test('the till is woken when the window is looked at and when the machine wakes', async () => {
  await start();
  BrowserWindow.getAllWindows()[0]?.focus();
  powerMonitor.emit('resume');
  expect(till.woken).toBe(2);
});

test('closing the last window closes the till, then the program', async () => {
  await start();
  let finish = (): void => {};
  till.close = () =>
    new Promise((resolve) => {
      finish = resolve;
    });
  BrowserWindow.getAllWindows()[0]?.close();
  app.quit();
  expect(app.ending).toBeNull();
  finish();
  await vi.waitFor(() => expect(app.ending).toEqual({ how: 'exit', code: 0 }));
});

test('however often quitting is asked for, the till is closed once', async () => {
  await start();
  app.quit();
  app.quit();
  await vi.waitFor(() => expect(app.ending?.how).toBe('exit'));
  expect(till.closed).toBe(1);
});

test('a till that fails to close does not keep the program', async () => {
  await start();
  till.close = () => Promise.reject(new Error('disk'));
  app.quit();
  await vi.waitFor(() => expect(app.ending?.how).toBe('exit'));
  expect(log.lines).toEqual(['error The till could not be closed in order {}']);
});
