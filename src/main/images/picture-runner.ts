import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../contract/errors.ts';
import type { RunProgram } from '../ports.ts';
import type { ImageKind } from './image-kind.ts';
import { PICTURE_ENDS } from './picture-ends.ts';
import { type MadePicture, UnreadablePicture } from './picture-maker.ts';

/** Far more than a picture of the largest size that is taken needs on a slow machine. */
const TIMEOUT_MS = 60_000;

export interface PictureRunnerParts {
  readonly runProgram: RunProgram;
  /** Where a file may be written for a moment. */
  readonly newPath: () => string;
}

/**
 * Makes each picture in a process of its own. Decoders read bytes of strangers: one that crashes must not take the
 * till along. And what they take is never given back: 20 pictures of 12 megapixels left main with 270 MB more, where
 * 180 MB is all that it may have.
 * @throws UnreadablePicture; AppError DISK_FULL; Error when the program itself is at fault
 */
export async function runPicture(
  { runProgram, newPath }: PictureRunnerParts,
  path: string,
  kind: ImageKind,
): Promise<MadePicture> {
  const tile = newPath();
  const large = newPath();
  try {
    const end = await runProgram(programFile(), [path, kind, tile, large], { timeoutMs: TIMEOUT_MS });
    refuseEnd(end);
    return { tile: await readFile(tile), large: await readFile(large) };
  } finally {
    await rm(tile, { force: true });
    await rm(large, { force: true });
  }
}

function refuseEnd(end: number | null): void {
  if (end === PICTURE_ENDS.done) return;
  if (end === PICTURE_ENDS.dimensions) throw new UnreadablePicture('dimensions');
  if (end === PICTURE_ENDS.noRoom) throw new AppError('DISK_FULL', 'The disk is full. Nothing was saved.');
  if (end === PICTURE_ENDS.uncaught) throw new Error('The program that makes pictures does not work');
  throw new UnreadablePicture('broken');
}

/** From source it lies beside this file; built, beside the entry, and this file may be in a chunk below it. */
function programFile(): string {
  const places = ['./picture-program.ts', './picture-program.js', '../picture-program.js'];
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));
  if (!found) throw new Error('The program that makes pictures is missing');
  return fileURLToPath(found);
}
