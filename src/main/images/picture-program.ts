import { writeFileSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import { toFileError } from '../files/file-error.ts';
import { IMAGE_KINDS } from './image-kind.ts';
import { PICTURE_ENDS } from './picture-ends.ts';
import { makePicture, UnreadablePicture } from './picture-maker.ts';

/**
 * A program of its own: reads one picture, writes the two sizes, and says by its exit code how it went. Started by
 * picture-runner.ts with the file, its kind, and the two files to write.
 */
async function run([from, sniffed, tileTo, largeTo]: readonly string[]): Promise<number> {
  const kind = IMAGE_KINDS.find((known) => known === sniffed);
  if (!from || !kind || !tileTo || !largeTo) throw new TypeError('FILE KIND TILE LARGE');
  try {
    const { tile, large } = await makePicture(from, kind);
    writeFileSync(tileTo, tile, { flag: 'wx', mode: 0o600 });
    writeFileSync(largeTo, large, { flag: 'wx', mode: 0o600 });
    return PICTURE_ENDS.done;
  } catch (caught) {
    if (caught instanceof UnreadablePicture) return PICTURE_ENDS[caught.fault];
    const error = toFileError(caught);
    if (error instanceof AppError && error.code === 'DISK_FULL') return PICTURE_ENDS.noRoom;
    throw error;
  }
}

// Counted from the end: what stands before our own arguments differs between Node and Electron.
process.exit(await run(process.argv.slice(-4)));
