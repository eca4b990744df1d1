import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { money } from '../../src/domain/money.ts';
import { buildCatalog } from '../../src/main/catalog/file/build-catalog.ts';
import { openBooks } from '../builders/books.ts';
import { openShelf, type Shelf } from '../builders/shelf.ts';
import { runHere } from './import-shop.ts';

const folderOf = (shelf: Shelf): string => join(dirname(shelf.books.path), 'catalog');

const ALL = {
  kind: 'all' as const,
  filter: { text: '', categoryId: null, favourite: false, state: 'all' as const },
  except: [],
};

/** Makes all prices dearer, as a change of the whole file. */
async function raise(shelf: Shelf, amountMinor: number): Promise<void> {
  const change = { kind: 'price_add' as const, amount: money(amountMinor, 'RUB'), roundTo: 1 as const };
  expect(shelf.catalogEdits.bulk({ selection: ALL, change }).inBackground).toBe(true);
  while (shelf.exchange.current()?.phase === 'applying')
    await new Promise((resolve) => setTimeout(resolve, 5));
}

const newest = ({ catalogEdits }: Shelf) => catalogEdits.changes({ cursor: null, limit: 1 }).items[0];
const priceOf = (shelf: Shelf, id: string) => shelf.catalog.product(id).variants[0]?.unitAmount.amountMinor;
const total = ({ catalog }: Shelf): number =>
  catalog.browse({ categoryId: null, favourite: false, state: 'all', order: 'rank', offset: 0, limit: 1 })
    .total;

/** Prices that the journal has been told, each `before>after`. */
const journalled = ({ books }: Shelf): readonly string[] =>
  books.database.read
    .all<{ payload: string }>(
      "SELECT payload FROM journal WHERE kind = 'catalog.prices_changed' ORDER BY sequence",
    )
    .flatMap(({ payload }) => String(JSON.parse(payload).prices).split(' '))
    .map((price) => price.replace(/^.*:/, ''));

async function openTeas(count: number): Promise<Shelf> {
  const shelf = await openShelf({ runWork: runHere });
  shelf.add(...Array.from({ length: count }, (_, index) => ({ name: `Tea ${index}`, amountMinor: 100 })));
  return shelf;
}

describe('the journal of prices, from file to file (AUD-1)', () => {
  test('a change after one that was taken back is told as well', async () => {
    const shelf = await openTeas(201);
    await raise(shelf, 1);
    expect(journalled(shelf).filter((price) => price === '100>101')).toHaveLength(201);
    await shelf.catalogEdits.undo(newest(shelf)?.id ?? '');
    await raise(shelf, 7);
    expect(priceOf(shelf, 'p1')).toBe(107);
    expect(journalled(shelf).filter((price) => price === '100>107')).toHaveLength(201);
  });

  test('also after a restart in between', async () => {
    const shelf = await openTeas(201);
    await raise(shelf, 1);
    await shelf.catalogEdits.undo(newest(shelf)?.id ?? '');
    const again = await shelf.reopen();
    await raise(again, 7);
    expect(journalled(again).filter((price) => price === '100>107')).toHaveLength(201);
  });

  test('what is still due when a file is left is told before, once', async () => {
    // More than one step of entries; the clock stands still, so that the rest waits.
    const shelf = await openTeas(2100);
    await raise(shelf, 1);
    expect(journalled(shelf)).toHaveLength(2000);
    await shelf.catalogEdits.undo(newest(shelf)?.id ?? '');
    expect(journalled(shelf)).toHaveLength(2100);
    await raise(shelf, 2);
    await raise(shelf, 3);
    const again = await shelf.reopen();
    const told = journalled(again);
    expect(told).toHaveLength(3 * 2100);
    for (const price of ['100>101', '100>102', '102>105'])
      expect(
        told.filter((one) => one === price),
        price,
      ).toHaveLength(2100);
  });

  test('two who take the same change back at once take it back once', async () => {
    const shelf = await openTeas(201);
    await raise(shelf, 1);
    const id = newest(shelf)?.id ?? '';
    const both = await Promise.allSettled([shelf.catalogEdits.undo(id), shelf.catalogEdits.undo(id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const undone = "SELECT count(*) AS count FROM journal WHERE kind = 'catalog.undone'";
    expect(shelf.books.database.read.get(undone)).toEqual({ count: 1 });
    expect(priceOf(shelf, 'p1')).toBe(100);
  });
});

describe('the files', () => {
  test('a file before that is gone is nothing to go back to', async () => {
    const shelf = await openTeas(201);
    await raise(shelf, 1);
    rmSync(join(folderOf(shelf), 'catalog-000001.db'));
    await expect(shelf.catalogEdits.undo(newest(shelf)?.id ?? '')).rejects.toThrow();
    expect(total(shelf)).toBe(201);
    const again = await shelf.reopen();
    expect(newest(again)?.undoable).toBe(false);
    expect(total(again)).toBe(201);
    expect(existsSync(join(folderOf(again), 'catalog-000001.db'))).toBe(false);
  });

  test('one of a newer program is refused, and left as it is', async () => {
    const shelf = await openTeas(3);
    const { books } = shelf;
    const path = join(folderOf(shelf), 'catalog-000001.db');
    await shelf.close();
    const later = new Database(path);
    const version = Number(later.pragma('user_version', { simple: true }));
    later.pragma('user_version = 9990');
    later.close();
    await expect(openShelf({ books, runWork: runHere })).rejects.toThrow('newer program');
    expect(readdirSync(dirname(path)).filter((name) => name.includes('damaged'))).toEqual([]);
    const back = new Database(path);
    back.pragma(`user_version = ${version}`);
    back.close();
    expect(total(await openShelf({ books, runWork: runHere }))).toBe(3);
  });

  test('one that is held by another program is not taken for damaged', async () => {
    const shelf = await openTeas(3);
    const { books } = shelf;
    const path = join(folderOf(shelf), 'catalog-000001.db');
    await shelf.close();
    const holder = new Database(path);
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE; COMMIT');
    await expect(openShelf({ books, runWork: runHere })).rejects.toThrow();
    holder.close();
    expect(total(await openShelf({ books, runWork: runHere }))).toBe(3);
  });

  test('what cannot be removed holds up neither a change nor the start', async () => {
    const books = await openBooks();
    const folder = join(dirname(books.path), 'catalog');
    // A folder stands for a file that another program holds, as on Windows.
    for (const name of ['catalog-000009.db.building', 'import-left.db']) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'held'), '');
    }
    const shelf = await openShelf({ books, runWork: runHere });
    shelf.add(...Array.from({ length: 201 }, (_, index) => ({ name: `Tea ${index}`, amountMinor: 100 })));
    await raise(shelf, 1);
    expect(shelf.exchange.current()).toMatchObject({ phase: 'applied' });
    expect(priceOf(shelf, 'p1')).toBe(101);
    expect(shelf.logged.join()).toContain('could not be removed');
  });
});

test('what is counted as sold while a file is being built is counted in it as well', async () => {
  const shelf = await openTeas(3);
  const source = join(folderOf(shelf), 'catalog-000001.db');
  const path = join(folderOf(shelf), 'catalog-000002.db');
  const told = { onProgress: () => {}, cancelled: () => false };
  buildCatalog({ path, source, at: 'now', staffId: null, change: null, ...told }, (db) => {
    // As an import attaches what it brings, and the till counts meanwhile.
    const till = new Database(source);
    till.exec(
      'UPDATE product SET sold_count = 5; UPDATE catalogue SET counted_epoch = 1, counted_receipt = 9',
    );
    till.close();
    db.attach(shelf.books.path, 'brought');
    db.detach('brought');
  });
  const built = new Database(path, { readonly: true });
  expect(built.prepare('SELECT sum(sold_count) AS sold FROM product').get()).toEqual({ sold: 0 });
  expect(built.prepare('SELECT counted_receipt FROM catalogue').get()).toEqual({ counted_receipt: 0 });
  built.close();
});
