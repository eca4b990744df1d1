import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleCatalog } from '../../src/main/catalog/sample/sample-catalog.ts';
import {
  buildSearchIndex,
  indexProduct,
  unindexProduct,
} from '../../src/main/catalog/search/search-index.ts';
import { createSearch } from '../../src/main/catalog/search/search.ts';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { insertProduct, searchableFile, withSales } from './searchable-file.ts';

const TABLES = [
  'SELECT product_rowid, words FROM search_text ORDER BY 1',
  'SELECT word, products, sound FROM search_word ORDER BY 1',
  'SELECT e.ending, w.word FROM search_ending e JOIN search_word w ON w.id = e.word_id ORDER BY 1, 2',
  'SELECT r.remnant, w.word FROM search_remnant r JOIN search_word w ON w.id = r.word_id ORDER BY 1, 2',
] as const;

const known = (file: TillDatabase) => [
  ...TABLES.map((sql) => file.read.all(sql)),
  file.read.all('SELECT count(*) FROM search_ending'),
  ...['"мол"*', '"с"*', '"_f"', '"_a"', '"шоколад"'].map((match) =>
    file.read.all('SELECT rowid FROM product_words WHERE product_words MATCH ?', match),
  ),
];

test('after random edits the index is what a rebuild makes of the products', async () => {
  const sample = sampleCatalog(400, 5);
  const sold = withSales(sample.products);
  const file = await searchableFile(sample.categories, sold.slice(0, 200));
  const edit = fc.record({
    at: fc.nat({ max: 199 }),
    kind: fc.constantFrom('name', 'favourite', 'active', 'category', 'remove', 'add'),
    name: fc.constantFrom('Молоко топлёное', 'Шоколад 0,5 кг', 'Crème', 'Сыр', ''),
  });
  let next = 200;
  const apply = ({ at, kind, name }: { at: number; kind: string; name: string }): void =>
    file.write((db) => {
      const row = db.get<{ rowid: number }>('SELECT rowid FROM product LIMIT 1 OFFSET ?', at % 150);
      const fresh = sold[next];
      if (kind === 'add' && fresh) {
        next++;
        indexProduct(db, insertProduct(db, fresh));
      } else if (row && kind === 'remove') {
        unindexProduct(db, row.rowid);
        db.run(
          'DELETE FROM barcode WHERE variant_rowid IN (SELECT rowid FROM variant WHERE product_rowid = ?)',
          row.rowid,
        );
        db.run('DELETE FROM variant WHERE product_rowid = ?', row.rowid);
        db.runOne('DELETE FROM product WHERE rowid = ?', row.rowid);
      } else if (row) {
        if (kind === 'name')
          db.runOne("UPDATE product SET name = ? || ' ' || id WHERE rowid = ?", name, row.rowid);
        if (kind === 'favourite')
          db.runOne('UPDATE product SET favourite = 1 - favourite WHERE rowid = ?', row.rowid);
        if (kind === 'active') db.runOne('UPDATE product SET active = 1 - active WHERE rowid = ?', row.rowid);
        if (kind === 'category')
          db.runOne('UPDATE product SET category_id = NULL WHERE rowid = ?', row.rowid);
        indexProduct(db, row.rowid);
      }
    });
  for (const one of fc.sample(edit, { numRuns: 250, seed: 11 })) apply(one);
  const kept = known(file);
  const moved = file.read.all('SELECT * FROM search_moved');
  expect(moved.length).toBeGreaterThan(0);
  file.write((db) => buildSearchIndex(db, () => {}));
  expect(known(file)).toEqual(kept);
  expect(file.read.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  file.write((db) => {
    for (const { rowid } of db.all<{ rowid: number }>('SELECT rowid FROM product')) unindexProduct(db, rowid);
  });
  for (const sql of TABLES) expect(file.read.all(sql)).toEqual([]);
  const left = createSearch(file.read).find({
    text: 'молоко',
    categoryIds: null,
    favourite: false,
    state: 'all',
    cursor: null,
    limit: 10,
  });
  expect(left.total).toBe(0);
});
