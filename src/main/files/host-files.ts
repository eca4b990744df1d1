import type { Envelope } from '../../contract/envelope.ts';
import { AppError } from '../../contract/errors.ts';
import { fileHandleSchema } from '../../contract/exchange.ts';
import { operations } from '../../contract/operations.ts';
import type { PickedFile } from '../../contract/views.ts';
import type { ActAs } from '../dispatcher.ts';
import { readImage } from '../images/image-files.ts';
import type { FileDesk, OpenedFile } from './file-desk.ts';

/** A file that a page sends, as the host has understood the request. */
export interface Upload {
  /** The window or tab, as the host names it. */
  readonly client: string;
  readonly name: string;
  /** As the page says it; checked here. */
  readonly purpose: string;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** What a host carries beside requests: bytes. Each answers with an envelope and never rejects. */
export interface HostFiles {
  /** In place of `file.pick`, for its role. What is left of the stream after a failure is the host's to drop. */
  receive(upload: Upload): Promise<Envelope<PickedFile>>;
  /** In place of `file.save`, for its role. The host reads the file at once: it may be released at any time. */
  download(client: string, handle: string): Promise<Envelope<OpenedFile>>;
  /** A WebP picture of the catalogue in use, for everybody; null for whatever is not the name of one. */
  image(name: string): Promise<Buffer | null>;
}

export interface HostFilesParts {
  readonly desk: FileDesk;
  readonly actAs: ActAs;
  /** Of the mode in use; null before there is one. */
  readonly imagesFolder: () => string | null;
}

export function createHostFiles({ desk, actAs, imagesFolder }: HostFilesParts): HostFiles {
  const refuseEarly = (): void => {
    if (imagesFolder() === null)
      throw new AppError('NOT_SET_UP', 'Choose the demo or connect an account first');
  };
  return {
    receive: ({ client, name, purpose, stream }) =>
      actAs('file.pick', client, () => {
        refuseEarly();
        const parsed = operations['file.pick'].input.safeParse({ purpose });
        if (parsed.success) return desk.receive(stream, name, parsed.data.purpose);
        throw new AppError('INVALID_INPUT', 'A file is sent for one purpose', {
          details: { field: 'purpose' },
        });
      }),
    download: (client, handle) =>
      actAs('file.save', client, () => {
        refuseEarly();
        const parsed = fileHandleSchema.safeParse(handle);
        if (parsed.success) return desk.open(parsed.data, 'download');
        throw new AppError('FILE_NOT_FOUND', 'There is no such file any more');
      }),
    image: async (name) => {
      const folder = imagesFolder();
      return folder === null ? null : await readImage(folder, name);
    },
  };
}
