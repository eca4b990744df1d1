import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { backUp } from './backup.ts';
import { makeHandles, type TillDatabase } from './handles.ts';
import { checkVersion, migrate, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { applyPragmas } from './pragmas.ts';
import { toStorageError } from './storage-error.ts';

export interface OpenOptions {
  /** Told of writes over 40 ms. */
  readonly onSlowWrite?: (durationMs: number) => void;
  /** Tests bring migrations of their own. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens a till's database, or makes it.
 *
 * In this order: a file of a newer program is refused before anything is written; after an unclean exit the
 * file is checked; pending migrations run after a verified backup.
 * @throws DatabaseRefused when the file is newer or foreign; Error when it is damaged
 */
export async function openDatabase(path: string, options: OpenOptions = {}): Promise<TillDatabase> {
  mkdirSync(dirname(path), { recursive: true });
  const uncleanExit = hasLeftoverWal(path);
  if (existsSync(path)) refuseBeforeWriting(path, options.migrations);
  const connection = new Database(path);
  try {
    applyPragmas(connection);
    if (uncleanExit) quickCheck(connection);
    await bringUpToDate(connection, path, options.migrations);
  } catch (error) {
    connection.close();
    throw error;
  }
  return wrap(connection, path, options.onSlowWrite ?? (() => {}));
}

function refuseBeforeWriting(path: string, migrations: readonly Migration[] | undefined): void {
  const peek = new Database(path, { readonly: true });
  try {
    checkVersion(peek, migrations);
  } finally {
    peek.close();
  }
}

async function bringUpToDate(
  connection: Database.Database,
  path: string,
  migrations: readonly Migration[] | undefined,
): Promise<void> {
  const pending = checkVersion(connection, migrations);
  if (pending === 0) return;
  const version = schemaVersion(connection);
  if (version > 0) {
    const folder = join(dirname(path), 'backups');
    mkdirSync(folder, { recursive: true });
    await backUp(connection, join(folder, `before-migration-from-${version}.db`));
  }
  migrate(connection, migrations);
}

function wrap(
  connection: Database.Database,
  path: string,
  onSlowWrite: (durationMs: number) => void,
): TillDatabase {
  const handles = makeHandles(connection, onSlowWrite);
  return {
    path,
    read: handles.read,
    write: (act) => {
      try {
        return handles.write(act);
      } catch (error) {
        throw toStorageError(error);
      }
    },
    copyTo: (target) => backUp(connection, target),
    close: () => {
      connection.close();
    },
  };
}

/** SQLite removes the write-ahead log on a clean close; one that is left tells of a kill or a power cut. */
function hasLeftoverWal(path: string): boolean {
  const wal = `${path}-wal`;
  return existsSync(wal) && statSync(wal).size > 0;
}

function quickCheck(connection: Database.Database): void {
  const answer: unknown = connection.pragma('quick_check', { simple: true });
  if (answer !== 'ok') throw new Error('The database is damaged');
}
