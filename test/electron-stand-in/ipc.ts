import { EventEmitter } from 'node:events';
import type { StandInFrame, StandInWebContents } from './web-contents.ts';
import { cancelable, cloneMessage, currentFrame, onReset, runInMain } from './world.ts';

/** Who sent a message, as main sees it. Tests of hostile senders make their own. */
export interface Sender {
  readonly sender: StandInWebContents;
  readonly senderFrame: StandInFrame | null | undefined;
}

type Handler = (event: never, ...args: never[]) => unknown;

const handlers = new Map<string, Handler>();

class StandInIpcMain extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    handlers.delete(channel);
  }

  /** Which channels a page could reach. */
  channels(): readonly string[] {
    return [...handlers.keys(), ...this.eventNames().map(String)];
  }
}

export const ipcMain = new StandInIpcMain();

/**
 * Delivers an invocation to main as if it came from this sender.
 * @throws Error as the renderer's promise would reject: not cloneable, no handler, a handler that threw
 */
export async function invokeAs(from: Sender, channel: string, ...args: unknown[]): Promise<unknown> {
  const cloned = cloneMessage(args);
  await Promise.resolve();
  const handler = handlers.get(channel);
  const event = invokeEvent(from);
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return cloneMessage(await runInMain(() => Reflect.apply(handler, undefined, [event, ...cloned])));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
  }
}

/** A getter that throws must be met by whoever reads it, so the sender's own properties are kept as they are. */
function invokeEvent(from: Sender): object {
  const event = cancelable({ type: 'frame', processId: 1, frameId: 1 });
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(from));
}

/** ipcRenderer of whichever renderer runs; each frame has its own listeners. */
export const ipcRenderer = {
  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const frame = currentFrame();
    return invokeAs({ sender: frame.contents, senderFrame: frame }, channel, ...args);
  },
  on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): void {
    currentFrame().messages.on(channel, listener);
  },
  removeListener(channel: string, listener: (event: unknown, ...args: unknown[]) => void): void {
    currentFrame().messages.removeListener(channel, listener);
  },
};

onReset(() => {
  handlers.clear();
  ipcMain.removeAllListeners();
});
