import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { money } from '../../src/domain/money.ts';
import type { WriteHandle } from '../../src/main/database/handles.ts';
import { openBooks } from '../builders/books.ts';
import { openShelf, type Shelf } from '../builders/shelf.ts';

const folderOf = (shelf: Shelf): string => join(dirname(shelf.books.path), 'catalog');
const catalogues = (shelf: Shelf): readonly string[] =>
  readdirSync(folderOf(shelf)).filter((name) => !name.endsWith('-wal') && !name.endsWith('-shm'));

/** A product as the books held it before the catalogue had a file of its own. */
function former(db: WriteHandle, id: string, name: string, sold: number): void {
  db.runOne(
    `INSERT INTO product (id, name, sort_name, category_id, sku, barcode, unit, unit_amount_minor, favourite, active, sold_count)
     VALUES (?, ?, ?, 'tea', ?, ?, 'piece', 12000, 0, 1, ?)`,
    id,
    name,
    name.toLowerCase(),
    `S-${id}`,
    `20000000000${id}`,
    sold,
  );
}

test('what the books held before is in the first file, with what it sold, and leaves the books', async () => {
  const books = await openBooks();
  books.database.write((db) => {
    db.runOne("INSERT INTO category (id, name, position) VALUES ('tea', 'Tea', 0)");
    former(db, '15', 'Green tea', 1);
    former(db, '22', 'Black tea', 7);
    db.runOne('UPDATE register SET last_receipt = 8 WHERE id = 1');
  });
  const shelf = await openShelf({ books });
  expect(shelf.find('tea')).toEqual(['Black tea', 'Green tea']);
  expect(shelf.catalog.product('15').variants).toEqual([
    { id: '15', name: '', sku: 'S-15', barcodes: ['2000000000015'], unitAmount: money(12_000, 'RUB') },
  ]);
  expect(shelf.catalog.categories()).toMatchObject([{ id: 'tea', name: 'Tea', productCount: 2 }]);
  for (const table of ['product', 'category', 'product_words', 'product_parts']) {
    expect(books.database.read.get(`SELECT count(*) AS count FROM ${table}`), table).toEqual({ count: 0 });
  }
  const again = await shelf.reopen();
  expect(again.find('tea')).toEqual(['Black tea', 'Green tea']);
  expect(catalogues(again)).toEqual(['catalog-000001.db']);
});

test('a first file whose making was killed is made again', async () => {
  const books = await openBooks();
  books.database.write((db) => {
    db.runOne("INSERT INTO category (id, name, position) VALUES ('tea', 'Tea', 0)");
    former(db, '15', 'Green tea', 1);
  });
  const folder = join(dirname(books.path), 'catalog');
  // The books refuse the transaction that names the file: as if the power had gone just before it.
  books.database.write((db) =>
    db.run("CREATE TRIGGER dark BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'dark'); END"),
  );
  await expect(openShelf({ books })).rejects.toThrow();
  expect(existsSync(join(folder, 'catalog-000001.db'))).toBe(true);
  books.database.write((db) => db.run('DROP TRIGGER dark'));
  const shelf = await openShelf({ books });
  expect(shelf.find('tea')).toEqual(['Green tea']);
});

test('a damaged file is set aside whole; the catalogue before it, or none, is used, and the till sells on', async () => {
  const shelf = await openShelf();
  shelf.add(...Array.from({ length: 300 }, (_, index) => ({ name: `Tea ${index}` })));
  shelf.catalogEdits.bulk({
    selection: {
      kind: 'all',
      filter: { text: '', categoryId: null, favourite: false, state: 'all' },
      except: [],
    },
    change: { kind: 'favourite', favourite: true },
  });
  while (shelf.exchange.current()?.phase === 'applying')
    await new Promise((resolve) => setTimeout(resolve, 5));
  const folder = folderOf(shelf);
  expect(catalogues(shelf)).toEqual(['catalog-000001.db', 'catalog-000002.db']);
  const { books } = shelf;
  await shelf.close();
  writeFileSync(
    join(folder, 'catalog-000002.db'),
    'not a database, but long enough to be taken for one'.repeat(200),
  );
  const before = await openShelf({ books });
  expect(
    before.catalog.browse({
      categoryId: null,
      favourite: false,
      state: 'all',
      order: 'rank',
      offset: 0,
      limit: 1,
    }).total,
  ).toBe(300);
  expect(
    before.catalog.browse({
      categoryId: null,
      favourite: true,
      state: 'all',
      order: 'rank',
      offset: 0,
      limit: 1,
    }).total,
  ).toBe(0);
  expect(readdirSync(folder)).toContain('catalog-000002.db.damaged');
  expect(before.logged).toContain('A file of the catalogue cannot be used');
  await before.close();
  truncateSync(join(folder, 'catalog-000001.db'), 100);
  const empty = await openShelf({ books, empty: true });
  expect(empty.catalog.isEmpty()).toBe(true);
  expect(readdirSync(folder)).toContain('catalog-000001.db.damaged');
});

test('what a killed build has left is removed, and never taken for the catalogue', async () => {
  const shelf = await openShelf();
  shelf.add({ name: 'Tea' });
  const folder = folderOf(shelf);
  writeFileSync(join(folder, 'catalog-000002.db.building'), 'half');
  writeFileSync(join(folder, 'catalog-000002.db.4711.building'), 'half');
  writeFileSync(join(folder, 'catalog-000003.db'), 'whole, but never adopted');
  const again = await shelf.reopen();
  expect(again.find('tea')).toEqual(['Tea']);
  expect(catalogues(again)).toEqual(['catalog-000001.db']);
});

test('no more than two changes of the whole can be taken back, and the files of older ones are gone', async () => {
  let shelf = await openShelf();
  shelf.add(...Array.from({ length: 201 }, (_, index) => ({ name: `Tea ${index}`, amountMinor: 100 })));
  for (let round = 1; round <= 4; round++) {
    shelf.catalogEdits.bulk({
      selection: {
        kind: 'all',
        filter: { text: '', categoryId: null, favourite: false, state: 'all' },
        except: [],
      },
      change: { kind: 'price_add', amount: money(1, 'RUB'), roundTo: 1 },
    });
    while (shelf.exchange.current()?.phase === 'applying')
      await new Promise((resolve) => setTimeout(resolve, 5));
  }
  shelf = await shelf.reopen();
  const price = () => shelf.catalog.product('p1').variants[0]?.unitAmount.amountMinor;
  expect(price()).toBe(104);
  expect(catalogues(shelf)).toHaveLength(3);
  for (const expected of [103, 102]) {
    const [change] = shelf.catalogEdits.changes({ cursor: null, limit: 1 }).items;
    expect(change?.undoable).toBe(true);
    await shelf.catalogEdits.undo(change?.id ?? '');
    expect(price()).toBe(expected);
  }
  expect(shelf.catalogEdits.changes({ cursor: null, limit: 1 }).items[0]?.undoable).toBe(false);
});

test('what sells is counted exactly once, whenever that is, and survives a new file', async () => {
  const shelf = await openShelf();
  shelf.add({ name: 'tea a' }, { name: 'tea b' }, { name: 'tea c' });
  await shelf.sell('p2', 'p2', 'p3');
  expect(shelf.find('tea')).toEqual(['tea b', 'tea c', 'tea a']);
  let open = await (await shelf.reopen()).reopen();
  expect(open.find('tea')).toEqual(['tea b', 'tea c', 'tea a']);
  await open.sell('p3', 'p3', 'p3');
  open = await open.reopen();
  expect(open.find('tea')).toEqual(['tea c', 'tea b', 'tea a']);
});
