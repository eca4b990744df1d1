import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { flush } from './flush.ts';
import { makeWriteHandle, type WriteHandle } from './handles.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';

/** A file that is being made, and that nobody reads before it is whole. */
export interface BulkFile {
  readonly db: WriteHandle;
  /** Makes another file's tables readable as `<name>.<table>`. */
  attach(path: string, name: string): void;
  detach(name: string): void;
  /** Takes the indexes that are not part of a table away, and makes them again: faster than keeping them up. */
  withoutIndexes(act: () => void): void;
  /** The file is whole and on the disk. */
  finish(): void;
  /** Removes what has been made. */
  abandon(): void;
}

/** So many KiB of pages in memory while a file is made. */
const CACHE_KIB = 24_576;

/**
 * Makes a new file for writing very much at once: nothing is logged and nothing synchronised before `finish`, so a
 * file of a program that died is worthless. Whoever makes one gives it its name afterwards, by renaming.
 */
export function makeBulkFile(path: string, migrations: readonly Migration[]): BulkFile {
  rmSync(path, { force: true });
  const connection = new Database(path);
  // Of this file only: a file that is attached is in use elsewhere.
  connection.pragma('main.journal_mode = OFF');
  connection.pragma('main.synchronous = OFF');
  connection.pragma('main.locking_mode = EXCLUSIVE');
  connection.pragma(`cache_size = -${CACHE_KIB}`);
  connection.pragma('temp_store = FILE');
  connection.pragma('trusted_schema = OFF');
  const abandon = (): void => {
    connection.close();
    rmSync(path, { force: true });
  };
  try {
    migrate(connection, migrations);
  } catch (error) {
    abandon();
    throw error;
  }
  connection.pragma('foreign_keys = OFF');
  const begin = (): void => void connection.exec('BEGIN');
  const commit = (): void => void connection.exec('COMMIT');
  begin();
  // ATTACH is refused inside of a transaction.
  const between = (sql: string, ...values: string[]): void => {
    commit();
    connection.prepare(sql).run(...values);
    begin();
  };
  return {
    db: makeWriteHandle(connection),
    attach: (file, name) => between(`ATTACH ? AS ${name}`, file),
    detach: (name) => between(`DETACH ${name}`),
    withoutIndexes: (act) => {
      const indexes = connection
        .prepare<[], { name: string; sql: string }>(
          `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`,
        )
        .all();
      for (const { name } of indexes) connection.exec(`DROP INDEX ${name}`);
      act();
      for (const { sql } of indexes) connection.exec(sql);
    },
    finish: () => {
      commit();
      const astray: unknown = connection.pragma('foreign_key_check');
      if (Array.isArray(astray) && astray.length > 0) throw new Error('A reference would lead nowhere');
      connection.close();
      flush(path);
      flush(dirname(path));
    },
    abandon,
  };
}
