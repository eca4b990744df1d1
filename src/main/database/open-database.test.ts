import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { startScript } from '../../../test/builders/child-script.ts';
import { damageTable } from '../../../test/builders/damage.ts';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import type { TillDatabase } from './handles.ts';
import { DatabaseRefused } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { openDatabase } from './open-database.ts';
import { applyPragmas, readPragmas } from './pragmas.ts';

/** The version that the program makes today. */
const TODAY = MIGRATIONS.at(-1)?.version ?? 0;
const WRITER = join(import.meta.dirname, '../../../test/builders/acknowledging-writer.ts');

/** What the documents promise, read with SQL of the test's own. */
const PROMISED = {
  busy_timeout: 250,
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
};

function settingsOf(database: TillDatabase): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.keys(PROMISED).map((name) => {
      const row = database.read.get<Record<string, unknown>>(`PRAGMA ${name}`) ?? {};
      return [name, Object.values(row)[0]];
    }),
  );
}

describe('DB-1 the settings of a connection', () => {
  test('are what is promised in a new file, and again after reopening', async () => {
    const path = join(temporaryFolder(), 'folder', 'till.db');
    for (let opening = 0; opening < 3; opening++) {
      const database = await openDatabase(path);
      expect(settingsOf(database)).toEqual(PROMISED);
      database.close();
    }
  });

  test('the control: a reopened file without them would run with synchronous=NORMAL', async () => {
    const path = join(temporaryFolder(), 'till.db');
    (await openDatabase(path)).close();
    const plain = new Database(path);
    plain.prepare('SELECT count(*) FROM sqlite_schema').get();
    expect(plain.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(plain.pragma('synchronous', { simple: true })).toBe(1);
    applyPragmas(plain);
    expect(readPragmas(plain)).toEqual(PROMISED);
    plain.close();
  });

  test('a connection that does not take one is refused, by name', () => {
    const memory = new Database(':memory:');
    expect(() => applyPragmas(memory)).toThrow('journal_mode');
    memory.close();
  });

  test('foreign keys hold', async () => {
    const database = await openDatabase(join(temporaryFolder(), 'till.db'));
    const orphan = (): number =>
      database.write((db) =>
        db.run(`INSERT INTO product (id, name, sort_name, category_id, unit, unit_amount_minor, favourite, active)
                VALUES ('p', 'p', 'p', 'no such category', 'piece', 1, 0, 1)`),
      );
    expect(orphan).toThrow('SQLITE_CONSTRAINT_FOREIGNKEY');
    database.close();
  });
});

describe('files that are not ours to open', () => {
  test.each([
    ['of a newer program', `PRAGMA user_version = ${TODAY + 10}`],
    ['of another program', 'PRAGMA application_id = 0; CREATE TABLE IF NOT EXISTS note (text TEXT)'],
  ])('DB-8 a database %s is refused and left as it is, to the byte', async (_, sql) => {
    const path = join(temporaryFolder(), 'till.db');
    (await openDatabase(path)).close();
    const foreign = new Database(path);
    foreign.exec(sql);
    foreign.close();
    const before = readFileSync(path);
    await expect(openDatabase(path)).rejects.toThrow(DatabaseRefused);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a foreign SQLite file in the old journal mode stays in it', async () => {
    const path = join(temporaryFolder(), 'notes.db');
    const notes = new Database(path);
    notes.exec("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('mine')");
    notes.close();
    const before = readFileSync(path);
    await expect(openDatabase(path)).rejects.toThrow(DatabaseRefused);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  test('a file that is no database is refused and left as it is', async () => {
    const path = join(temporaryFolder(), 'till.db');
    const text = 'these are the notes of the shopkeeper\n'.repeat(300);
    writeFileSync(path, text);
    await expect(openDatabase(path)).rejects.toThrow('not a database');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('an empty file becomes a new database', async () => {
    const path = join(temporaryFolder(), 'till.db');
    writeFileSync(path, '');
    const database = await openDatabase(path);
    expect(database.read.get('PRAGMA user_version')).toEqual({ user_version: TODAY });
    database.close();
  });
});

/** A database as a kill leaves it: the last writes are in the write-ahead log alone. */
async function killedDatabase(): Promise<{ readonly path: string; readonly done: number }> {
  const path = join(temporaryFolder(), 'till.db');
  const writer = startScript(WRITER, [path, '1']);
  await writer.waitFor((line) => line === 'done 120');
  await writer.kill();
  return { path, done: writer.lines.length };
}

describe('DB-4 after an unclean exit', () => {
  test('what is in the write-ahead log is there after opening', async () => {
    const { path, done } = await killedDatabase();
    expect(readFileSync(`${path}-wal`).length).toBeGreaterThan(0);
    const database = await openDatabase(path);
    const count = database.read.get<{ count: number }>('SELECT count(*) AS count FROM setting')?.count ?? 0;
    expect(count).toBeGreaterThanOrEqual(done);
    database.close();
  });

  test('T-4 a file damaged meanwhile is refused, not used', async () => {
    const { path } = await killedDatabase();
    const whole = new Database(path);
    whole.pragma('wal_checkpoint(TRUNCATE)');
    whole.exec("INSERT INTO setting (key, value) VALUES ('last', 'in the log')");
    // As a kill leaves it: the log is copied before the connection tidies it away.
    copyFileSync(path, `${path}.killed`);
    copyFileSync(`${path}-wal`, `${path}.killed-wal`);
    whole.close();
    damageTable(`${path}.killed`, 'outbox');
    await expect(openDatabase(`${path}.killed`)).rejects.toThrow(/damaged|malformed/);
  });
});
