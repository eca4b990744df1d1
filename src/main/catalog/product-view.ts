import type { ProductTileView, ProductView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import type { ProductUnit } from '../../domain/product.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { StoredProduct } from './file/product-store.ts';

export function productView({ product, revision, updatedAt }: StoredProduct): ProductView {
  const variants = product.variants.map((variant) => ({ ...variant, barcodes: [...variant.barcodes] }));
  return { ...product, variants, revision, updatedAt };
}

interface TileRow {
  readonly rowid: number;
  readonly id: string;
  readonly name: string;
  readonly category_id: string | null;
  readonly unit: ProductUnit;
  readonly favourite: 0 | 1;
  readonly active: 0 | 1;
  readonly image_tile: string | null;
  readonly variant_count: number;
  readonly amount_from_minor: number;
  readonly amount_to_minor: number;
}

/** A product to be drawn, with the variant that was found by its own code or name, and what the words have met. */
export interface TileHit {
  readonly rowid: number;
  readonly variantId: string | null;
  readonly marks: readonly (readonly [number, number])[];
}

/** In the order of the hits; a product that is gone is left out. */
export function readTiles(
  db: ReadHandle,
  hits: readonly TileHit[],
  currency: CurrencyCode,
): readonly ProductTileView[] {
  const rows = new Map(
    db
      .all<TileRow>(
        `SELECT rowid, id, name, category_id, unit, favourite, active, image_tile, variant_count,
         amount_from_minor, amount_to_minor FROM product WHERE rowid IN (SELECT value FROM json_each(?))`,
        JSON.stringify(hits.map(({ rowid }) => rowid)),
      )
      .map((row) => [row.rowid, row]),
  );
  return hits.flatMap((hit) => {
    const row = rows.get(hit.rowid);
    return row ? [toTile(db, row, hit, currency)] : [];
  });
}

interface NamedVariant {
  readonly rowid: number;
  readonly id: string;
  readonly sku: string | null;
  readonly unit_amount_minor: number;
}

function toTile(db: ReadHandle, row: TileRow, hit: TileHit, currency: CurrencyCode): ProductTileView {
  const variant = namedVariant(db, row, hit.variantId);
  return {
    id: row.id,
    variantId: variant?.id ?? null,
    name: row.name,
    sku: variant?.sku ?? null,
    barcode: variant ? firstBarcode(db, variant.rowid) : null,
    variantCount: row.variant_count,
    categoryId: row.category_id,
    unit: row.unit,
    amountFrom: money(variant?.unit_amount_minor ?? row.amount_from_minor, currency),
    amountTo: money(variant?.unit_amount_minor ?? row.amount_to_minor, currency),
    favourite: row.favourite === 1,
    active: row.active === 1,
    tile: row.image_tile,
    marks: hit.marks.map(([from, to]) => [from, to]),
  };
}

function namedVariant(db: ReadHandle, row: TileRow, variantId: string | null): NamedVariant | undefined {
  const columns = 'SELECT rowid, id, sku, unit_amount_minor FROM variant';
  if (variantId !== null) return db.get<NamedVariant>(`${columns} WHERE id = ?`, variantId);
  if (row.variant_count > 1) return undefined;
  return db.get<NamedVariant>(`${columns} WHERE product_rowid = ?`, row.rowid);
}

function firstBarcode(db: ReadHandle, variantRowid: number): string | null {
  return (
    db.get<{ code: string }>(
      'SELECT code FROM barcode WHERE variant_rowid = ? ORDER BY position LIMIT 1',
      variantRowid,
    )?.code ?? null
  );
}
