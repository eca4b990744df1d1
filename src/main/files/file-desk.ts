import { copyFileSync, createReadStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { FILE_LIMITS } from '../../contract/file-kinds.ts';
import type { PickedFile } from '../../contract/views.ts';
import type { IdSource, Logger } from '../ports.ts';
import { toFileError, toSavingError } from './file-error.ts';
import { cleanFileName } from './file-name.ts';

/** What a file was brought in for. Nothing opens it for anything else. */
export type IncomingPurpose = 'import' | 'image';

/** `download`: a result that waits to be saved by the person who asked for it. */
export type FilePurpose = IncomingPurpose | 'download';

/** How many of a purpose are kept, those that are still coming in included; the oldest makes room. */
export const FILES_KEPT: Readonly<Record<FilePurpose, number>> = { import: 4, image: 12, download: 8 };

/** A file on the desk, to be read. */
export interface OpenedFile {
  readonly path: string;
  /** As a person may read it. */
  readonly name: string;
  readonly sizeBytes: number;
}

/**
 * Where files lie that cross the border of the till (SEC-4): the page knows them by handles that nobody guesses, main
 * by paths in a folder of its own. In memory and for this run alone: the folder is emptied at start and at close.
 */
export interface FileDesk {
  /**
   * Takes in a file while it comes. What is left of the stream after a failure is the caller's to drop.
   * @throws AppError FILE_TOO_LARGE as soon as it is, DISK_FULL, STORAGE_FAILED; FILE_NOT_FOUND when others made it go
   */
  receive(stream: AsyncIterable<Uint8Array>, name: string, purpose: IncomingPurpose): Promise<PickedFile>;
  /**
   * Takes in a copy of a file of this machine: what a person chose may be changed, or unplugged, a minute later.
   * @throws AppError FILE_NOT_FOUND, and those of `receive`
   */
  take(path: string, purpose?: IncomingPurpose): Promise<PickedFile>;
  /** @throws AppError FILE_NOT_FOUND: never there, gone, still coming in, or here for something else */
  open(handle: string, purpose?: FilePurpose): OpenedFile;
  /** Where a result may be written before it is offered. */
  newPath(): string;
  /**
   * Lays out a result to be saved. The file is the desk's from here on: it is moved into the folder.
   * @throws AppError FILE_NOT_FOUND, DISK_FULL, STORAGE_FAILED
   */
  offer(path: string, name: string): PickedFile;
  /** Removes a file; one that is not there already is. */
  release(handle: string): void;
  close(): void;
}

export interface FileDeskParts {
  /** Only for this: whatever lies in it is removed. */
  readonly folder: string;
  readonly ids: IdSource;
  readonly logger: Logger;
}

interface Entry extends OpenedFile {
  readonly purpose: FilePurpose;
  /** All of it is there. */
  readonly whole: boolean;
}

/** Opens the desk on a folder that is emptied first. */
export function openFileDesk({ folder, ids, logger }: FileDeskParts): FileDesk {
  // In the order in which they came.
  const entries = new Map<string, Entry>();
  empty(folder, logger);

  const newHandle = (): string => Buffer.from(ids.randomBytes(16)).toString('hex');
  const newPath = (): string => {
    // Made when it is needed: a disk that is full at start must not keep the till from opening.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return join(folder, ids.newId());
  };
  const release = (handle: string): void => {
    const entry = entries.get(handle);
    if (!entry) return;
    entries.delete(handle);
    remove(entry.path, logger);
  };
  const makeRoom = (purpose: FilePurpose): void => {
    const same = [...entries].filter(([, entry]) => entry.purpose === purpose);
    const spare = same.length - FILES_KEPT[purpose];
    for (const [handle] of same.slice(0, Math.max(0, spare))) release(handle);
  };
  const lay = (handle: string, entry: Entry): PickedFile => {
    entries.set(handle, entry);
    makeRoom(entry.purpose);
    return { handle, name: entry.name, sizeBytes: entry.sizeBytes };
  };
  const receive: FileDesk['receive'] = async (stream, given, purpose) => {
    const handle = newHandle();
    const path = inFolder(newPath);
    const coming = { path, name: cleanFileName(given), sizeBytes: 0, purpose, whole: false };
    lay(handle, coming);
    try {
      const sizeBytes = await write(stream, coming.path, {
        limit: FILE_LIMITS[purpose],
        wanted: () => entries.has(handle),
      });
      const whole = { ...coming, sizeBytes, whole: true };
      entries.set(handle, whole);
      return { handle, name: whole.name, sizeBytes };
    } catch (error) {
      release(handle);
      remove(coming.path, logger);
      throw toFileError(error);
    }
  };

  return {
    receive,
    take: async (path, purpose = 'import') => {
      const { size } = await stat(path)
        .catch(() => null)
        .then(asFile);
      if (size > FILE_LIMITS[purpose]) throw tooLarge(FILE_LIMITS[purpose]);
      return await receive(createReadStream(path), basename(path), purpose);
    },
    open: (handle, purpose = 'import') => {
      const entry = entries.get(handle);
      if (!entry?.whole || entry.purpose !== purpose) throw notFound();
      return { path: entry.path, name: entry.name, sizeBytes: entry.sizeBytes };
    },
    newPath,
    offer: (path, given) => {
      const { size } = asFile(statSync(path, { throwIfNoEntry: false }) ?? null);
      const inside = dirname(path) === folder ? path : inFolder(newPath);
      if (inside !== path) move(path, inside);
      const name = cleanFileName(given);
      return lay(newHandle(), { path: inside, name, sizeBytes: size, purpose: 'download', whole: true });
    },
    release,
    close: () => {
      entries.clear();
      empty(folder, logger);
    },
  };
}

/** @throws AppError DISK_FULL, STORAGE_FAILED where there can be no folder */
function inFolder(newPath: () => string): string {
  try {
    return newPath();
  } catch (error) {
    throw toSavingError(error);
  }
}

interface WriteOptions {
  /** In bytes. */
  readonly limit: number;
  /** Whether anybody still waits for it. */
  readonly wanted: () => boolean;
}

/** @returns how many bytes there are */
async function write(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  { limit, wanted }: WriteOptions,
): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      if (!wanted()) throw notFound();
      await writeWhole(file, chunk);
    }
    if (!wanted()) throw notFound();
    return size;
  } finally {
    await file.close();
  }
}

/** A disk that is nearly full takes a part and says so; the next try then fails as it should. */
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let at = 0;
  while (at < chunk.byteLength) {
    const { bytesWritten } = await file.write(chunk, at);
    at += bytesWritten;
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw toFileError(error);
    copyAcross(from, to);
  }
}

/** Another disk: what cannot be renamed is copied, and the first one goes. */
function copyAcross(from: string, to: string): void {
  try {
    copyFileSync(from, to);
    rmSync(from, { force: true });
  } catch (error) {
    rmSync(to, { force: true });
    throw toFileError(error);
  }
}

/** Folders, devices and pipes are no files: reading one may never end. */
function asFile<T extends { isFile(): boolean }>(found: T | null): T {
  if (!found?.isFile()) throw notFound();
  return found;
}

function empty(folder: string, logger: Logger): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 2 });
  } catch (error) {
    logger.warn('The folder of files could not be emptied', { error: String(error) });
  }
}

/** Where a program still reads it, some systems keep a file; the next start removes it. */
function remove(path: string, logger: Logger): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    logger.warn('A file could not be removed', { error: String(error) });
  }
}

function tooLarge(limit: number): AppError {
  return new AppError('FILE_TOO_LARGE', `The file is larger than ${limit / 1_000_000} MB`, {
    details: { limitBytes: String(limit) },
  });
}

function notFound(): AppError {
  return new AppError('FILE_NOT_FOUND', 'There is no such file any more');
}
