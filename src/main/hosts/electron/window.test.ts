import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  app,
  BrowserWindow,
  nativeTheme,
  resetElectron,
  session,
} from '../../../../test/electron-stand-in/electron.ts';
import { type RecordedLog, recordedLog } from '../../../../test/electron-stand-in/recorded-log.ts';
import { REPORTED_PREFERENCES, tillWebPreferences } from './web-preferences.ts';
import { createTillWindows, type TillWindows } from './window.ts';

let log: RecordedLog;
let failing: number;
let windows: TillWindows;

beforeEach(async () => {
  resetElectron();
  await app.whenReady();
  session.defaultSession.protocol.handle('app', () => new Response('page'));
  log = recordedLog();
  failing = 0;
  windows = make(true);
});

afterEach(() => vi.restoreAllMocks());

function make(production: boolean): TillWindows {
  return createTillWindows({
    preload: '/out/preload/index.cjs',
    production,
    log,
    onScreenFailing: () => {
      failing += 1;
    },
  });
}

function opened(from = windows): BrowserWindow {
  from.open();
  const window = BrowserWindow.getAllWindows().at(-1);
  if (!window) throw new Error('no window');
  return window;
}

test('SEC-1 a window is made with exactly the listed preferences and our preload', () => {
  expect(opened().options.webPreferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
    autoplayPolicy: 'no-user-gesture-required',
    backgroundThrottling: false,
    preload: '/out/preload/index.cjs',
  });
});

test('SEC-1 the preferences that Electron reports back are those of the list', () => {
  const reported = opened().webContents.getLastWebPreferences();
  const list = tillWebPreferences(true);
  for (const name of REPORTED_PREFERENCES) expect([name, reported[name]]).toEqual([name, list[name]]);
});

test('SEC-1 devtools exist in development alone', () => {
  expect(tillWebPreferences(true).devTools).toBe(false);
  expect(opened(make(false)).options.webPreferences?.devTools).toBe(true);
});

test('a window loads the page, and is shown once it is ready', async () => {
  const shown = vi.fn();
  windows.open(shown);
  const [window] = BrowserWindow.getAllWindows();
  expect(window?.isVisible()).toBe(false);
  await vi.waitFor(() => expect(window?.isVisible()).toBe(true));
  expect(window?.webContents.getURL()).toBe('app://till/');
  expect(shown).toHaveBeenCalledOnce();
  expect(window?.options).toMatchObject({ minWidth: 800, minHeight: 600, show: false });
});

test('the background is that of the system’s theme', () => {
  expect(opened().options.backgroundColor).toBe('#ffffff');
  nativeTheme.shouldUseDarkColors = true;
  expect(opened().options.backgroundColor).toBe('#242424');
});

test('a page that cannot be loaded is logged', async () => {
  session.defaultSession.protocol.unhandle('app');
  opened();
  await vi.waitFor(() => expect(log.lines).toEqual(['error The page could not be loaded {}']));
});

test('a window that is closed is no longer ours', () => {
  const window = opened();
  expect(windows.all()).toHaveLength(1);
  window.close();
  expect(windows.all()).toEqual([]);
});

test('SEC-6 focusing brings a minimised window back; with none it does nothing', () => {
  windows.focus();
  const window = opened();
  window.minimize();
  windows.focus();
  expect(window.isMinimized()).toBe(false);
  expect(window.focused).toBe(1);
});

test('a dead page is loaded again, three times a minute, then it is said once', () => {
  const { webContents } = opened();
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const crash = (): void => {
    now += 1_000;
    webContents.simulateCrash('crashed');
  };
  for (let times = 0; times < 3; times += 1) crash();
  expect(webContents.loads).toBe(4);
  expect(failing).toBe(0);
  crash();
  crash();
  expect(webContents.loads).toBe(4);
  expect(failing).toBe(1);
  now += 60_000;
  crash();
  expect(webContents.loads).toBe(5);
  expect(log.lines.every((line) => line.startsWith('error The page’s process is gone'))).toBe(true);
});

test('a page that ended in order is left alone', () => {
  const { webContents } = opened();
  webContents.simulateCrash('clean-exit');
  expect(webContents.loads).toBe(1);
});

test('a window that hangs is logged', () => {
  const window = opened();
  window.emit('unresponsive');
  window.emit('responsive');
  expect(log.lines).toEqual(['warn The window does not respond {}', 'info The window responds again {}']);
});
