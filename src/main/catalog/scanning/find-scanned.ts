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
 * Looks a code up: among barcodes first, then among SKUs. A label of the shop's own that no barcode names by its rule
 * may be an ordinary code of what is sold by the piece: a few of its digits that are another product's SKU are chance.
 */
export function findScanned(catalog: Finding, scan: Scan): Scanned | null {
  const named = firstOf(barcodeKeysOf(scan), catalog.sellableByBarcode);
  if (named) return { product: named, scan };
  const known = bySku(catalog, scan);
  const whole = 'codes' in scan ? catalog.sellableByBarcode(barcodeKey(scan.text)) : null;
  if (whole?.unit === 'piece' && whole.variantId !== known?.variantId) {
    return { product: whole, scan: { kind: 'plain', text: scan.text } };
  }
  return known && { product: known, scan };
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
