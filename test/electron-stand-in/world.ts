import { AsyncLocalStorage } from 'node:async_hooks';
import type { StandInFrame } from './web-contents.ts';

/**
 * What the parts of the stand-in share: which side of the process border runs, how messages cross it, and how
 * everything is forgotten between tests.
 */

const resets: (() => void)[] = [];

/** Registers how one part of the stand-in goes back to how it was at the start. */
export function onReset(reset: () => void): void {
  resets.push(reset);
}

/** Forgets windows, handlers, listeners and everything recorded: Electron as in a new process. */
export function resetElectron(): void {
  for (const reset of resets) reset();
}

const side = new AsyncLocalStorage<StandInFrame | null>();

/** Runs something as a script of this frame, so that ipcRenderer and contextBridge know whose they are. */
export function runInFrame<T>(frame: StandInFrame, run: () => T): T {
  return side.run(frame, run);
}

/** Runs something as the main process, where no frame is current. */
export function runInMain<T>(run: () => T): T {
  return side.run(null, run);
}

/** The frame whose script runs. @throws Error in the main process, where these modules do not exist */
export function currentFrame(): StandInFrame {
  const frame = side.getStore();
  if (!frame) throw new Error('ipcRenderer and contextBridge exist only in a renderer');
  return frame;
}

/** Structured clone, as messages between processes are. @throws Error for functions, symbols, promises, proxies */
export function cloneMessage<T>(value: T): T {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}

/** An event object of Electron: what it says, and a way to prevent what follows. */
export function cancelable<P extends object>(
  params: P,
): P & { preventDefault(): void; readonly defaultPrevented: boolean } {
  let prevented = false;
  return Object.defineProperties(
    {
      ...params,
      preventDefault: () => {
        prevented = true;
      },
      defaultPrevented: false,
    },
    { defaultPrevented: { get: () => prevented } },
  );
}
