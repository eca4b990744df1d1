import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  app,
  BrowserWindow,
  type PermissionName,
  resetElectron,
  session,
  shell,
} from '../../../../test/electron-stand-in/electron.ts';
import { type RecordedLog, recordedLog } from '../../../../test/electron-stand-in/recorded-log.ts';
import { StandInSession } from '../../../../test/electron-stand-in/session.ts';
import { guardEverything } from './guards.ts';

const OURS = 'http://127.0.0.1:4711/pay/link/abc';
const PROVIDER = 'https://pay.example.org/pay/link/abc?signature=s';

let log: RecordedLog;
let contents: BrowserWindow['webContents'];

beforeEach(async () => {
  resetElectron();
  await app.whenReady();
  log = recordedLog();
  // Everything that reaches the question is ours: so what is refused below is refused by the guard itself.
  guardEverything({ mayOpen: () => true, log });
  contents = new BrowserWindow().webContents;
});

afterEach(() => {
  expect(log.lines.join('\n')).not.toMatch(/https?:|signature|pay\/link/);
});

const permissions: readonly PermissionName[] = [
  'media',
  'geolocation',
  'notifications',
  'clipboard-read',
  'clipboard-sanitized-write',
  'display-capture',
  'fullscreen',
  'openExternal',
  'hid',
  'serial',
  'usb',
  'midiSysex',
  'pointerLock',
  'payment-handler',
  'fileSystem',
  'local-network-access',
  'unknown',
];

test.each(permissions)('SEC-5 the permission "%s" is denied, asked or checked', async (permission) => {
  expect(await session.defaultSession.simulatePermissionRequest(permission)).toBe(false);
  expect(session.defaultSession.simulatePermissionCheck(permission)).toBe(false);
});

test.each(['hid', 'serial', 'usb'] as const)('SEC-5 no %s device', (device) => {
  expect(session.defaultSession.simulateDeviceCheck(device)).toBe(false);
});

test('SEC-5 no screen capture, no bluetooth, no download, no dictionary', async () => {
  expect(await session.defaultSession.simulateDisplayMedia()).toBeNull();
  expect(await session.defaultSession.simulateBluetoothPairing()).toEqual({ confirmed: false });
  expect(session.defaultSession.simulateDownload()).toBe(false);
  expect(session.defaultSession.spellChecker).toBe(false);
});

test('SEC-5 a session made later is guarded as well', async () => {
  const later = new StandInSession();
  app.emit('session-created', later);
  expect(await later.simulatePermissionRequest('media')).toBe(false);
  expect(later.simulateDownload()).toBe(false);
});

const elsewhere = [
  'https://example.org/',
  'http://127.0.0.1:4711/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  'app://other/',
  'app://till/index.html',
  'app://till/assets/x.js',
  'app://till.evil/',
  'app://till/?x',
  '',
];

test.each(elsewhere)('SEC-5 navigation to "%s" is denied, redirected or in a subframe too', (url) => {
  expect(contents.simulateNavigation('will-navigate', url)).toBe('stayed');
  expect(contents.simulateNavigation('will-redirect', url)).toBe('stayed');
  expect(contents.simulateNavigation('will-frame-navigate', url)).toBe('stayed');
});

test.each(['app://till/', 'app://till/#/history'])('SEC-5 the page itself may be loaded again: %s', (url) => {
  expect(contents.simulateNavigation('will-navigate', url)).toBe('went');
});

test('SEC-5 a webview is never attached', () => {
  expect(contents.simulateWebview()).toBe(false);
});

test.each([OURS, PROVIDER, 'http://[::1]:9/x', 'http://localhost:9/x'])(
  'SEC-5 an address of main’s own goes to the browser, never into a window: %s',
  (url) => {
    expect(contents.simulateWindowOpen(url)).toBe('deny');
    expect(shell.opened).toEqual([url]);
  },
);

const unopenable = [
  'http://example.org/',
  'http://127.0.0.1.example.org/',
  'http://10.0.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://server/share',
  'ms-settings:privacy',
  'mailto:a@example.org',
  'ftp://127.0.0.1/',
  'https://user:secret@example.org/',
  'https://user@example.org/',
  'app://till/',
  'https:',
  'not an address',
  '',
];

test.each(unopenable)('SEC-5 "%s" is not opened, even if main had built it', (url) => {
  expect(contents.simulateWindowOpen(url)).toBe('deny');
  expect(shell.opened).toEqual([]);
});

test('SEC-5 an address that main did not build is not opened', async () => {
  resetElectron();
  await app.whenReady();
  guardEverything({ mayOpen: (address) => address === OURS, log });
  const page = new BrowserWindow().webContents;
  expect(page.simulateWindowOpen(PROVIDER)).toBe('deny');
  expect(page.simulateWindowOpen(`${OURS}/`)).toBe('deny');
  expect(shell.opened).toEqual([]);
});

test('a browser that cannot be opened is logged, without the address', async () => {
  shell.broken = true;
  contents.simulateWindowOpen(PROVIDER);
  await vi.waitFor(() => expect(log.lines).toEqual(['warn The browser could not be opened {}']));
});
