import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { backUp } from './backup.ts';

/** Fills more pages than a backup copies in one step. */
function openFilled(path: string): Database.Database {
  const source = new Database(path);
  source.pragma('journal_mode = WAL');
  source.exec('CREATE TABLE account (id INTEGER PRIMARY KEY, amount INTEGER, filler BLOB)');
  source.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
               INSERT INTO account SELECT i, 100, randomblob(1000) FROM n`);
  return source;
}

function read<T>(path: string, ask: (copy: Database.Database) => T): T {
  const copy = new Database(path, { readonly: true });
  try {
    return ask(copy);
  } finally {
    copy.close();
  }
}

describe('DB-6 a backup', () => {
  test('is a single checked file with everything in it', async () => {
    const { database, path } = await openBooks();
    database.write((db) => db.runOne("INSERT INTO setting (key, value) VALUES ('storeName', 'Shop')"));
    const target = join(dirname(path), 'copy.db');
    await database.copyTo(target);
    const content = read(target, (copy) => ({
      setting: copy.prepare('SELECT * FROM setting').all(),
      journal: copy.prepare('SELECT * FROM journal').all(),
      mode: copy.pragma('journal_mode', { simple: true }),
      check: copy.pragma('integrity_check', { simple: true }),
    }));
    expect(content).toEqual({
      setting: [{ key: 'storeName', value: 'Shop' }],
      journal: database.read.all('SELECT * FROM journal'),
      mode: 'delete',
      check: 'ok',
    });
    expect(readdirSync(dirname(path)).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
  });

  test('made while transfers are written shows one moment: no transfer is half there', async () => {
    const folder = temporaryFolder();
    const source = openFilled(join(folder, 'till.db'));
    const transfer = source.transaction((from: number, to: number) => {
      source.prepare('UPDATE account SET amount = amount - 1 WHERE id = ?').run(from);
      source.prepare('UPDATE account SET amount = amount + 1 WHERE id = ?').run(to);
    });
    let transfers = 0;
    let copying = true;
    const target = join(folder, 'copy.db');
    const copied = backUp(source, target).finally(() => {
      copying = false;
    });
    while (copying) {
      transfer(1 + (transfers % 3000), 3000 - (transfers % 2999));
      transfers += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await copied;
    expect(transfers).toBeGreaterThan(1);
    const copy = read(target, (file) =>
      file
        .prepare('SELECT count(*) AS rows, sum(amount) AS amount, min(length(filler)) AS filler FROM account')
        .get(),
    );
    expect(copy).toEqual({ rows: 3000, amount: 300_000, filler: 1000 });
    source.close();
  });

  test('what was committed before it began is in it, also what only the write-ahead log has', async () => {
    const folder = temporaryFolder();
    const source = openFilled(join(folder, 'till.db'));
    source.pragma('wal_autocheckpoint = 0');
    source.exec('UPDATE account SET amount = 7 WHERE id = 5');
    await backUp(source, join(folder, 'copy.db'));
    expect(
      read(join(folder, 'copy.db'), (file) =>
        file.prepare('SELECT amount FROM account WHERE id = 5').pluck().get(),
      ),
    ).toBe(7);
    source.close();
  });

  test('T-4 of a damaged database fails, and the older good copy stays', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'till.db');
    const target = join(folder, 'copy.db');
    const source = openFilled(path);
    await backUp(source, target);
    const good = readFileSync(target);
    const pageSize = Number(source.pragma('page_size', { simple: true }));
    source.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 40 * pageSize, 41 * pageSize);
    writeFileSync(path, bytes);

    const damaged = new Database(path);
    await expect(backUp(damaged, target)).rejects.toThrow(/damaged|malformed/);
    damaged.close();
    expect(readFileSync(target).equals(good)).toBe(true);
    expect(existsSync(`${target}.part`)).toBe(false);
  });

  test('a part that an interrupted backup left behind is written anew', async () => {
    const folder = temporaryFolder();
    const source = openFilled(join(folder, 'till.db'));
    writeFileSync(join(folder, 'copy.db.part'), 'half a backup');
    await backUp(source, join(folder, 'copy.db'));
    expect(read(join(folder, 'copy.db'), (file) => file.pragma('integrity_check', { simple: true }))).toBe(
      'ok',
    );
    expect(existsSync(join(folder, 'copy.db.part'))).toBe(false);
    source.close();
  });

  test('into a folder that is not there fails and touches nothing', async () => {
    const folder = temporaryFolder();
    const source = openFilled(join(folder, 'till.db'));
    await expect(backUp(source, join(folder, 'missing', 'copy.db'))).rejects.toThrow();
    expect(source.prepare('SELECT count(*) FROM account').pluck().get()).toBe(3000);
    source.close();
  });
});
