import { expect, test } from 'vitest';
import { openShelf } from '../../../test/builders/shelf.ts';
import { productTileSchema } from '../../contract/catalog.ts';
import { isCurrencyCode } from '../../domain/currency.ts';
import { isGtin } from '../../domain/gtin.ts';
import { DEMO_CURRENCY, fillDemoCatalog, inStoreBarcode } from './demo-catalog.ts';
import { DEMO_SHELVES } from './demo-products.ts';

async function filledDemo() {
  const { catalog } = await openShelf({ empty: true });
  fillDemoCatalog(catalog);
  const query = { categoryId: null, favourite: false, state: 'active' } as const;
  const all = () => catalog.browse({ ...query, order: 'rank', offset: 0, limit: 200 });
  const find = (text: string) => catalog.search({ ...query, text, cursor: null, limit: 5 }).items;
  return { catalog, all, find };
}

test('every product of the demo is whole, sellable and unlike the others', async () => {
  const { all, catalog } = await filledDemo();
  const { items, total } = all();
  expect(isCurrencyCode(DEMO_CURRENCY)).toBe(true);
  expect(total).toBe(DEMO_SHELVES.reduce((sum, { products }) => sum + products.length, 0));
  expect(total).toBeGreaterThan(40);
  for (const item of items) {
    expect(productTileSchema.safeParse(item).success, item.name).toBe(true);
    expect(item.amountFrom.amountMinor, item.name).toBeGreaterThan(0);
    expect(isGtin(item.barcode ?? ''), item.name).toBe(true);
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
  const { all, find } = await filledDemo();
  const espressos = ['Espresso · Эспрессо', 'Double espresso · Двойной эспрессо'];
  expect(find('эспр').map(({ name }) => name)).toEqual(espressos);
  expect(find('espr').map(({ name }) => name)).toEqual(espressos);
  for (const { barcode, id } of all().items) expect(find(barcode ?? '')[0]?.id).toBe(id);
});

test('a catalogue with products in it is left alone', async () => {
  const { catalog, all } = await filledDemo();
  const before = all();
  fillDemoCatalog(catalog);
  expect(all()).toEqual(before);
});

test('an in-store barcode has a valid check digit, whatever its number', () => {
  const codes = Array.from({ length: 2000 }, (_, number) => inStoreBarcode(number));
  expect(codes.filter((code) => code.length !== 13 || !isGtin(code))).toEqual([]);
  expect(new Set(codes).size).toBe(2000);
});
