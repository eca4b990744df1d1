import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { barcodeKey } from '../../src/domain/gtin.ts';
import type { Category, Product } from '../../src/domain/product.ts';
import { skuKey, sortName } from '../../src/main/catalog/file/keys.ts';
import { CATALOG_MIGRATIONS } from '../../src/main/catalog/file/schema.ts';
import { buildSearchIndex } from '../../src/main/catalog/search/search-index.ts';
import type { TillDatabase, WriteHandle } from '../../src/main/database/handles.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';

/** A product with how often it was sold. */
export interface SoldProduct {
  readonly product: Product;
  readonly soldCount: number;
}

/** A catalogue's file as a build leaves it: rows in order of rank, then the index over all of them. */
export async function searchableFile(
  categories: readonly Category[],
  products: readonly SoldProduct[],
): Promise<TillDatabase> {
  const file = await openDatabase(join(temporaryFolder(), 'catalog.db'), { migrations: CATALOG_MIGRATIONS });
  onTestFinished(() => file.close());
  file.write((db) => {
    for (const category of categories) insertCategory(db, category);
    for (const product of inRank(products)) insertProduct(db, product);
    db.runOne(
      `INSERT INTO catalogue (id, built_at, ranked_through, counted_epoch, counted_receipt)
       VALUES (1, '2026-01-01T00:00:00.000Z', (SELECT coalesce(max(rowid), 0) FROM product), 1, 0)`,
    );
    buildSearchIndex(db, () => {});
  });
  return file;
}

/** The same sales for the same place: a few goods sell very much, most hardly ever. */
export function withSales(products: Iterable<Product>): readonly SoldProduct[] {
  return [...products].map((product, index) => ({
    product,
    soldCount: Math.floor(20_000 / (1 + ((index * 7919) % 10_007))),
  }));
}

function inRank(products: readonly SoldProduct[]): readonly SoldProduct[] {
  const name = ({ product }: SoldProduct): string => sortName(product.name);
  return [...products].sort(
    (one, other) =>
      Number(other.product.active) - Number(one.product.active) ||
      Number(other.product.favourite) - Number(one.product.favourite) ||
      other.soldCount - one.soldCount ||
      Buffer.compare(Buffer.from(name(one)), Buffer.from(name(other))),
  );
}

function insertCategory(db: WriteHandle, { id, parentId, name, position }: Category): void {
  db.runOne(
    'INSERT INTO category (id, parent_id, name, sort_name, position) VALUES (?, ?, ?, ?, ?)',
    id,
    parentId,
    name,
    sortName(name),
    position,
  );
}

export function insertProduct(db: WriteHandle, { product, soldCount }: SoldProduct): number {
  const amounts = product.variants.map(({ unitAmount }) => unitAmount.amountMinor);
  const row = db.get<{ rowid: number }>(
    `INSERT INTO product (id, name, sort_name, description, category_id, unit, favourite, active, sold_count,
       variant_count, amount_from_minor, amount_to_minor, revision, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, '2026-01-01T00:00:00.000Z') RETURNING rowid`,
    product.id,
    product.name,
    sortName(product.name),
    product.description,
    product.categoryId,
    product.unit,
    product.favourite ? 1 : 0,
    product.active ? 1 : 0,
    soldCount,
    product.variants.length,
    Math.min(...amounts),
    Math.max(...amounts),
  );
  if (!row) throw new Error('The product was not inserted');
  product.variants.forEach((variant, position) => {
    const made = db.get<{ rowid: number }>(
      `INSERT INTO variant (id, product_rowid, position, name, sku, sku_key, unit_amount_minor)
       VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING rowid`,
      variant.id,
      row.rowid,
      position,
      variant.name,
      variant.sku,
      variant.sku === null ? null : skuKey(variant.sku),
      variant.unitAmount.amountMinor,
    );
    variant.barcodes.forEach((code, place) => {
      db.runOne(
        'INSERT INTO barcode (key, code, variant_rowid, position) VALUES (?, ?, ?, ?)',
        barcodeKey(code),
        code,
        made?.rowid ?? null,
        place,
      );
    });
  });
  return row.rowid;
}
