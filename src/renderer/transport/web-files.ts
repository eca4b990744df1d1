import type { Envelope } from '../../contract/envelope.ts';
import { FILE_ENDINGS, FILE_LIMITS } from '../../contract/file-kinds.ts';
import type { FilePurpose, FileTransport } from './transport.ts';
import { MainUnreachable } from './transport.ts';
import { readEnvelope, type WebCall } from './web-calls.ts';

/** The browser's own dialogs; replaced in tests. */
export interface FileDoors {
  /** Null where the person chose none. */
  choose(accept: string): Promise<File | null>;
  /** Gives bytes to the person as a file. */
  hand(bytes: Blob, name: string): void;
}

/** Files over the loopback host: sent as they are, fetched with the token and handed on by the browser. */
export function createWebFiles(call: WebCall, doors: FileDoors): FileTransport {
  const send = async (file: File, purpose: FilePurpose): Promise<unknown> => {
    if (file.size > FILE_LIMITS[purpose]) return TOO_LARGE;
    const asked = new URLSearchParams({ name: file.name, purpose });
    return readEnvelope(await call(`/upload?${asked}`, { method: 'POST', body: file }));
  };
  return {
    pick: async (purpose) => {
      const file = await doors.choose(FILE_ENDINGS[purpose].map((ending) => `.${ending}`).join(','));
      return file === null ? NONE_CHOSEN : await send(file, purpose);
    },
    send,
    save: async ({ handle, name }) => {
      const response = await call(`/download/${handle}`, {});
      if (!response.ok) return readEnvelope(response);
      doors.hand(await readBytes(response), name);
      return HANDED;
    },
  };
}

function readBytes(response: Response): Promise<Blob> {
  return response.blob().catch((cause: unknown) => {
    throw new MainUnreachable('The file broke off', { cause });
  });
}

const NONE_CHOSEN: Envelope = { ok: true, value: null };

const HANDED: Envelope = { ok: true, value: { saved: true } };

/** Said before a single byte is sent: main would only drop them. */
const TOO_LARGE: Envelope = {
  ok: false,
  error: {
    code: 'FILE_TOO_LARGE',
    category: 'invalid',
    message: 'The file is larger than what is taken in',
    correlationId: '',
  },
};
