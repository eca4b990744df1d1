import { describe, expect, test } from 'vitest';
import { REPLY_MAX_BYTES } from '../../src/contract/envelope.ts';
import { money } from '../../src/domain/money.ts';
import type { Product } from '../../src/domain/product.ts';
import { createCatalog } from '../../src/main/catalog/catalog-service.ts';
import { OWN_HEADERS } from '../../src/main/catalog/exchange/meaning/profiles.ts';
import { shelfProduct } from '../builders/shelf.ts';
import { ean } from './import-files/systems.ts';
import { textTable } from './import-files/table.ts';
import { type ImportShop, openImportShop } from './import-shop.ts';

const goods = (id: string, given: Parameters<typeof shelfProduct>[1]): Product =>
  shelfProduct(id, { categoryId: null, ...given });

const variant = (id: string, name: string, sku: string | null, ...barcodes: string[]) => ({
  id,
  name,
  sku,
  barcodes,
  unitAmount: money(1000, 'RUB'),
});

const outcomes = (shop: ImportShop): readonly string[] =>
  shop.rows().map(({ row, outcome, name }) => `${row} ${outcome} ${name}`);

describe('which product of the catalogue a row is about', () => {
  test('by SKU whatever its case, then by barcode or its twin, then by name in its category', async () => {
    const shop = await openImportShop();
    shop.put(
      goods('p1', { name: 'Tea', sku: 'T-1' }),
      goods('p2', { name: 'Cola', barcode: '036000291452' }),
      goods('p3', { name: 'Ёлка' }),
      goods('p4', { name: 'Bread', sku: 'B-1' }),
    );
    await shop.plan(
      textTable([
        ['name', 'sku', 'barcode', 'price'],
        ['Black tea', ' t-1 ', '', '2'],
        ['Cola', '', '0036000291452', '1'],
        ['елка', '', '', '3'],
        // It has a code, and Bread has another one: they are two.
        ['Bread', 'B-2', '', '4'],
      ]),
    );
    expect(outcomes(shop)).toEqual([
      '2 changed Black tea',
      '3 unchanged Cola',
      '4 changed елка',
      '5 added Bread',
      'null missing Bread',
    ]);
    expect(shop.rows('changed')[0]?.fields).toEqual([
      { field: 'name', before: 'Tea', after: 'Black tea' },
      { field: 'sku', before: 'T-1', after: 't-1' },
      { field: 'price', before: '1.00', after: '2.00' },
    ]);
    await shop.apply();
    expect(shop.products().map(({ id, name }) => [id, name])).toEqual(
      expect.arrayContaining([
        ['p1', 'Black tea'],
        ['p2', 'Cola'],
        ['p3', 'елка'],
        ['p4', 'Bread'],
      ]),
    );
  });

  test('what the file says nothing of stays as it is', async () => {
    const shop = await openImportShop();
    const before = goods('p1', {
      name: 'Tea',
      sku: 'T-1',
      barcode: ean(1),
      description: 'Leaves',
      favourite: true,
      taxRateId: 'vat',
      unit: 'kilogram',
      partnerProductId: 'x1',
      image: { tile: `${'a'.repeat(64)}.webp`, large: `${'b'.repeat(64)}.webp` },
    });
    shop.put(before);
    await shop.plan(
      textTable([
        ['sku', 'price', 'barcode', 'description'],
        ['T-1', '7', '', ''],
      ]),
    );
    await shop.apply();
    expect(shop.products()).toEqual([
      { ...before, variants: [{ ...before.variants[0], unitAmount: money(700, 'RUB') }] },
    ]);
  });

  test('a price list has a row for each variant and says nothing of their product', async () => {
    const shop = await openImportShop();
    shop.put(goods('p1', { name: 'Shirt', variants: [variant('s', 'S', 'S-1'), variant('m', 'M', 'M-1')] }));
    await shop.plan(
      textTable([
        ['name', 'sku', 'price'],
        ['Shirt small', 'S-1', '11'],
        ['Shirt medium', 'M-1', '12'],
      ]),
    );
    await shop.apply();
    const shirt = shop.named('Shirt');
    expect(shirt.variants.map(({ name, unitAmount }) => [name, unitAmount.amountMinor])).toEqual([
      ['S', 1100],
      ['M', 1200],
    ]);
  });

  test('a variant joins the product of its siblings; those that the file does not name stay', async () => {
    const shop = await openImportShop();
    shop.put(goods('p1', { name: 'Shirt', variants: [variant('s', 'S', 'S-1'), variant('m', 'M', 'M-1')] }));
    await shop.plan(
      textTable([
        ['name', 'variant', 'sku', 'price'],
        ['Shirt', 'S', 'S-1', '10'],
        ['Shirt', 'L', 'L-1', '13'],
      ]),
    );
    expect(outcomes(shop)).toEqual(['2 unchanged Shirt', '3 added Shirt']);
    await shop.apply();
    expect(shop.named('Shirt').variants.map(({ id, name }) => (id.length > 5 ? name : id))).toEqual([
      's',
      'm',
      'L',
    ]);
  });

  test('products that the file does not name are kept, or made inactive where that is asked for', async () => {
    const shop = await openImportShop();
    shop.put(
      goods('p1', { name: 'Tea', sku: 'T-1' }),
      goods('p2', { name: 'Old' }),
      goods('p3', { name: 'Bad', sku: 'X' }),
    );
    // A refused row names its product all the same.
    const file = textTable([
      ['name', 'sku', 'price'],
      ['Tea', 'T-1', '1'],
      ['Bad', 'X', 'dear'],
    ]);
    const kept = await shop.plan(file);
    expect(kept.counts).toMatchObject({ refused: 1, missing: 1 });
    expect(shop.rows('missing')).toMatchObject([{ row: null, name: 'Old', amount: money(100, 'RUB') }]);
    await shop.apply();
    expect(shop.products().every(({ active }) => active)).toBe(true);
    await shop.plan(file, { options: { missing: 'deactivate' } });
    await shop.apply();
    expect(
      shop
        .products()
        .filter(({ active }) => !active)
        .map(({ name }) => name),
    ).toEqual(['Old']);
  });
});

describe('what is refused, and why', () => {
  test('a row alone, with its reason; the others go in', async () => {
    const shop = await openImportShop();
    shop.put(goods('p1', { name: 'Taken', sku: 'A-1', barcode: ean(9) }));
    const wrong = `${ean(1).slice(0, -1)}${(Number(ean(1).at(-1)) + 1) % 10}`;
    await shop.plan(
      textTable([
        ['name', 'sku', 'barcode', 'price', 'unit', 'tax', 'active', 'category'],
        ['Good', 'G-1', '', '1', 'pcs', '20%', 'yes', 'A > B'],
        ['', '', '', '1', '', '', '', ''],
        ['x'.repeat(201), '', '', '1', '', '', '', ''],
        ['No price', '', '', '', '', '', '', ''],
        ['Odd price', '', '', 'ten', '', '', '', ''],
        ['Negative', '', '', '-1', '', '', '', ''],
        ['Precise', '', '', '1.9999', '', '', '', ''],
        ['Wrong digit', '', wrong, '1', '', '', '', ''],
        ['Rounded', '', '4.60706E+12', '1', '', '', '', ''],
        ['Litre', '', '', '1', 'l', '', '', ''],
        ['Taxed', '', '', '1', '', '18%', '', ''],
        ['Perhaps', '', '', '1', '', '', 'perhaps', ''],
        ['Deep', '', '', '1', '', '', '', '1>2>3>4>5>6>7>8>9'],
        ['Again', 'g-1', '', '1', '', '', '', ''],
        ['Best', '', '36000291452', '1', '', '', '', ''],
        ['Twin', '', '0036000291452', '1', '', '', '', ''],
      ]),
    );
    expect(shop.refusals().map((text) => text.slice(0, 60))).toEqual([
      '3 name_missing ',
      `4 name_too_long ${'x'.repeat(44)}`,
      '5 price_missing ',
      '6 price_wrong ten',
      '7 price_negative -1',
      '8 price_too_precise 1.9999',
      `9 barcode_check_digit ${wrong}`,
      '10 barcode_rounded 4.60706E+12',
      '11 unit_unknown l',
      '12 tax_unknown 18%',
      '13 flag_unknown perhaps',
      '14 category_too_deep 1>2>3>4>5>6>7>8>9',
      '15 sku_repeated 2',
      '17 barcode_repeated 16',
    ]);
    expect(outcomes(shop).filter((text) => !text.includes('refused'))).toEqual([
      '2 added Good',
      '16 added Best',
      'null missing Taken',
    ]);
    await shop.apply();
    expect(shop.named('Best').variants[0]?.barcodes).toEqual(['036000291452']);
    // Categories of refused rows are not made.
    const categories = shop.files.current.read.all<{ name: string }>(
      'SELECT name FROM category ORDER BY name',
    );
    expect(categories.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  test('a product of our own file whose id is a variant of another gets its variant all the same', async () => {
    const shop = await openImportShop();
    shop.put(goods('p1', { name: 'Shirt', variants: [variant('v1', 'S', null), variant('v2', 'M', null)] }));
    const own = Object.values(OWN_HEADERS);
    const row = (handle: string, id: string, name: string): readonly string[] =>
      Object.keys(OWN_HEADERS).map((field) => ({ handle, id, name, price: '5' })[field] ?? '');
    await shop.plan(textTable([own, row('v1', '', 'Cap'), row('n1', '', 'Sock'), row('n2', 'n1', 'Shoe')]));
    expect(shop.refusals()).toEqual([]);
    expect(await shop.apply()).toMatchObject({ phase: 'applied', counts: { added: 3 } });
    expect(shop.named('Shirt').variants.map(({ id }) => id)).toEqual(['v1', 'v2']);
    expect(shop.named('Shoe').variants.map(({ id }) => id)).toEqual(['n1']);
    expect(shop.products().map(({ name }) => name)).toEqual(expect.arrayContaining(['Cap', 'Sock']));
  });

  test('one code in two of its lengths within a row is one barcode, and the import goes in', async () => {
    const shop = await openImportShop();
    const planned = await shop.plan(
      textTable([
        ['name', 'barcode', 'price'],
        ['Cola', '036000291452; 0036000291452', '1'],
      ]),
    );
    expect(planned.counts).toMatchObject({ added: 1, refused: 0 });
    expect(await shop.apply()).toMatchObject({ phase: 'applied', problem: null });
    expect(shop.named('Cola').variants[0]?.barcodes).toEqual(['036000291452']);
  });

  test('categories beyond what a screen can be told in one reply; those before them are made', async () => {
    const shop = await openImportShop();
    const name = (index: number): string => `${'ж'.repeat(70)}${index}`;
    const rows = Array.from({ length: 4000 }, (_, index) => [`P${index}`, '1', name(index)]);
    const planned = await shop.plan(textTable([['name', 'price', 'category'], ...rows]));
    expect(planned.counts?.refused).toBeGreaterThan(500);
    expect(planned.counts?.added).toBeGreaterThan(2000);
    expect(shop.rows('refused')[0]?.reason).toMatchObject({ code: 'categories_too_many', field: 'category' });
    await shop.apply();
    const catalog = createCatalog({ files: shop.files, currency: 'RUB', now: shop.books.now });
    const categories = catalog.categories();
    expect(categories).toHaveLength(planned.counts?.added ?? 0);
    expect(Buffer.byteLength(JSON.stringify({ items: categories }))).toBeLessThan(REPLY_MAX_BYTES);
    // A category that is there takes no more room.
    await shop.plan(
      textTable([
        ['name', 'price', 'category'],
        ['Last', '1', name(0)],
        ['Beyond', '1', 'я'.repeat(80)],
      ]),
    );
    expect(shop.refusals()).toEqual([`3 categories_too_many ${'я'.repeat(80)}`]);
  });

  test('a product with one refused variant is refused whole', async () => {
    const shop = await openImportShop();
    const view = await shop.plan(
      textTable([
        ['name', 'variant', 'sku', 'price'],
        ['Shirt', 'S', '1', '10'],
        ['Shirt', 'M', '2', 'x'],
        ['Shirt', 'L', '3', '10'],
        ['Cap', '', '4', '5'],
      ]),
    );
    expect(shop.refusals()).toEqual(['2 product_refused 3', '3 price_wrong x', '4 product_refused 3']);
    expect(view.counts).toMatchObject({ added: 1, refused: 3 });
  });

  test('codes of another product of the catalogue, unless it gives them up in the same file', async () => {
    const shop = await openImportShop();
    shop.put(
      goods('p1', { name: 'One', sku: 'A', barcode: ean(1) }),
      goods('p2', { name: 'Two', sku: 'B', barcode: ean(2) }),
    );
    const headers = ['Product ID', 'Variant ID', 'Name', 'SKU', 'Barcode', 'Price'];
    const taken = await shop.plan(textTable([headers, ['p1', 'p1', 'One', 'B', ean(1), '1']]));
    expect(taken.source?.format).toBe('tillink');
    expect(shop.refusals()).toEqual(['2 sku_taken B']);
    await shop.plan(
      textTable([headers, ['p1', 'p1', 'One', 'B', ean(2), '1'], ['p2', 'p2', 'Two', 'A', ean(1), '1']]),
    );
    expect(shop.refusals()).toEqual([]);
    await shop.apply();
    expect(shop.named('One').variants[0]).toMatchObject({ id: 'p1', sku: 'B', barcodes: [ean(2)] });
    expect(shop.named('Two').variants[0]).toMatchObject({ id: 'p2', sku: 'A', barcodes: [ean(1)] });
  });

  test('variants without a name, with the same name, and two rows about one product', async () => {
    const shop = await openImportShop();
    shop.put(goods('p1', { name: 'Tea', sku: 'T', barcode: ean(3) }));
    await shop.plan(
      textTable([
        ['handle', 'name', 'variant', 'sku', 'barcode', 'price'],
        ['a', 'Cap', 'Red', '1', '', '1'],
        ['a', 'Cap', 'RED', '2', '', '1'],
        ['b', 'Hat', '', '3', '', '1'],
        ['b', 'Hat', 'Blue', '4', '', '1'],
        ['', 'Tea', '', 'T', '', '1'],
        ['', 'Tea again', '', '', ean(3), '1'],
      ]),
    );
    expect(shop.refusals()).toEqual([
      '2 product_refused 3',
      '3 variant_repeated RED',
      '4 variant_name_missing ',
      '5 product_refused 4',
      // Its barcode is that of the product which row 6 names by its SKU.
      `7 barcode_taken ${ean(3)}`,
    ]);
  });

  test('the report has the rows as they came, their numbers and reasons, and no formula', async () => {
    const shop = await openImportShop();
    await shop.plan('name;price;note\nTea;1;\n=cmd();x;"a;b"\n\nBad;-1\n');
    const file = await shop.exchange.refusedFile(shop.exchange.current()?.importId ?? '');
    const { path, name } = shop.desk.open(file.handle, 'download');
    const { readFileSync } = await import('node:fs');
    expect(name).toBe('refused-to-lay.csv'.replace('to-lay', name.slice(8, -4)));
    expect(readFileSync(path, 'utf8')).toBe(
      '\ufeffname;price;note;Row;Reason;Value\r\n' +
        '\'=cmd();x;"a;b";3;The price is not a number;x\r\n' +
        "Bad;'-1;;5;The price is below zero;'-1\r\n",
    );
  });
});
