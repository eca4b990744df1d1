import { EventEmitter } from 'node:events';
import type { WebContents, WebFrameMain, WebPreferences } from 'electron';
import type { StandInSession } from './session.ts';
import { cancelable, cloneMessage, onReset, runInFrame } from './world.ts';

/** What Electron does when a window says nothing. */
const DEFAULTS = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
} as const;

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** Preload scripts by their path: the built file cannot run here, so a test says what it does. */
const preloads = new Map<string, () => void>();

/** Lets windows whose preload has this path run it. */
export function registerPreload(path: string, run: () => void): void {
  preloads.set(path, run);
}

/** A frame, with the page's side of it: its globals and its listeners. */
export class StandInFrame implements Pick<WebFrameMain, 'detached' | 'isDestroyed' | 'url'> {
  readonly contents: StandInWebContents;
  readonly parent: StandInFrame | null;
  /** What preload put on the page's `window`. */
  readonly mainWorld = new Map<string, unknown>();
  readonly messages = new EventEmitter();
  detached = false;
  #url: string;
  #destroyed = false;

  constructor(contents: StandInWebContents, url: string, parent: StandInFrame | null = null) {
    this.contents = contents;
    this.parent = parent;
    this.#url = url;
  }

  /** @throws Error once the frame is gone, as Electron's does */
  get url(): string {
    if (this.#destroyed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return this.#url;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    this.#destroyed = true;
  }
}

let nextId = 1;

export class StandInWebContents
  extends EventEmitter
  implements
    Pick<WebContents, 'getURL' | 'isCrashed' | 'isDestroyed' | 'reload' | 'send' | 'setWindowOpenHandler'>
{
  readonly id = nextId++;
  readonly session: StandInSession;
  readonly webPreferences: WebPreferences;
  mainFrame: StandInFrame;
  /** How often the page was loaded, reloads included. */
  loads = 0;
  #windowOpen: WindowOpenHandler | null = null;
  #destroyed = false;
  #crashed = false;
  #lastUrl = '';

  constructor(session: StandInSession, webPreferences: WebPreferences) {
    super();
    this.session = session;
    this.webPreferences = webPreferences;
    this.mainFrame = new StandInFrame(this, '');
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  /** The subset that Electron reports, as it took effect. */
  getLastWebPreferences(): Readonly<Record<string, unknown>> {
    const asked: Readonly<Record<string, unknown>> = { ...this.webPreferences };
    return Object.fromEntries(Object.entries(DEFAULTS).map(([name, usual]) => [name, asked[name] ?? usual]));
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpen = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    const cloned = cloneMessage(args);
    const frame = this.mainFrame;
    queueMicrotask(() => {
      if (frame.isDestroyed()) return;
      runInFrame(frame, () => frame.messages.emit(channel, { sender: 'ipcRenderer', ports: [] }, ...cloned));
    });
  }

  reload(): void {
    this.load(this.#lastUrl).catch(() => this.emit('did-fail-load'));
  }

  /** A new document: a new frame, preload first, then the page from its scheme's handler. */
  async load(url: string): Promise<void> {
    this.loads += 1;
    this.#lastUrl = url;
    this.#crashed = false;
    this.mainFrame.destroy();
    const frame = new StandInFrame(this, url);
    this.mainFrame = frame;
    const preload = preloads.get(this.webPreferences.preload ?? '');
    if (preload) runInFrame(frame, preload);
    const response = await this.session.protocol.fetch(url);
    if (!response) throw new Error(`ERR_UNKNOWN_URL_SCHEME (-302) loading '${url}'`);
    if (this.#destroyed) return;
    this.emit('did-finish-load');
  }

  destroy(): void {
    this.#destroyed = true;
    this.mainFrame.destroy();
    this.emit('destroyed');
  }

  /** The page's process dies. */
  simulateCrash(reason: string): void {
    this.#crashed = true;
    this.mainFrame.destroy();
    this.emit('render-process-gone', cancelable({}), { reason, exitCode: 5 });
  }

  /** The page tries to leave; answers whether it may. */
  simulateNavigation(
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate',
    url: string,
  ): 'went' | 'stayed' {
    const details = cancelable({ url, isSameDocument: false, isMainFrame: true, frame: null });
    this.emit(event, details);
    return details.defaultPrevented ? 'stayed' : 'went';
  }

  /** `window.open` or a link to a new window; without a handler Electron allows it. */
  simulateWindowOpen(url: string): 'allow' | 'deny' {
    const referrer = { url: '', policy: 'default' } as const;
    const details = { url, frameName: '', features: '', disposition: 'foreground-tab', referrer } as const;
    return this.#windowOpen?.(details).action ?? 'allow';
  }

  /** A <webview> wants to attach; answers whether it did. */
  simulateWebview(): boolean {
    const event = cancelable({});
    this.emit('will-attach-webview', event, {}, { src: 'https://example.org/' });
    return !event.defaultPrevented;
  }
}

onReset(() => preloads.clear());
