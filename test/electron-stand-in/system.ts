import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';
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

/** Records what would have been said. */
export const dialog = {
  errors,
  showErrorBox: (_title: string, content: string): void => {
    errors.push(content);
  },
};

onReset(() => {
  applicationMenu = null;
  nativeTheme.shouldUseDarkColors = false;
  powerMonitor.removeAllListeners();
  opened.length = 0;
  shell.broken = false;
  errors.length = 0;
});
