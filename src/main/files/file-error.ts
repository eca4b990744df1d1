import { AppError } from '../../contract/errors.ts';

/** What the system says when there is no room: a full disk, a user's share, a limit on a file's size. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What it says of a file that is not there for us, or whose sender has gone in the middle. */
const ABSENT = new Set([
  'ENOENT',
  'EACCES',
  'EPERM',
  'EISDIR',
  'ENOTDIR',
  'ELOOP',
  'ECONNRESET',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Turns the system's errors about files into ours, without a path in them; anything else stays what it is. */
export function toFileError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === null || error instanceof AppError) return error;
  if (NO_ROOM.has(code)) {
    return new AppError('DISK_FULL', 'The disk is full. Nothing was saved half-way; free some space.', {
      retry: { kind: 'later' },
      cause: error,
    });
  }
  if (ABSENT.has(code)) {
    return new AppError('FILE_NOT_FOUND', `The file cannot be reached: ${code}`, { cause: error });
  }
  return new AppError('STORAGE_FAILED', `The system answered ${code}`, { cause: error });
}

/** The same for a place that a person chose to save to: what cannot be reached there is the place. */
export function toSavingError(error: unknown): unknown {
  const known = toFileError(error);
  if (!(known instanceof AppError) || known.code !== 'FILE_NOT_FOUND') return known;
  return new AppError('STORAGE_FAILED', `Nothing can be saved there: ${codeOf(error)}`, { cause: error });
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return error.code;
}
