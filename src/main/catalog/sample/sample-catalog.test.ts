import { describe, expect, test } from 'vitest';
import { barcodeKey, isGtin } from '../../../domain/gtin.ts';
import { foldText } from '../search/search-text.ts';
import { sampleCatalog } from './sample-catalog.ts';
import { SAMPLE_PREFIX } from './sample-codes.ts';

describe('the sample catalogue', () => {
  test('is the same for the same seed, and another for another', () => {
    const names = (seed: number) => [...sampleCatalog(200, seed).products].map(({ id, name }) => id + name);
    expect(names(3)).toEqual(names(3));
    expect(names(3)).not.toEqual(names(4));
  });

  test('has as many products as asked for, and may be walked again', () => {
    const { products } = sampleCatalog(100, 1);
    expect([...products]).toHaveLength(100);
    expect([...products]).toEqual([...products]);
  });

  test('names, ids, SKUs and barcodes are unique, barcodes are valid, shelves exist', () => {
    const { categories, products } = sampleCatalog(10_000, 1);
    const shelves = new Set(categories.map(({ id }) => id));
    const seen = new Set<string>();
    const once = (kind: string, value: string): void => {
      expect(seen.has(`${kind} ${value}`), `${kind} ${value}`).toBe(false);
      seen.add(`${kind} ${value}`);
    };
    let variants = 0;
    for (const product of products) {
      once('name', foldText(product.name));
      once('product', product.id);
      expect(shelves.has(product.categoryId ?? '')).toBe(true);
      expect(product.variants[0]?.id).toBe(product.id);
      if (product.variants.length === 1) expect(product.variants[0]?.name).toBe('');
      for (const { id, name, sku, barcodes, unitAmount } of product.variants) {
        variants++;
        once('variant', id);
        if (product.variants.length > 1) once('size', `${product.id} ${name}`);
        if (sku !== null) once('sku', sku.toLowerCase());
        for (const code of barcodes) {
          expect(isGtin(code), code).toBe(true);
          if (/^2\d{12}$/.test(code)) expect(code.startsWith(SAMPLE_PREFIX)).toBe(true);
          once('barcode', barcodeKey(code));
        }
        expect(Number.isSafeInteger(unitAmount.amountMinor) && unitAmount.amountMinor > 0).toBe(true);
      }
    }
    expect(variants).toBeGreaterThan(11_000);
  });

  test('has the words of a real shop: two scripts, accents, ё, thousands of different ones', () => {
    const words = new Set<string>();
    const letters = new Set<string>();
    for (const { name } of sampleCatalog(10_000, 1).products) {
      for (const word of foldText(name).split(' ')) if (/^\p{L}{2,}$/u.test(word)) words.add(word);
      for (const letter of name.toLowerCase()) letters.add(letter);
    }
    expect(words.size).toBeGreaterThan(2500);
    for (const letter of 'ёйщéüôö') expect(letters.has(letter), letter).toBe(true);
  });

  test('a tree of shelves, each below one that is there', () => {
    const { categories } = sampleCatalog(1, 1);
    const ids = new Set(categories.map(({ id }) => id));
    for (const { parentId } of categories) expect(parentId === null || ids.has(parentId)).toBe(true);
    expect(categories.filter(({ parentId }) => parentId === null).length).toBeGreaterThanOrEqual(10);
    expect(categories.length).toBeGreaterThanOrEqual(60);
  });

  test.each(['RUB', 'JPY', 'KWD', 'USD'] as const)(
    'MON-1 prices in %s are whole minor units above nothing',
    (currency) => {
      for (const { variants } of sampleCatalog(500, 1, currency).products) {
        for (const { unitAmount } of variants) {
          expect(unitAmount.currency).toBe(currency);
          expect(Number.isSafeInteger(unitAmount.amountMinor) && unitAmount.amountMinor > 0).toBe(true);
        }
      }
    },
  );
});
