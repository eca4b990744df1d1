import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { damageTable } from '../../../test/builders/damage.ts';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';
import { openDatabase } from './open-database.ts';

/** The version that the program makes today. */
const TODAY = MIGRATIONS.at(-1)?.version ?? 0;
const BACKUP = `before-migration-from-${TODAY}.db`;

const addNote: Migration = {
  version: TODAY + 10,
  name: 'note',
  sql: "ALTER TABLE setting ADD COLUMN note TEXT; UPDATE setting SET note = 'was ' || value; CREATE INDEX setting_note ON setting (note);",
};
const failsHalfway: Migration = {
  version: TODAY + 20,
  name: 'fails',
  sql: "CREATE TABLE half (id INTEGER); UPDATE setting SET value = 'changed'; INSERT INTO no_such_table VALUES (1);",
};

/** A database of today's version with a row in it, closed. */
async function filledDatabase(): Promise<string> {
  const path = join(temporaryFolder(), 'till.db');
  const database = await openDatabase(path);
  database.write((db) => db.runOne("INSERT INTO setting (key, value) VALUES ('storeName', 'Shop')"));
  database.close();
  return path;
}

/** Schema, rows and version of a file, read by a plain connection. */
function contentOf(path: string): unknown {
  const file = new Database(path, { readonly: true });
  try {
    return {
      version: schemaVersion(file),
      schema: file.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all(),
      settings: file.prepare('SELECT * FROM setting ORDER BY key').all(),
      check: file.pragma('integrity_check', { simple: true }),
    };
  } finally {
    file.close();
  }
}

const backups = (path: string): readonly string[] => {
  const folder = join(dirname(path), 'backups');
  return existsSync(folder) ? readdirSync(folder) : [];
};

test('the migrations of the program are numbered upwards in tens, each once, each with a name', () => {
  const versions = MIGRATIONS.map(({ version }) => version);
  expect(versions[0]).toBe(10);
  for (const [index, version] of versions.entries()) {
    expect(version % 10).toBe(0);
    expect(version).toBeGreaterThan(versions[index - 1] ?? 0);
  }
  for (const { name } of MIGRATIONS) expect(name).toMatch(/^[a-z][a-z-]+$/);
});

describe('DB-8 migrating', () => {
  test('brings real rows along, in one step or in several, with the old file kept beside', async () => {
    const path = await filledDatabase();
    const before = contentOf(path);
    const database = await openDatabase(path, { migrations: [...MIGRATIONS, addNote] });
    expect(database.read.all('SELECT key, value, note FROM setting')).toEqual([
      { key: 'storeName', value: 'Shop', note: 'was Shop' },
    ]);
    database.close();
    expect(contentOf(path)).toMatchObject({ version: TODAY + 10, check: 'ok' });
    expect(backups(path)).toEqual([BACKUP]);
    expect(contentOf(join(dirname(path), 'backups', BACKUP))).toEqual(before);
  });

  test('runs once: the next opening changes nothing and makes no backup', async () => {
    const path = await filledDatabase();
    (await openDatabase(path)).close();
    expect(backups(path)).toEqual([]);
    const migrations = [...MIGRATIONS, addNote];
    (await openDatabase(path, { migrations })).close();
    const migrated = contentOf(path);
    (await openDatabase(path, { migrations })).close();
    expect(contentOf(path)).toEqual(migrated);
  });

  test('that fails half-way leaves the old version whole, and the backup', async () => {
    const path = await filledDatabase();
    const before = contentOf(path);
    const migrations = [...MIGRATIONS, addNote, failsHalfway];
    await expect(openDatabase(path, { migrations })).rejects.toThrow('no_such_table');
    expect(contentOf(path)).toEqual(before);
    expect(contentOf(join(dirname(path), 'backups', BACKUP))).toEqual(before);
    const database = await openDatabase(path);
    expect(database.read.all('SELECT key, value FROM setting')).toEqual([
      { key: 'storeName', value: 'Shop' },
    ]);
    database.close();
  });

  test('a new file needs no backup, and the first migration that fails leaves it empty', async () => {
    const path = join(temporaryFolder(), 'till.db');
    await expect(openDatabase(path, { migrations: [failsHalfway] })).rejects.toThrow();
    expect(backups(path)).toEqual([]);
    const database = await openDatabase(path);
    expect(database.read.all('SELECT * FROM setting')).toEqual([]);
    database.close();
  });

  test('a damaged file is not migrated: its backup does not pass the check', async () => {
    const path = await filledDatabase();
    damageTable(path, 'outbox');
    await expect(openDatabase(path, { migrations: [...MIGRATIONS, addNote] })).rejects.toThrow(
      /damaged|malformed/,
    );
    expect(backups(path)).toEqual([]);
    const file = new Database(path, { readonly: true });
    expect(schemaVersion(file)).toBe(TODAY);
    file.close();
  });
});
