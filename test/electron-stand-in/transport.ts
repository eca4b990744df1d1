import type { TillinkBridge } from '../../src/preload/bridge.ts';
import { exposeBridge } from '../../src/preload/bridge.ts';
import { serveIpc } from '../../src/main/hosts/electron/ipc.ts';
import { createTillWindows } from '../../src/main/hosts/electron/window.ts';
import type { Logger } from '../../src/main/ports.ts';
import type { Till } from '../../src/main/till.ts';
import { app, BrowserWindow, registerPreload, resetElectron } from './electron.ts';

/** `window.tillink` as a page has it, and a way to end. */
export interface ElectronTransport extends TillinkBridge {
  close(): void;
}

const PRELOAD = '/stand-in/preload.cjs';

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * A page's view of a till through the real preload and the real ipc.ts, over the stand-in of Electron. One at a
 * time: it begins with a reset.
 */
export async function electronTransport(till: Till, log: Logger = silent): Promise<ElectronTransport> {
  resetElectron();
  await app.whenReady();
  registerPreload(PRELOAD, exposeBridge);
  const windows = createTillWindows({ preload: PRELOAD, production: false, log, onScreenFailing: () => {} });
  const stop = serveIpc({ till, windows, log });
  windows.open();
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error('No window was made');
  const bridge = bridgeOf(window);
  return { request: bridge.request, subscribe: bridge.subscribe, close: stop };
}

/** `window.tillink` of a window's page. @throws Error when preload did not put it there */
export function bridgeOf(window: BrowserWindow): TillinkBridge {
  const bridge = window.webContents.mainFrame.mainWorld.get('tillink');
  if (!isBridge(bridge)) throw new Error('The preload script exposed nothing');
  return bridge;
}

function isBridge(value: unknown): value is TillinkBridge {
  return typeof value === 'object' && value !== null && 'request' in value && 'subscribe' in value;
}
