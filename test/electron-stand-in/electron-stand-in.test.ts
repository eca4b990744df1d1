import { beforeEach, expect, test } from 'vitest';
import {
  app,
  BrowserWindow,
  contextBridge,
  invokeAs,
  ipcMain,
  ipcRenderer,
  protocol,
  resetElectron,
  runInFrame,
  session,
  StandInWebContents,
} from './electron.ts';

/** The stand-in is only worth what it shares with Electron: its strictness is tested here. */

beforeEach(() => resetElectron());

const contents = () => new StandInWebContents(session.defaultSession, {});

test('what must happen before ready cannot happen after it, and the reverse', async () => {
  expect(() => new BrowserWindow()).toThrow('before app is ready');
  expect(() => protocol.handle('app', () => new Response())).toThrow('after app is ready');
  await app.whenReady();
  expect(() => app.enableSandbox()).toThrow('before app is ready');
  expect(() => protocol.registerSchemesAsPrivileged([{ scheme: 'app' }])).toThrow('before app is ready');
});

test('messages are cloned both ways; what cannot be cloned is refused', async () => {
  const sent = { list: [1, { deep: new Date(0) }] };
  ipcMain.handle('echo', (_event: unknown, value: unknown) => value);
  const page = contents();
  const from = { sender: page, senderFrame: page.mainFrame };
  const back = await invokeAs(from, 'echo', sent);
  expect(back).toEqual(sent);
  expect(back).not.toBe(sent);
  await expect(invokeAs(from, 'echo', () => 1)).rejects.toThrow('could not be cloned');
  await expect(invokeAs(from, 'echo', Symbol('x'))).rejects.toThrow('could not be cloned');
  await expect(invokeAs(from, 'other')).rejects.toThrow("No handler registered for 'other'");
  expect(() => ipcMain.handle('echo', () => 1)).toThrow('second handler');
});

test('a renderer’s modules exist only in a renderer', async () => {
  expect(() => ipcRenderer.invoke('echo')).toThrow('only in a renderer');
  expect(() => contextBridge.exposeInMainWorld('x', {})).toThrow('only in a renderer');
});

test('the context bridge copies values, calls functions across and refuses symbols', () => {
  const frame = contents().mainFrame;
  const api = { list: [1], call: (value: object) => ({ same: value === given }) };
  const given = { a: 1 };
  runInFrame(frame, () => contextBridge.exposeInMainWorld('api', api));
  const exposed = frame.mainWorld.get('api');
  expect(exposed).not.toBe(api);
  expect(Object.isFrozen(exposed)).toBe(true);
  expect(exposed).toHaveProperty('list', [1]);
  expect(Reflect.apply(Reflect.get(Object(exposed), 'call'), null, [given])).toEqual({ same: false });
  expect(() => runInFrame(frame, () => contextBridge.exposeInMainWorld('api', {}))).toThrow(
    'existing property',
  );
  expect(() => runInFrame(frame, () => contextBridge.exposeInMainWorld('s', { s: Symbol('x') }))).toThrow(
    'Symbols',
  );
});

test('whatever nobody denies is granted', async () => {
  const page = contents();
  expect(page.simulateNavigation('will-navigate', 'https://example.org/')).toBe('went');
  expect(page.simulateWindowOpen('https://example.org/')).toBe('allow');
  expect(page.simulateWebview()).toBe(true);
  expect(await session.defaultSession.simulatePermissionRequest('media')).toBe(true);
  expect(session.defaultSession.simulatePermissionCheck('usb')).toBe(true);
  expect(session.defaultSession.simulateDeviceCheck('serial')).toBe(true);
  expect(session.defaultSession.simulateDownload()).toBe(true);
});

test('closing the last window quits unless somebody listens', async () => {
  await app.whenReady();
  new BrowserWindow().close();
  expect(app.ending).toEqual({ how: 'quit', code: 0 });
});

test('quitting can be prevented, exiting cannot', async () => {
  await app.whenReady();
  app.on('before-quit', (event: { preventDefault(): void }) => event.preventDefault());
  app.quit();
  expect(app.ending).toBeNull();
  app.exit(3);
  expect(app.ending).toEqual({ how: 'exit', code: 3 });
});
