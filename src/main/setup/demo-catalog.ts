import { checkDigit } from '../../domain/gtin.ts';
import { money } from '../../domain/money.ts';
import type { Category, Product } from '../../domain/product.ts';
import type { CatalogService } from '../catalog/catalog-service.ts';
import { DEMO_SHELVES, type DemoProduct } from './demo-products.ts';

/** The currency of the demo shop. */
export const DEMO_CURRENCY = 'RUB';

/**
 * Fills an empty catalogue with the demo shop: a café with names in English and Russian, so that search can be
 * tried in both. Ids and barcodes are the same in every demo.
 */
export function fillDemoCatalog(catalog: CatalogService): void {
  if (!catalog.isEmpty()) return;
  const categories = DEMO_SHELVES.map(
    ({ id, name }, position): Category => ({ id, name, parentId: null, position }),
  );
  const products = DEMO_SHELVES.flatMap((shelf) =>
    shelf.products.map((product) => ({ categoryId: shelf.id, product })),
  );
  catalog.fill(
    categories,
    products.map(({ categoryId, product }, index) => demoProduct(index + 1, categoryId, product)),
  );
}

function demoProduct(
  number: number,
  categoryId: string,
  [name, unitAmountMinor, { favourite = false, unit = 'piece' } = {}]: DemoProduct,
): Product {
  const code = String(number).padStart(3, '0');
  const id = `demo-${code}`;
  const unitAmount = money(unitAmountMinor, DEMO_CURRENCY);
  return {
    id,
    name,
    description: '',
    categoryId,
    unit,
    taxRateId: null,
    favourite,
    active: true,
    image: null,
    partnerProductId: null,
    variants: [{ id, name: '', sku: `D-${code}`, barcodes: [inStoreBarcode(number)], unitAmount }],
  };
}

/** An EAN-13 of the range 20 to 29, which GS1 leaves to the shop, with a valid check digit. */
export function inStoreBarcode(number: number): string {
  const digits = `20${String(number).padStart(10, '0')}`;
  return digits + checkDigit(digits);
}
