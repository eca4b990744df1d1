import { EventEmitter } from 'node:events';
import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions } from 'electron';
import { app } from './app.ts';
import { session } from './session.ts';
import { StandInWebContents } from './web-contents.ts';
import { cancelable, onReset } from './world.ts';

const windows = new Set<BrowserWindow>();

export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      ElectronWindow,
      | 'close'
      | 'destroy'
      | 'focus'
      | 'isDestroyed'
      | 'isMinimized'
      | 'isVisible'
      | 'loadURL'
      | 'minimize'
      | 'restore'
      | 'show'
    >
{
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StandInWebContents;
  focused = 0;
  #visible: boolean;
  #minimized = false;
  #destroyed = false;

  static getAllWindows(): readonly BrowserWindow[] {
    return [...windows];
  }

  /** The last one that is shown stands in for the one with the focus. */
  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].findLast((window) => window.isVisible()) ?? null;
  }

  static fromWebContents(contents: StandInWebContents): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.options = options;
    this.#visible = options.show ?? true;
    this.webContents = new StandInWebContents(session.defaultSession, options.webPreferences ?? {});
    windows.add(this);
    this.webContents.on('did-finish-load', () => this.emit('ready-to-show'));
    app.emit('web-contents-created', cancelable({}), this.webContents);
    app.emit('browser-window-created', cancelable({}), this);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
  }

  show(): void {
    this.#visible = true;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  focus(): void {
    this.focused += 1;
    this.emit('focus');
    app.emit('browser-window-focus', cancelable({}), this);
  }

  minimize(): void {
    this.#minimized = true;
  }

  restore(): void {
    this.#minimized = false;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    const event = cancelable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.webContents.destroy();
    windows.delete(this);
    this.emit('closed');
    if (windows.size > 0 || app.quitting) return;
    // With nobody listening, Electron quits by itself.
    if (!app.emit('window-all-closed')) app.quit();
  }
}

function closeAll(): void {
  for (const window of windows) window.destroy();
}

app.on('stand-in:close-windows', closeAll);

onReset(() => {
  windows.clear();
  app.on('stand-in:close-windows', closeAll);
});
