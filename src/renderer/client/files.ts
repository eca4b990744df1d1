import type { PickedFile } from '../../contract/views.ts';
import type { FilePurpose, FileTransport } from '../transport/transport.ts';
import { readReply } from './client.ts';
import { RequestError } from './request-error.ts';

/**
 * Files in and out, typed. Each throws RequestError when main refuses (FILE_TOO_LARGE, FILE_NOT_FOUND, FORBIDDEN,
 * DISK_FULL, …), and MainUnreachable, AccessRefused from the transport.
 */
export interface Files {
  /** Lets the person choose a file; null where they chose none. Call it in the tap that asks for it. */
  pick(purpose: FilePurpose): Promise<PickedFile | null>;
  /** Whether `send` works: where it does not, offer no place to drop files on. */
  readonly takesDrops: boolean;
  /** Brings in a file that was dropped on the page. */
  send(file: File, purpose: FilePurpose): Promise<PickedFile>;
  /** Hands a result to the person. @returns false where they changed their mind; a browser does not tell */
  save(file: PickedFile): Promise<boolean>;
}

export function createFiles(transport: FileTransport): Files {
  return {
    pick: async (purpose) => readReply('file.pick', await transport.pick(purpose)),
    takesDrops: transport.send !== null,
    send: async (file, purpose) => {
      const picked = transport.send && readReply('file.pick', await transport.send(file, purpose));
      if (!picked) throw new RequestError(NOT_HERE);
      return picked;
    },
    save: async (file) => readReply('file.save', await transport.save(file)).saved,
  };
}

const NOT_HERE = {
  code: 'NOT_FOUND',
  category: 'not_found',
  message: 'Files are chosen here, not dropped',
  correlationId: '',
} as const;
