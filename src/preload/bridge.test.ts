import { beforeEach, expect, test, vi } from 'vitest';
import { createFakeTill, type FakeTill } from '../../test/electron-stand-in/fake-till.ts';
import { BrowserWindow, ipcMain, runInFrame } from '../../test/electron-stand-in/electron.ts';
import {
  bridgeOf,
  type ElectronTransport,
  electronTransport,
} from '../../test/electron-stand-in/transport.ts';

let till: FakeTill;
let transport: ElectronTransport;

beforeEach(async () => {
  till = createFakeTill();
  transport = await electronTransport(till);
});

function theWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error('no window');
  return window;
}

test('SEC-4 preload exposes window.tillink with exactly request and subscribe, and nothing else', () => {
  const { mainWorld } = theWindow().webContents.mainFrame;
  expect([...mainWorld.keys()]).toEqual(['tillink']);
  const bridge = bridgeOf(theWindow());
  expect(Object.keys(bridge).sort()).toEqual(['request', 'subscribe']);
  expect(Object.values(bridge).map((member) => typeof member)).toEqual(['function', 'function']);
  expect(Object.isFrozen(bridge)).toBe(true);
});

test('SEC-4 one channel for requests reaches main, and no other', () => {
  expect(ipcMain.channels()).toEqual(['tillink:request']);
});

test('SEC-4 a request carries op and input, and brings the envelope back', async () => {
  till.answer = async () => ({ ok: true, value: { total: 3 } });
  expect(await transport.request('sale.current', { a: [1] })).toEqual({ ok: true, value: { total: 3 } });
  expect(till.requests).toEqual([{ op: 'sale.current', input: { a: [1] } }]);
});

test('SEC-4 what cannot be sent is answered with an envelope too', async () => {
  const reply = await transport.request('sale.current', { call: () => 1 });
  expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(till.requests).toEqual([]);
});

test('SEC-4 with main gone a request is answered with an envelope, not a rejection', async () => {
  transport.close();
  expect(await transport.request('sale.current', {})).toMatchObject({
    ok: false,
    error: { code: 'INTERNAL' },
  });
});

test('SEC-4 a listener gets the event alone, never Electron’s, until it unsubscribes', async () => {
  const calls: unknown[][] = [];
  const stop = transport.subscribe((...args) => calls.push(args));
  till.emit({ name: 'sale.changed', payload: { saleId: 's1' } });
  till.emit({ name: 'app.changed', payload: {} });
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  expect(calls).toEqual([
    [{ name: 'sale.changed', payload: { saleId: 's1' } }],
    [{ name: 'app.changed', payload: {} }],
  ]);
  stop();
  till.emit({ name: 'app.changed', payload: {} });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(calls).toHaveLength(2);
});

test('two listeners each get every event, and go one by one', async () => {
  const seen: string[] = [];
  const first = transport.subscribe((event) => seen.push(`a ${event.name}`));
  transport.subscribe((event) => seen.push(`b ${event.name}`));
  till.emit({ name: 'app.changed', payload: {} });
  await vi.waitFor(() => expect(seen).toEqual(['a app.changed', 'b app.changed']));
  first();
  till.emit({ name: 'settings.changed', payload: {} });
  await vi.waitFor(() => expect(seen.slice(2)).toEqual(['b settings.changed']));
});

test('the entry exposes the bridge when it is loaded', async () => {
  const frame = theWindow().webContents.mainFrame;
  frame.mainWorld.clear();
  await runInFrame(frame, () => import('./index.ts'));
  expect([...frame.mainWorld.keys()]).toEqual(['tillink']);
});
