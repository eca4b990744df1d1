import { contextBridge, ipcRenderer } from 'electron';
import type { Approval, Envelope } from '../contract/envelope.ts';
import type { TillEvent } from '../contract/events.ts';

/** The same two names stand in main/hosts/electron/channels.ts, which nothing here may import. */
const REQUEST_CHANNEL = 'tillink:request';
const EVENT_CHANNEL = 'tillink:event';

/** All that the page gets of Electron: `window.tillink`. */
export interface TillinkBridge {
  /** Answers with an envelope and never rejects. Both ends parse; nothing is checked in between. */
  request(op: string, input: unknown, approval?: Approval): Promise<Envelope>;
  /** Events from now on, in order; the answer unsubscribes. */
  subscribe(listener: (event: TillEvent) => void): () => void;
}

/** What cannot even be sent (a function, a symbol), or main going away in mid-flight. */
const UNDELIVERED: Envelope = {
  ok: false,
  error: {
    code: 'INTERNAL',
    category: 'internal',
    message: 'The request could not be delivered',
    correlationId: 'preload',
  },
};

async function request(op: string, input: unknown, approval?: Approval): Promise<Envelope> {
  try {
    return await ipcRenderer.invoke(REQUEST_CHANNEL, approval ? { op, input, approval } : { op, input });
  } catch {
    return UNDELIVERED;
  }
}

function subscribe(listener: (event: TillEvent) => void): () => void {
  // Electron's own event object carries `sender`, a way around this bridge: it stops here.
  const forward = (_electronEvent: unknown, event: TillEvent): void => listener(event);
  ipcRenderer.on(EVENT_CHANNEL, forward);
  return () => {
    ipcRenderer.removeListener(EVENT_CHANNEL, forward);
  };
}

/** Puts `window.tillink` into the page. */
export function exposeBridge(): void {
  const bridge: TillinkBridge = { request, subscribe };
  contextBridge.exposeInMainWorld('tillink', bridge);
}
