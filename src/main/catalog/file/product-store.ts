import type { CurrencyCode } from '../../../domain/currency.ts';
import { barcodeKey } from '../../../domain/gtin.ts';
import { money } from '../../../domain/money.ts';
import type { Product, ProductUnit, Variant } from '../../../domain/product.ts';
import type { ReadHandle, WriteHandle } from '../../database/handles.ts';
import { indexProduct, unindexProduct } from '../search/search-index.ts';
import { skuKey, sortName } from './keys.ts';

/** What is nobody's to edit, and no part of a product as it is saved. */
export interface ProductFacts {
  readonly soldCount: number;
  /** From 1, one more with every change. */
  readonly revision: number;
}

/** A product with what only the file knows of it. */
export interface StoredProduct extends ProductFacts {
  readonly rowid: number;
  readonly product: Product;
  readonly updatedAt: string;
}

interface ProductRow {
  readonly rowid: number;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category_id: string | null;
  readonly unit: ProductUnit;
  readonly tax_rate_id: string | null;
  readonly favourite: 0 | 1;
  readonly active: 0 | 1;
  readonly image_tile: string | null;
  readonly image_large: string | null;
  readonly partner_product_id: string | null;
  readonly sold_count: number;
  readonly revision: number;
  readonly updated_at: string;
}

interface VariantRow {
  readonly rowid: number;
  readonly id: string;
  readonly name: string;
  readonly sku: string | null;
  readonly unit_amount_minor: number;
}

const find = {
  row: (db: ReadHandle, id: string) => db.get<ProductRow>('SELECT * FROM product WHERE id = ?', id),
  variants: (db: ReadHandle, rowid: number) =>
    db.all<VariantRow>('SELECT * FROM variant WHERE product_rowid = ? ORDER BY position', rowid),
  barcodes: (db: ReadHandle, variantRowid: number) =>
    db
      .all<{ code: string }>(
        'SELECT code FROM barcode WHERE variant_rowid = ? ORDER BY position',
        variantRowid,
      )
      .map(({ code }) => code),
};

/** Which product, and which of its variants, a code belongs to. */
export interface CodeOwner {
  readonly productId: string;
  readonly variantId: string;
}

const OWNER =
  'SELECT p.id AS productId, v.id AS variantId FROM variant v JOIN product p ON p.rowid = v.product_rowid';

/** Products of the catalogue's file, each whole: row, variants, barcodes and what search knows of it. */
export const productStore = {
  byId: (db: ReadHandle, id: string, currency: CurrencyCode): StoredProduct | null => {
    const row = find.row(db, id);
    return row ? toStored(db, row, currency) : null;
  },

  /** @param key see 'barcodeKey' */
  byBarcode: (db: ReadHandle, key: string): CodeOwner | null =>
    db.get<CodeOwner>(`${OWNER} JOIN barcode b ON b.variant_rowid = v.rowid WHERE b.key = ?`, key) ?? null,

  /** @param key see 'skuKey' */
  bySku: (db: ReadHandle, key: string): CodeOwner | null =>
    db.get<CodeOwner>(`${OWNER} WHERE v.sku_key = ?`, key) ?? null,

  /**
   * Adds the product, or puts it in the place of the one with its id.
   * @throws Error (SQLITE_CONSTRAINT) where a code belongs to another one
   */
  put: (db: WriteHandle, product: Product, at: string): void => {
    const rowid = putRow(db, product, at);
    putVariants(db, rowid, product.variants);
    indexProduct(db, rowid);
  },

  /** Null: there is no such product. */
  factsOf: (db: ReadHandle, id: string): ProductFacts | null => {
    const row = find.row(db, id);
    return row ? { soldCount: row.sold_count, revision: row.revision } : null;
  },

  /** Adds a product that was removed: it stands where it stood, and an editor that was open before is out of date. */
  bringBack: (db: WriteHandle, product: Product, facts: ProductFacts, at: string): void => {
    productStore.put(db, product, at);
    db.runOne(
      'UPDATE product SET sold_count = ?, revision = ? WHERE id = ?',
      facts.soldCount,
      facts.revision + 1,
      product.id,
    );
  },

  /** @returns whether there was one */
  remove: (db: WriteHandle, id: string): boolean => {
    const row = find.row(db, id);
    if (!row) return false;
    unindexProduct(db, row.rowid);
    removeVariants(db, row.rowid, new Set());
    db.runOne('DELETE FROM product WHERE rowid = ?', row.rowid);
    return true;
  },
};

function toStored(db: ReadHandle, row: ProductRow, currency: CurrencyCode): StoredProduct {
  const variants = find.variants(db, row.rowid).map(
    (variant): Variant => ({
      id: variant.id,
      name: variant.name,
      sku: variant.sku,
      barcodes: find.barcodes(db, variant.rowid),
      unitAmount: money(variant.unit_amount_minor, currency),
    }),
  );
  const image =
    row.image_tile !== null && row.image_large !== null
      ? { tile: row.image_tile, large: row.image_large }
      : null;
  const product: Product = {
    id: row.id,
    name: row.name,
    description: row.description,
    categoryId: row.category_id,
    unit: row.unit,
    taxRateId: row.tax_rate_id,
    favourite: row.favourite === 1,
    active: row.active === 1,
    image,
    partnerProductId: row.partner_product_id,
    variants,
  };
  const { rowid, revision } = row;
  return { rowid, product, soldCount: row.sold_count, revision, updatedAt: row.updated_at };
}

const COLUMNS = [
  'name',
  'sort_name',
  'description',
  'category_id',
  'unit',
  'tax_rate_id',
  'favourite',
  'active',
  'image_tile',
  'image_large',
  'partner_product_id',
  'variant_count',
  'amount_from_minor',
  'amount_to_minor',
  'updated_at',
] as const;

const PUT = `INSERT INTO product (id, ${COLUMNS.join(', ')}, revision)
 VALUES (:id, ${COLUMNS.map((column) => `:${column}`).join(', ')}, 1)
 ON CONFLICT (id) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')},
 revision = revision + 1 RETURNING rowid`;

function putRow(db: WriteHandle, product: Product, at: string): number {
  const amounts = product.variants.map(({ unitAmount }) => unitAmount.amountMinor);
  const row = db.get<{ rowid: number }>(PUT, {
    id: product.id,
    name: product.name,
    sort_name: sortName(product.name),
    description: product.description,
    category_id: product.categoryId,
    unit: product.unit,
    tax_rate_id: product.taxRateId,
    favourite: product.favourite ? 1 : 0,
    active: product.active ? 1 : 0,
    image_tile: product.image?.tile ?? null,
    image_large: product.image?.large ?? null,
    partner_product_id: product.partnerProductId,
    variant_count: product.variants.length,
    amount_from_minor: Math.min(...amounts),
    amount_to_minor: Math.max(...amounts),
    updated_at: at,
  });
  if (!row) throw new Error('The product was not written');
  return row.rowid;
}

function putVariants(db: WriteHandle, productRowid: number, variants: readonly Variant[]): void {
  removeVariants(db, productRowid, new Set(variants.map(({ id }) => id)));
  // Codes may change hands between the variants of one product: none may stand in another's way.
  db.run('UPDATE variant SET sku_key = NULL WHERE product_rowid = ?', productRowid);
  variants.forEach((variant, position) => {
    const row = db.get<{ rowid: number }>(
      `INSERT INTO variant (id, product_rowid, position, name, sku, sku_key, unit_amount_minor)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET product_rowid = excluded.product_rowid, position = excluded.position,
       name = excluded.name, sku = excluded.sku, sku_key = excluded.sku_key,
       unit_amount_minor = excluded.unit_amount_minor RETURNING rowid`,
      variant.id,
      productRowid,
      position,
      variant.name,
      variant.sku,
      variant.sku === null ? null : skuKey(variant.sku),
      variant.unitAmount.amountMinor,
    );
    if (!row) throw new Error('The variant was not written');
    variant.barcodes.forEach((code, place) => {
      db.runOne(
        'INSERT INTO barcode (key, code, variant_rowid, position) VALUES (?, ?, ?, ?)',
        barcodeKey(code),
        code,
        row.rowid,
        place,
      );
    });
  });
}

/** Takes the barcodes of all variants of a product away, and the variants that are not to be kept. */
function removeVariants(db: WriteHandle, productRowid: number, kept: ReadonlySet<string>): void {
  db.run(
    'DELETE FROM barcode WHERE variant_rowid IN (SELECT rowid FROM variant WHERE product_rowid = ?)',
    productRowid,
  );
  for (const { rowid, id } of find.variants(db, productRowid)) {
    if (!kept.has(id)) db.runOne('DELETE FROM variant WHERE rowid = ?', rowid);
  }
}
