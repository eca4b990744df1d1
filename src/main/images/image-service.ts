import { open } from 'node:fs/promises';
import { AppError } from '../../contract/errors.ts';
import type { ProductImage } from '../../domain/product.ts';
import { toSavingError } from '../files/file-error.ts';
import type { FileDesk } from '../files/file-desk.ts';
import { createTurns } from '../in-turn.ts';
import type { Logger, RunProgram } from '../ports.ts';
import { imageExists, keepImage, removeImages } from './image-files.ts';
import { type ImageKind, SNIFF_BYTES, sniffImage } from './image-kind.ts';
import { UnreadablePicture } from './picture-maker.ts';
import { runPicture } from './picture-runner.ts';

/** The pictures of products: taken in once, cut to the sizes that are shown, kept by their content. */
export interface ImageService {
  /**
   * Makes an image of a file that was brought in for it; the file is used up. The same picture is the same image.
   * @throws AppError FILE_NOT_FOUND; IMAGE_UNREADABLE with `details.reason`; DISK_FULL, STORAGE_FAILED
   */
  take(handle: string): Promise<ProductImage>;
  /** Whether an image is there; for a product that is about to name it. */
  exists(name: string): boolean;
  /**
   * Removes what no product names, neither in the catalogue in use nor in the one that an undo goes back to. Images
   * taken in this run stay: an editor may be open that has not saved them yet.
   * @returns how many files were removed
   */
  sweep(isUsed: (name: string) => boolean): Promise<number>;
}

export interface ImageParts {
  /** Of the mode: `imagesFolder`. */
  readonly folder: string;
  readonly desk: Pick<FileDesk, 'open' | 'release' | 'newPath'>;
  readonly runProgram: RunProgram;
  readonly logger: Logger;
}

export function createImages({ folder, desk, runProgram, logger }: ImageParts): ImageService {
  const { newPath } = desk;
  // One picture at a time: the memory of one is the memory of all.
  const inTurn = createTurns();
  const taken = new Set<string>();
  const keep = async (bytes: Buffer): Promise<string> => {
    const name = await keepImage(folder, bytes).catch((error: unknown) => {
      throw toSavingError(error);
    });
    taken.add(name);
    return name;
  };
  const take = async (handle: string): Promise<ProductImage> => {
    const { path } = desk.open(handle, 'image');
    try {
      const kind = await kindOf(path);
      const { tile, large } = await runPicture({ runProgram, newPath }, path, kind).catch(refuse);
      return { tile: await keep(tile), large: await keep(large) };
    } finally {
      desk.release(handle);
    }
  };
  return {
    take: (handle) => inTurn(() => take(handle)),
    exists: (name) => {
      const isThere = imageExists(folder, name);
      // Of an editor that was open over a restart: a sweep under way has not seen the product that is saved now.
      if (isThere) taken.add(name);
      return isThere;
    },
    sweep: (isUsed) =>
      inTurn(async () => {
        const removed = await removeImages(folder, (name) => taken.has(name) || isUsed(name));
        if (removed > 0) logger.info('Images without a product were removed', { removed });
        return removed;
      }),
  };
}

/** @throws AppError IMAGE_UNREADABLE with the kind that it is instead */
async function kindOf(path: string): Promise<ImageKind> {
  const { taken, kind } = sniffImage(await readHead(path));
  if (taken) return kind;
  throw unreadable(kind, 'Only JPEG, PNG and WebP pictures are taken');
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuse(error: unknown): never {
  if (!(error instanceof UnreadablePicture)) throw error;
  throw unreadable(error.fault, 'The picture cannot be read', error);
}

function unreadable(reason: string, message: string, cause?: unknown): AppError {
  return new AppError('IMAGE_UNREADABLE', message, { details: { reason }, cause });
}
