import { barcodeKeysOf, type Scan } from '../../../domain/scan-code.ts';
import { barcodeKey } from '../../../domain/gtin.ts';
import type { CatalogService, Sellable } from '../catalog-service.ts';
import { skuKey } from '../file/keys.ts';

type Finding = Pick<CatalogService, 'sellableByBarcode' | 'sellableBySku'>;

/** What was scanned, and how it is to be sold. */
export interface Scanned {
  readonly product: Sellable;
  /** Of the label; a code of the shop's own that is noted whole in the catalogue has lost its value. */
  readonly scan: Scan;
}

/**
 * Looks a code up: among barcodes first, then among SKUs. A label of the shop's own that names no product by its
 * rule may be an ordinary code of one that is sold by the piece.
 */
export function findScanned(catalog: Finding, scan: Scan): Scanned | null {
  const product = firstOf(barcodeKeysOf(scan), catalog.sellableByBarcode) ?? bySku(catalog, scan);
  if (product) return { product, scan };
  if (!('codes' in scan)) return null;
  const whole = catalog.sellableByBarcode(barcodeKey(scan.text));
  return whole?.unit === 'piece' ? { product: whole, scan: { kind: 'plain', text: scan.text } } : null;
}

function bySku(catalog: Finding, scan: Scan): Sellable | null {
  const codes = 'codes' in scan ? scan.codes : [scan.text];
  return firstOf(codes.map(skuKey), catalog.sellableBySku);
}

function firstOf(keys: readonly string[], find: (key: string) => Sellable | null): Sellable | null {
  for (const key of keys) {
    const found = find(key);
    if (found) return found;
  }
  return null;
}
