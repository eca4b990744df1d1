import { BrowserWindow, nativeTheme, type WebContents } from 'electron';
import type { Logger } from '../../ports.ts';
import { APP_PAGE } from './app-address.ts';
import { reloadAfterCrash } from './crash.ts';
import { tillWebPreferences } from './web-preferences.ts';

export interface WindowParts {
  /** The built preload script, as an absolute path. */
  readonly preload: string;
  readonly production: boolean;
  readonly log: Logger;
  /** The page failed again and again, and is no longer reloaded. */
  readonly onScreenFailing: () => void;
}

/** The windows that we made; nothing else may speak to the till. */
export interface TillWindows {
  /** Makes a window and loads the page. */
  open(onShown?: () => void): void;
  /** Those that are still there. */
  all(): readonly BrowserWindow[];
  /** Whether these web contents are the content of one of our windows. */
  owns(contents: WebContents): boolean;
  /** Brings the till to the front. */
  focus(): void;
}

export function createTillWindows(parts: WindowParts): TillWindows {
  const windows = new Set<BrowserWindow>();
  const all = (): readonly BrowserWindow[] => [...windows].filter((window) => !window.isDestroyed());
  return {
    open: (onShown) => {
      const window = createWindow(parts);
      windows.add(window);
      window.once('closed', () => windows.delete(window));
      window.once('ready-to-show', () => {
        window.show();
        onShown?.();
      });
      window.loadURL(APP_PAGE).catch(() => parts.log.error('The page could not be loaded'));
    },
    all,
    owns: (contents) => all().some((window) => window.webContents === contents),
    focus: () => {
      const [window] = all();
      if (!window) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** The one place that makes a window (SEC-1). */
function createWindow(parts: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Tillink',
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    // What is seen until the page paints: its own background, not a white flash at night.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#242424' : '#ffffff',
    webPreferences: { ...tillWebPreferences(parts.production), preload: parts.preload },
  });
  reloadAfterCrash(window, parts);
  window.on('unresponsive', () => parts.log.warn('The window does not respond'));
  window.on('responsive', () => parts.log.info('The window responds again'));
  return window;
}
