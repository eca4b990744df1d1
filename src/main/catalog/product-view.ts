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
  readonly tax_rate_id: string | null;
  readonly favourite: 0 | 1;
  readonly active: 0 | 1;
  readonly image_tile: string | null;
  readonly variant_count: number;
  readonly amount_from_minor: number;
  readonly amount_to_minor: number;
  readonly variant_id: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
}

/** A product to be drawn, with the variant that was found by its own code or name, and what the words have met. */
export interface TileHit {
  readonly rowid: number;
  readonly variantId: string | null;
  readonly marks: readonly (readonly [number, number])[];
}

/** One statement for a whole page, each with its only variant where it has one. */
const TILES = `
SELECT p.rowid, p.id, p.name, p.category_id, p.unit, p.tax_rate_id, p.favourite, p.active, p.image_tile, p.variant_count,
 p.amount_from_minor, p.amount_to_minor, v.id AS variant_id, v.sku, b.code AS barcode
FROM product p
LEFT JOIN variant v ON v.product_rowid = p.rowid AND p.variant_count = 1
LEFT JOIN barcode b ON b.variant_rowid = v.rowid AND b.position = 0
WHERE p.rowid IN (SELECT value FROM json_each(?))`;

/** In the order of the hits; a product that is gone is left out. */
export function readTiles(
  db: ReadHandle,
  hits: readonly TileHit[],
  currency: CurrencyCode,
): readonly ProductTileView[] {
  const json = JSON.stringify(hits.map(({ rowid }) => rowid));
  const rows = new Map(db.all<TileRow>(TILES, json).map((row) => [row.rowid, row]));
  const tiles = hits.flatMap((hit) => {
    const row = rows.get(hit.rowid);
    return row ? [{ row, tile: toTile(row, hit, namedVariant(db, row, hit.variantId), currency) }] : [];
  });
  const several = tiles.filter(({ tile }) => tile.variantId === null).map(({ row }) => row);
  const variants = variantIdsOf(db, several);
  return tiles.map(({ row, tile }) => {
    const variantIds = tile.variantId === null ? variants.get(row.rowid) : undefined;
    return variantIds === undefined ? tile : { ...tile, variantIds };
  });
}

/** Two hundred products of two hundred variants each would be more than a reply may hold. */
const VARIANTS_TOLD_MAX = 8000;

/** The variants of the first of them, as many as may be told. */
function variantIdsOf(db: ReadHandle, products: readonly TileRow[]): ReadonlyMap<number, string[]> {
  const ids = new Map<number, string[]>();
  let count = 0;
  for (const { rowid, variant_count: variants } of products) {
    count += variants;
    if (count <= VARIANTS_TOLD_MAX) ids.set(rowid, []);
  }
  if (ids.size === 0) return ids;
  for (const { rowid, id } of db.all<{ rowid: number; id: string }>(
    `SELECT product_rowid AS rowid, id FROM variant
     WHERE product_rowid IN (SELECT value FROM json_each(?)) ORDER BY product_rowid, position`,
    JSON.stringify([...ids.keys()]),
  )) {
    ids.get(rowid)?.push(id);
  }
  return ids;
}

interface NamedVariant {
  readonly id: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly unit_amount_minor: number;
}

function toTile(
  row: TileRow,
  { marks }: TileHit,
  named: NamedVariant | null,
  currency: CurrencyCode,
): ProductTileView {
  return {
    id: row.id,
    variantId: named?.id ?? row.variant_id,
    name: row.name,
    sku: named ? named.sku : row.sku,
    barcode: named ? named.barcode : row.barcode,
    variantCount: row.variant_count,
    categoryId: row.category_id,
    unit: row.unit,
    taxRateId: row.tax_rate_id,
    amountFrom: money(named?.unit_amount_minor ?? row.amount_from_minor, currency),
    amountTo: money(named?.unit_amount_minor ?? row.amount_to_minor, currency),
    favourite: row.favourite === 1,
    active: row.active === 1,
    tile: row.image_tile,
    marks: marks.map(([from, to]) => [from, to]),
  };
}

/** Only where a product has several is one of them to be told apart. */
function namedVariant(db: ReadHandle, row: TileRow, variantId: string | null): NamedVariant | null {
  if (variantId === null || row.variant_count === 1) return null;
  return (
    db.get<NamedVariant>(
      `SELECT v.id, v.sku, v.unit_amount_minor, b.code AS barcode FROM variant v
       LEFT JOIN barcode b ON b.variant_rowid = v.rowid AND b.position = 0 WHERE v.id = ?`,
      variantId,
    ) ?? null
  );
}
