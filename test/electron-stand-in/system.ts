import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { ForkOptions, MenuItemConstructorOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { BrowserWindow } from './browser-window.ts';
import { onReset } from './world.ts';

/** The small parts: menu, theme, power, browser, messages. */

class StandInMenu {
  readonly template: readonly MenuItemConstructorOptions[];
  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.template = template;
  }
}

let applicationMenu: StandInMenu | null = null;

export const Menu = {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]): StandInMenu =>
    new StandInMenu(template),
  setApplicationMenu: (menu: StandInMenu | null): void => {
    applicationMenu = menu;
  },
  getApplicationMenu: (): StandInMenu | null => applicationMenu,
};

export const nativeTheme = { shouldUseDarkColors: false };

export const powerMonitor = new EventEmitter();

const opened: string[] = [];
const errors: string[] = [];

/** Records what would have been opened; `broken` makes opening fail. */
export const shell = {
  opened,
  broken: false,
  openExternal: async (address: string): Promise<void> => {
    if (shell.broken) throw new Error('Failed to open');
    opened.push(address);
  },
};

/** A file dialog as it was shown, and what it stood in front of. */
export interface ShownDialog {
  readonly kind: 'open' | 'save';
  readonly window: BrowserWindow | null;
  readonly options: OpenDialogOptions | SaveDialogOptions;
}

const shown: ShownDialog[] = [];

type DialogArgs<O> = readonly [BrowserWindow, O] | readonly [O];

/** Records what would have been said and shown. `choose` is the person: a path, or null for none. */
export const dialog = {
  errors,
  shown,
  choose: async (): Promise<string | null> => null,
  showErrorBox: (_title: string, content: string): void => {
    errors.push(content);
  },
  showOpenDialog: async (
    ...args: DialogArgs<OpenDialogOptions>
  ): Promise<{ canceled: boolean; filePaths: string[] }> => {
    const path = await show('open', args);
    return { canceled: path === null, filePaths: path === null ? [] : [path] };
  },
  showSaveDialog: async (
    ...args: DialogArgs<SaveDialogOptions>
  ): Promise<{ canceled: boolean; filePath: string }> => {
    const path = await show('save', args);
    return { canceled: path === null, filePath: path ?? '' };
  },
};

async function show(
  kind: ShownDialog['kind'],
  args: DialogArgs<OpenDialogOptions | SaveDialogOptions>,
): Promise<string | null> {
  const [window, options] = args.length === 2 ? args : [null, args[0]];
  shown.push({ kind, window, options });
  return await dialog.choose();
}

/** A Node beside this one stands in for Electron's; like there, an empty environment is kept empty. */
export const utilityProcess = {
  fork: (
    file: string,
    args: readonly string[] = [],
    options: ForkOptions = {},
  ): EventEmitter & { kill(): boolean } => {
    const child = spawn(process.execPath, ['--no-warnings', file, ...args], {
      env: { ...(options.env ?? process.env) },
      stdio: 'ignore',
    });
    const events = Object.assign(new EventEmitter(), { kill: () => child.kill('SIGKILL') });
    // A killed one has a code too: whoever killed it has to know.
    child.once('exit', (code) => events.emit('exit', code ?? 15));
    return events;
  },
};

onReset(() => {
  applicationMenu = null;
  nativeTheme.shouldUseDarkColors = false;
  powerMonitor.removeAllListeners();
  opened.length = 0;
  shell.broken = false;
  errors.length = 0;
  shown.length = 0;
  dialog.choose = async () => null;
});
