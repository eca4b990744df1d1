import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { money } from '../../../domain/money.ts';
import type { Product, ProductUnit } from '../../../domain/product.ts';
import { flush } from '../../database/flush.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../../database/handles.ts';
import { openDatabase } from '../../database/open-database.ts';
import { categoryStore } from './category-store.ts';
import { productStore } from './product-store.ts';
import { CATALOG_MIGRATIONS } from './schema.ts';

interface FirstFileParts {
  readonly books: TillDatabase;
  readonly currency: CurrencyCode;
  readonly now: () => string;
}

/** A product as the books held it themselves, up to schema 50. */
interface FormerRow {
  readonly id: string;
  readonly name: string;
  readonly category_id: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly unit: ProductUnit;
  readonly unit_amount_minor: number;
  readonly favourite: 0 | 1;
  readonly active: 0 | 1;
  readonly sold_count: number;
  readonly tax_rate_id: string | null;
}

/**
 * Makes the first file of a catalogue, with the products that the books held before it had a file of its own. They
 * leave the books in the transaction that names the file: whatever is killed in between begins anew.
 */
export async function makeFirstFile(
  { books, currency, now }: FirstFileParts,
  path: string,
  inBooks: (db: WriteHandle) => void,
): Promise<void> {
  const building = `${path}.building`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(building + suffix, { force: true });
  const file = await openDatabase(building, { migrations: CATALOG_MIGRATIONS });
  try {
    file.write((db) => {
      const at = now();
      const rows = formerProducts(books.read);
      db.runOne(
        `INSERT INTO catalogue (id, built_at, ranked_through, counted_epoch, counted_receipt) VALUES (1, ?, 0, ?, ?)`,
        at,
        ...counted(books.read),
      );
      for (const category of formerCategories(books.read)) categoryStore.put(db, category);
      for (const row of rows) {
        productStore.put(db, toProduct(row, currency), at);
        db.runOne('UPDATE product SET sold_count = ? WHERE id = ?', row.sold_count, row.id);
      }
    });
  } finally {
    file.close();
  }
  flush(building);
  renameSync(building, path);
  flush(dirname(path));
  books.write((db) => {
    inBooks(db);
    for (const table of ['product_words', 'product_parts', 'product', 'category']) {
      db.run(`DELETE FROM ${table}`);
    }
  });
}

/** What sells most first, so that rowids follow the rank. */
function formerProducts(read: ReadHandle): readonly FormerRow[] {
  return read.all<FormerRow>(
    `SELECT id, name, category_id, sku, barcode, unit, unit_amount_minor, favourite, active, sold_count, tax_rate_id
     FROM product ORDER BY favourite DESC, sold_count DESC, sort_name, id`,
  );
}

function formerCategories(read: ReadHandle) {
  return read
    .all<{ id: string; name: string }>('SELECT id, name FROM category ORDER BY position, id')
    .map(({ id, name }, position) => ({ id, name, parentId: null, position }));
}

/** Every receipt so far is in the former counts. */
function counted(read: ReadHandle): readonly [epoch: number, receipt: number] {
  const row = read.get<{ epoch: number; last_receipt: number }>(
    'SELECT epoch, last_receipt FROM register WHERE id = 1',
  );
  return row ? [row.epoch, row.last_receipt] : [1, 0];
}

function toProduct(row: FormerRow, currency: CurrencyCode): Product {
  return {
    id: row.id,
    name: row.name,
    description: '',
    categoryId: row.category_id,
    unit: row.unit,
    taxRateId: row.tax_rate_id,
    favourite: row.favourite === 1,
    active: row.active === 1,
    image: null,
    partnerProductId: null,
    variants: [
      {
        id: row.id,
        name: '',
        sku: row.sku,
        barcodes: row.barcode === null ? [] : [row.barcode],
        unitAmount: money(row.unit_amount_minor, currency),
      },
    ],
  };
}
