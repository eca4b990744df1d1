import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { makeHandles, type ReadHandle, type SqlParams } from './handles.ts';
import { checkVersion, DatabaseRefused } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';

/** A till's database as those see it who must not change it: checks, an auditor. */
export interface ReadOnlyDatabase {
  readonly read: ReadHandle;
  /** Runs a statement on temporary tables; they lie where the system keeps such things, never beside the file. */
  scratch(sql: string, ...params: SqlParams): void;
  /** Everything that `act` reads is of one moment, whatever is written meanwhile. */
  snapshot<T>(act: () => T): T;
  close(): void;
}

/**
 * Opens the file in place. SQLite keeps `-wal` and `-shm` beside it: for files that a till has open anyway.
 * @throws DatabaseRefused when it is of another version, or no till's
 */
export function openReadOnly(path: string, migrations?: readonly Migration[]): ReadOnlyDatabase {
  const connection = new Database(path, { readonly: true, fileMustExist: true });
  try {
    if (checkVersion(connection, migrations) > 0) {
      throw new DatabaseRefused('The database is of an older version: open it once with this program');
    }
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    return readOnlyOver(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The same over a connection that is there already; tests bring one that takes back what they tampered with. */
export function readOnlyOver(connection: Database.Database): ReadOnlyDatabase {
  // What SQLite lacks, and the books are compared by.
  connection.function('sha256', { deterministic: true }, (text: unknown) =>
    createHash('sha256').update(String(text)).digest('hex'),
  );
  const { read } = makeHandles(connection, () => {});
  const statements = new Map<string, Database.Statement<unknown[]>>();
  return {
    read,
    scratch: (sql, ...params) => {
      const statement = statements.get(sql) ?? connection.prepare<unknown[]>(sql);
      statements.set(sql, statement);
      statement.run(...params);
    },
    snapshot: (act) => connection.transaction(act).deferred(),
    close: () => {
      connection.close();
    },
  };
}

/** How often a file that is being written is looked at again before it is read in place. */
const COPY_ROUNDS = 20;

/** A file counts as quiet when nothing was written for so long: finer than any file system's clock. */
const QUIET_MS = 100;

/**
 * Opens a copy of the file and its log, made in a quiet moment: nothing is written beside the original, not even by
 * SQLite. Where there is no quiet moment a till is at work on it, and the file is read in place.
 * @throws DatabaseRefused when it is of another version, or no till's
 */
export async function openCopyToRead(path: string): Promise<ReadOnlyDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-verify-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'till.db');
    if (!(await copyQuietly(path, copy))) {
      remove();
      return openReadOnly(path);
    }
    const opened = openReadOnly(copy);
    const close = (): void => {
      opened.close();
      remove();
    };
    return { ...opened, close };
  } catch (error) {
    remove();
    throw error;
  }
}

async function copyQuietly(path: string, copy: string): Promise<boolean> {
  for (let round = 0; round < COPY_ROUNDS; round++) {
    const before = footprint(path);
    if (Date.now() - before.changedAt >= QUIET_MS || before.changedAt > Date.now()) {
      for (const suffix of ['', '-wal']) {
        rmSync(copy + suffix, { force: true });
        if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
      }
      if (footprint(path).text === before.text) return true;
    }
    await wait(QUIET_MS);
  }
  return false;
}

function footprint(path: string): { readonly text: string; readonly changedAt: number } {
  const files = [path, `${path}-wal`].map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }));
  return {
    text: files.map((file) => (file ? `${file.ino}:${file.size}:${file.mtimeNs}` : 'none')).join(' '),
    changedAt: Math.max(...files.map((file) => Number(file?.mtimeMs ?? 0n))),
  };
}
