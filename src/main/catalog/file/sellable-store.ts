import type { ProductUnit } from '../../../domain/product.ts';
import type { ReadHandle } from '../../database/handles.ts';

/** A variant with what a sale line takes from its product. */
export interface SellableRow {
  readonly productId: string;
  readonly variantId: string;
  readonly name: string;
  readonly variantName: string;
  readonly unit: ProductUnit;
  readonly amountMinor: number;
  readonly taxRateId: string | null;
  readonly active: 0 | 1;
}

const SELLABLE = `
SELECT p.id AS productId, v.id AS variantId, p.name, v.name AS variantName, p.unit,
 v.unit_amount_minor AS amountMinor, p.tax_rate_id AS taxRateId, p.active
FROM variant v JOIN product p ON p.rowid = v.product_rowid`;

/** One row for a tap or a scan: its siblings and their codes are of no matter, however many there are. */
export const sellableStore = {
  byVariant: (db: ReadHandle, variantId: string) =>
    db.get<SellableRow>(`${SELLABLE} WHERE v.id = ?`, variantId),

  /** @param key see `barcodeKey` */
  byBarcode: (db: ReadHandle, key: string) =>
    db.get<SellableRow>(`${SELLABLE} JOIN barcode b ON b.variant_rowid = v.rowid WHERE b.key = ?`, key),

  /** @param key see `skuKey` */
  bySku: (db: ReadHandle, key: string) => db.get<SellableRow>(`${SELLABLE} WHERE v.sku_key = ?`, key),
};
