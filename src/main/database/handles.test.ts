import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { type Books, openBooks } from '../../../test/builders/books.ts';
import { AppError } from '../../contract/errors.ts';
import { makeHandles, withSteadyPlan, type WriteHandle } from './handles.ts';

const put = (db: WriteHandle, key: string): void =>
  db.runOne('INSERT INTO setting (key, value) VALUES (?, ?)', key, 'v');

const keys = ({ database }: Books): readonly string[] =>
  database.read.all<{ key: string }>('SELECT key FROM setting ORDER BY key').map(({ key }) => key);

describe('DB-3 a write is one transaction', () => {
  test('what the act returns comes back once it is committed', async () => {
    const books = await openBooks();
    const value = books.database.write((db) => {
      put(db, 'a');
      put(db, 'b');
      return db.get<{ count: number }>('SELECT count(*) AS count FROM setting')?.count;
    });
    expect(value).toBe(2);
    const other = new Database(books.path, { readonly: true });
    expect(other.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(2);
    other.close();
  });

  test('an act that throws leaves nothing, and its own error comes out', async () => {
    const books = await openBooks();
    const bug = new Error('a bug');
    expect(() =>
      books.database.write((db) => {
        put(db, 'a');
        throw bug;
      }),
    ).toThrow(bug);
    expect(keys(books)).toEqual([]);
    books.database.write((db) => put(db, 'b'));
    expect(keys(books)).toEqual(['b']);
  });

  test('a statement that fails takes the ones before it along', async () => {
    const books = await openBooks();
    const act = (): void =>
      books.database.write((db) => {
        put(db, 'a');
        put(db, 'a');
      });
    expect(act).toThrow(AppError);
    expect(act).toThrow(expect.objectContaining({ code: 'STORAGE_FAILED' }));
    expect(keys(books)).toEqual([]);
  });

  test('runOne refuses to change no row, or two, and the transaction is undone', async () => {
    const books = await openBooks();
    books.database.write((db) => {
      put(db, 'a');
      put(db, 'b');
    });
    const change = (where: string) => () =>
      books.database.write((db) => db.runOne(`UPDATE setting SET value = 'w' WHERE ${where}`));
    expect(change("key = 'c'")).toThrow('not 0');
    expect(change('true')).toThrow('not 2');
    expect(books.database.read.all("SELECT key FROM setting WHERE value = 'w'")).toEqual([]);
    change("key = 'a'")();
    expect(books.database.read.all("SELECT key FROM setting WHERE value = 'w'")).toEqual([{ key: 'a' }]);
  });

  test('an asynchronous act is refused, with its first half and with its second', async () => {
    const books = await openBooks();
    let second: unknown = 'not reached';
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const act = async (db: WriteHandle): Promise<void> => {
      put(db, 'first half');
      await Promise.resolve();
      try {
        put(db, 'second half');
        second = 'written';
      } catch (error) {
        second = error;
      }
      finish();
    };
    expect(() => books.database.write(act)).toThrow(TypeError);
    await finished;
    expect(second).toBeInstanceOf(Error);
    expect(keys(books)).toEqual([]);
  });

  test('a handle that was kept cannot write after its transaction', async () => {
    const books = await openBooks();
    let kept: WriteHandle | undefined;
    books.database.write((db) => {
      kept = db;
    });
    expect(() => kept && put(kept, 'late')).toThrow('transaction');
    expect(keys(books)).toEqual([]);
  });
});

test('a slow write is told of, a quick one is not', () => {
  const connection = new Database(':memory:');
  const slow: number[] = [];
  const { write } = makeHandles(connection, (durationMs) => slow.push(durationMs));
  write((db) => db.get('SELECT 1'));
  const quick = slow.length;
  const until = performance.now() + 60;
  write(() => {
    while (performance.now() < until);
  });
  expect(slow.length).toBe(quick + 1);
  connection.close();
});

describe('a plan that does not depend on what is bound', () => {
  test.each([
    ['SELECT * FROM t WHERE a = ? AND b >= ?', 'SELECT * FROM t WHERE a = +? AND b >= +?'],
    ['SELECT 1 WHERE a <> :a AND :b IS NULL', 'SELECT 1 WHERE a <> +:a AND +:b IS NULL'],
    ['SELECT 1 WHERE a BETWEEN ? AND ? LIMIT ?', 'SELECT 1 WHERE a BETWEEN +? AND +? LIMIT +?'],
    ['SELECT 1 WHERE a IS ? OR a IS NOT ?', 'SELECT 1 WHERE a IS +? OR a IS NOT +?'],
    ['SELECT f(?) WHERE a IN (?, ?) AND t MATCH ?', 'SELECT f(?) WHERE a IN (?, ?) AND t MATCH ?'],
    ['UPDATE t SET a = ? WHERE b = ?', 'UPDATE t SET a = ? WHERE b = ?'],
  ])('%s', (sql, steady) => {
    expect(withSteadyPlan(sql)).toBe(steady);
  });

  test.each([
    'SELECT * FROM sale_line WHERE sale_id = ? ORDER BY position',
    'SELECT * FROM tender WHERE sale_id = ? ORDER BY sequence',
  ])('is by the index and without sorting: %s', async (sql) => {
    const { database } = await openBooks();
    const plan = database.read
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${withSteadyPlan(sql)}`, 'x')
      .map(({ detail }) => detail);
    expect(plan).toEqual([expect.stringMatching(/^SEARCH \w+ USING INDEX/)]);
  });

  test('finds what a bare value finds, of every kind', async () => {
    const { database } = await openBooks();
    const find = (sql: string, ...values: readonly (string | number | null)[]) =>
      database.read.get<{ yes: number }>(`SELECT (${sql}) AS yes`, ...values)?.yes;
    expect(find('1 = ?', 1)).toBe(1);
    expect(find("'1' = ?", '1')).toBe(1);
    expect(find("'1' = ?", 1)).toBe(0);
    expect(find('NULL IS ?', null)).toBe(1);
    expect(find('9007199254740991 = ?', Number.MAX_SAFE_INTEGER)).toBe(1);
    database.write((db) => put(db, '7'));
    expect(database.read.get('SELECT 1 FROM setting WHERE key = ?', '7')).toBeDefined();
  });
});
