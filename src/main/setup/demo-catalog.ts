import type { CatalogService, NewProduct } from '../catalog/catalog-service.ts';
import type { TillDatabase } from '../database/handles.ts';
import { DEMO_SHELVES } from './demo-products.ts';

/** The currency of the demo shop. */
export const DEMO_CURRENCY = 'RUB';

/**
 * Fills an empty catalogue with the demo shop: a café with names in English and Russian, so that search can be
 * tried in both. Ids and barcodes are the same in every demo.
 */
export function fillDemoCatalog(database: TillDatabase, catalog: CatalogService): void {
  if (!catalog.isEmpty()) return;
  database.write((db) => {
    let number = 0;
    DEMO_SHELVES.forEach(({ id, name, products }, position) => {
      catalog.addCategory(db, id, name, position);
      for (const [productName, unitAmountMinor, options = {}] of products) {
        number += 1;
        catalog.addProduct(db, demoProduct(number, id, productName, unitAmountMinor, options));
      }
    });
  });
}

function demoProduct(
  number: number,
  categoryId: string,
  name: string,
  unitAmountMinor: number,
  { favourite = false, unit = 'piece' }: { readonly favourite?: boolean; readonly unit?: NewProduct['unit'] },
): NewProduct {
  const code = String(number).padStart(3, '0');
  return {
    id: `demo-${code}`,
    name,
    categoryId,
    sku: `D-${code}`,
    barcode: inStoreBarcode(number),
    unit,
    unitAmountMinor,
    favourite,
  };
}

/** An EAN-13 of the range 20 to 29, which GS1 leaves to the shop, with a valid check digit. */
export function inStoreBarcode(number: number): string {
  const digits = `20${String(number).padStart(10, '0')}`;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return digits + String((10 - (sum % 10)) % 10);
}
