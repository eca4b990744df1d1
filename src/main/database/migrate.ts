import type Database from 'better-sqlite3';
import { MIGRATIONS } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';

/** "TILL" in ASCII: tells our files from any other SQLite database. */
const APPLICATION_ID = 0x54494c4c;

/** The file was made by a newer version of the program, or by another one: left untouched. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

export function schemaVersion(connection: Database.Database): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/**
 * Whether the file may be opened for writing.
 * @returns how many migrations are pending
 * @throws DatabaseRefused when it is newer than this program, or not a till's file
 */
export function checkVersion(
  connection: Database.Database,
  migrations: readonly Migration[] = MIGRATIONS,
): number {
  const version = schemaVersion(connection);
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new DatabaseRefused(
      `The database is of version ${version}, this program knows ${newest}: use the newer program`,
    );
  }
  const tables = Number(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  const applicationId = connection.pragma('application_id', { simple: true });
  if (tables > 0 && applicationId !== APPLICATION_ID) {
    throw new DatabaseRefused('The file is a database of another program');
  }
  return migrations.filter((migration) => migration.version > version).length;
}

/**
 * Brings the schema up to date in one transaction: either all of it is there afterwards, or nothing (DB-8).
 * Foreign keys are not enforced meanwhile, because a table that others refer to can only be rebuilt so; every
 * reference is checked before the commit instead.
 * @throws Error when a reference would lead nowhere
 */
export function migrate(connection: Database.Database, migrations: readonly Migration[] = MIGRATIONS): void {
  const from = schemaVersion(connection);
  connection.pragma('foreign_keys = OFF');
  try {
    connection
      .transaction(() => {
        for (const migration of migrations.filter(({ version }) => version > from)) {
          connection.exec(migration.sql);
          connection.pragma(`user_version = ${migration.version}`);
        }
        connection.pragma(`application_id = ${APPLICATION_ID}`);
        const astray: unknown = connection.pragma('foreign_key_check');
        if (Array.isArray(astray) && astray.length > 0) throw new Error('A reference would lead nowhere');
      })
      .immediate();
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}
