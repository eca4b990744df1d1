import { EventEmitter } from 'node:events';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, CustomScheme } from 'electron';
import { session } from './session.ts';
import { cancelable, onReset } from './world.ts';

/** How the program ended. */
export interface Ending {
  readonly how: 'quit' | 'exit';
  readonly code: number;
}

/** Profiles that another process holds. */
const heldElsewhere = new Set<string>();

/** Another process runs on this profile. */
export function holdLockElsewhere(userData: string): void {
  heldElsewhere.add(userData);
}

class StandInApp
  extends EventEmitter
  implements
    Pick<
      App,
      | 'enableSandbox'
      | 'exit'
      | 'getLocale'
      | 'getPath'
      | 'getVersion'
      | 'isPackaged'
      | 'isReady'
      | 'quit'
      | 'requestSingleInstanceLock'
      | 'setPath'
      | 'whenReady'
    >
{
  isPackaged = false;
  /** What the system speaks. */
  locale = 'en-US';
  sandboxed = false;
  ending: Ending | null = null;
  quitting = false;
  #ready = false;
  #paths = new Map<string, string>();

  isReady(): boolean {
    return this.#ready;
  }

  async whenReady(): Promise<void> {
    await Promise.resolve();
    this.#ready = true;
  }

  getVersion(): string {
    return '9.8.7';
  }

  /** Empty before the app is ready, as Electron's. */
  getLocale(): string {
    return this.#ready ? this.locale : '';
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? join(tmpdir(), 'electron-stand-in', name);
  }

  setPath(name: string, path: string): void {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`Failed to set path '${name}'`);
    this.#paths.set(name, path);
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.sandboxed = true;
  }

  requestSingleInstanceLock(): boolean {
    return !heldElsewhere.has(this.getPath('userData'));
  }

  quit(): void {
    if (this.ending) return;
    const event = cancelable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#end({ how: 'quit', code: 0 });
    this.emit('will-quit', cancelable({}));
  }

  exit(exitCode = 0): void {
    if (!this.ending) this.#end({ how: 'exit', code: exitCode });
  }

  #end(ending: Ending): void {
    this.quitting = true;
    this.ending = ending;
    this.emit('stand-in:close-windows');
    this.emit('quit', cancelable({}), ending.code);
  }

  /** A second process was started on the same profile. */
  simulateSecondInstance(): void {
    this.emit('second-instance', cancelable({}), ['tillink'], '/', null);
  }

  reset(): void {
    this.removeAllListeners();
    this.isPackaged = false;
    this.locale = 'en-US';
    this.sandboxed = false;
    this.ending = null;
    this.quitting = false;
    this.#ready = false;
    this.#paths = new Map();
  }
}

export const app = new StandInApp();

/** The default session's schemes, and what only exists before the app is ready. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    const own = session.defaultSession.protocol;
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (own.privileged.length > 0)
      throw new Error('protocol.registerSchemesAsPrivileged may be called only once');
    own.privileged = schemes;
  },
  handle(...args: Parameters<typeof session.defaultSession.protocol.handle>): void {
    if (!app.isReady()) throw new Error('protocol.handle can only be used after app is ready');
    session.defaultSession.protocol.handle(...args);
  },
};

onReset(() => {
  app.reset();
  heldElsewhere.clear();
});
