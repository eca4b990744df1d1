import { expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { productSchema } from '../../contract/values.ts';
import { isCurrencyCode } from '../../domain/currency.ts';
import { createCatalog } from '../catalog/catalog-service.ts';
import { DEMO_CURRENCY, fillDemoCatalog, inStoreBarcode } from './demo-catalog.ts';
import { DEMO_SHELVES } from './demo-products.ts';

/** GS1: the weighted sum of all thirteen digits is a multiple of ten. */
function isEan13(code: string): boolean {
  if (!/^\d{13}$/.test(code)) return false;
  const weighted = [...code].reverse().map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 3));
  return weighted.reduce((a, b) => a + b, 0) % 10 === 0;
}

async function filledDemo() {
  const { database } = await openBooks();
  const catalog = createCatalog(database, 'RUB');
  fillDemoCatalog(database, catalog);
  const all = () =>
    catalog.search({ text: '', categoryId: null, favourite: false, cursor: null, limit: 200 });
  return { database, catalog, all };
}

test('every product of the demo is whole, sellable and unlike the others', async () => {
  const { all, catalog } = await filledDemo();
  const { items, total } = all();
  expect(isCurrencyCode(DEMO_CURRENCY)).toBe(true);
  expect(total).toBe(DEMO_SHELVES.reduce((sum, { products }) => sum + products.length, 0));
  expect(total).toBeGreaterThan(40);
  for (const item of items) {
    expect(productSchema.safeParse(item).success, item.name).toBe(true);
    expect(item.unitAmount.amountMinor, item.name).toBeGreaterThan(0);
    expect(isEan13(item.barcode ?? ''), item.name).toBe(true);
    expect(item.barcode).toMatch(/^2/);
  }
  for (const key of ['id', 'name', 'sku', 'barcode'] as const) {
    expect(new Set(items.map((item) => item[key])).size, key).toBe(total);
  }
  expect(catalog.categories().every(({ productCount }) => productCount > 0)).toBe(true);
  expect(items.some(({ favourite }) => favourite)).toBe(true);
  expect(items.some(({ unit }) => unit === 'kilogram')).toBe(true);
});

test('the demo is searched in English and in Russian, and by its barcodes', async () => {
  const { catalog, all } = await filledDemo();
  const find = (text: string) =>
    catalog.search({ text, categoryId: null, favourite: false, cursor: null, limit: 5 }).items;
  const espressos = ['Double espresso · Двойной эспрессо', 'Espresso · Эспрессо'];
  expect(find('эспр').map(({ name }) => name)).toEqual(espressos);
  expect(find('espr').map(({ name }) => name)).toEqual(espressos);
  for (const { barcode, id } of all().items) expect(find(barcode ?? '')[0]?.id).toBe(id);
});

test('a catalogue with products in it is left alone', async () => {
  const { database, catalog, all } = await filledDemo();
  const before = all();
  fillDemoCatalog(database, catalog);
  expect(all()).toEqual(before);
});

test('an in-store barcode has a valid check digit, whatever its number', () => {
  const codes = Array.from({ length: 2000 }, (_, number) => inStoreBarcode(number));
  expect(codes.filter((code) => !isEan13(code))).toEqual([]);
  expect(new Set(codes).size).toBe(2000);
});
