import { randomUUID } from 'node:crypto';
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type Envelope, REQUEST_MAX_BYTES } from '../../../contract/envelope.ts';
import { ERROR_CODES, type ErrorCode } from '../../../contract/errors.ts';
import type { TillEvent } from '../../../contract/events.ts';
import type { Logger } from '../../ports.ts';
import type { Till } from '../../till.ts';
import { isAppAddress } from './app-address.ts';
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './channels.ts';
import type { TillWindows } from './window.ts';
import { toWireText } from './wire-text.ts';

export interface IpcParts {
  readonly till: Pick<Till, 'dispatch' | 'subscribe'>;
  readonly windows: Pick<TillWindows, 'all' | 'owns'>;
  readonly log: Logger;
}

/**
 * Joins the page and the till: one channel for requests, one for events, one check of the sender (SEC-4).
 * @returns stops both
 */
export function serveIpc(parts: IpcParts): () => void {
  ipcMain.handle(REQUEST_CHANNEL, (event, request: unknown) => answer(parts, event, request));
  const unsubscribe = parts.till.subscribe((event) => tellWindows(parts, event));
  return () => {
    unsubscribe();
    ipcMain.removeHandler(REQUEST_CHANNEL);
  };
}

/** Answers with an envelope whatever the value is and whoever sent it; never throws. */
async function answer(parts: IpcParts, event: IpcMainInvokeEvent, request: unknown): Promise<Envelope> {
  if (!isFromOurPage(event, parts.windows)) {
    parts.log.warn('A request that did not come from the till’s own page was refused');
    return refusal('FORBIDDEN', 'Only the till’s own page may ask');
  }
  const wire = toWireText(request, REQUEST_MAX_BYTES);
  if (wire.kind === 'too_large') return refusal('REQUEST_TOO_LARGE', 'The request is too large');
  if (wire.kind === 'not_json') return refusal('INVALID_INPUT', 'The request is not JSON');
  try {
    return await parts.till.dispatch(JSON.parse(wire.text), `window-${event.sender.id}`);
  } catch {
    parts.log.error('The dispatcher threw, which it never should');
    return refusal('INTERNAL', 'Something went wrong inside the till');
  }
}

/**
 * Whether a message comes from the main frame of a window that we made, while it shows our page. Fails closed: a
 * frame that is gone, or whose properties throw because it is going, is not ours.
 */
function isFromOurPage(event: IpcMainInvokeEvent, windows: Pick<TillWindows, 'owns'>): boolean {
  try {
    const frame = event.senderFrame;
    if (!frame || frame.isDestroyed() || frame.detached) return false;
    return windows.owns(event.sender) && frame === event.sender.mainFrame && isAppAddress(frame.url);
  } catch {
    return false;
  }
}

function tellWindows(parts: IpcParts, event: TillEvent): void {
  for (const { webContents } of parts.windows.all()) {
    try {
      if (!webContents.isCrashed()) webContents.send(EVENT_CHANNEL, event);
    } catch {
      // A window that dies while it is told must not stop the till; the page asks again when it is back.
      parts.log.warn('A window could not be told of an event', { event: event.name });
    }
  }
}

function refusal(code: ErrorCode, message: string): Envelope {
  return { ok: false, error: { code, category: ERROR_CODES[code], message, correlationId: randomUUID() } };
}
