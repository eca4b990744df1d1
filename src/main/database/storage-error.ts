import Database from 'better-sqlite3';
import { AppError } from '../../contract/errors.ts';

/** Codes that SQLite gives when there is no room: a full disk, and a file-size limit of the system. */
const NO_ROOM = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE']);

/** Turns SQLite's errors into ours, without SQL or paths in them; anything else stays what it is. */
export function toStorageError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (NO_ROOM.has(error.code)) {
    return new AppError('DISK_FULL', 'The disk is full. Nothing was saved half-way; free some space.', {
      retry: { kind: 'later' },
      cause: error,
    });
  }
  const busy = error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED');
  return new AppError('STORAGE_FAILED', `The database answered ${error.code}`, {
    ...(busy ? { retry: { kind: 'now' } as const } : {}),
    cause: error,
  });
}
