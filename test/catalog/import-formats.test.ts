import { describe, expect, test } from 'vitest';
import { openImportShop } from './import-shop.ts';
import {
  ean,
  loyverse,
  moysklad,
  oneC,
  shopify,
  shopifyLegacy,
  square,
  woocommerce,
  woocommerceRussian,
} from './import-files/systems.ts';
import { textTable } from './import-files/table.ts';

describe('files of other systems', () => {
  test('Square: variations of an item are variants, Regular is none, an archived one is inactive', async () => {
    const shop = await openImportShop();
    const view = await shop.plan(textTable(square(), { mark: true, newline: '\r\n' }));
    expect(view.source).toMatchObject({
      format: 'square',
      encoding: 'utf-8',
      delimiter: ',',
      remembered: false,
    });
    expect(view.counts).toEqual({ rows: 5, added: 4, changed: 0, unchanged: 0, refused: 1, missing: 0 });
    expect(shop.refusals()).toEqual(['6 price_wrong variable']);
    await shop.apply();
    const latte = shop.named('Latte');
    expect(latte.variants.map(({ name, sku, unitAmount }) => [name, sku, unitAmount.amountMinor])).toEqual([
      ['Small', 'LAT-S', 18000],
      ['Large', 'LAT-L', 24000],
    ]);
    expect(shop.pathOf(latte)).toBe('Drinks > Coffee');
    const mug = shop.named('Mug, "blue"');
    expect(mug).toMatchObject({
      description: 'Holds\n300 ml',
      active: true,
      unit: 'piece',
      categoryId: null,
    });
    expect(mug.variants).toEqual([
      {
        id: mug.id,
        name: '',
        sku: 'MUG',
        barcodes: [ean(7)],
        unitAmount: { amountMinor: 125050, currency: 'RUB' },
      },
    ]);
    expect(shop.named('Old spoon').active).toBe(false);
  });

  test.each([
    ['shopify_legacy', shopifyLegacy, 'S / White', 'Soft & cool\n\nWash at 30°'],
    ['shopify', shopify, 'S', 'Soft'],
  ] as const)(
    '%s: handles hold variants together, picture rows are nothing',
    async (format, rows, first, text) => {
      const shop = await openImportShop();
      const view = await shop.plan(textTable(rows()));
      expect(view.source?.format).toBe(format);
      expect(view.counts).toMatchObject({ refused: 0, rows: format === 'shopify' ? 2 : 3 });
      await shop.apply();
      const shirt = shop.named('Linen shirt');
      expect(shirt.description).toBe(text);
      expect(shop.pathOf(shirt)).toBe('Clothes');
      expect(shirt.variants.map(({ sku, barcodes }) => [sku, ...barcodes])).toEqual([
        ['SH-S', ean(20)],
        ['SH-M', ean(21)],
      ]);
      expect(shirt.variants[0]?.name).toBe(first);
      if (format === 'shopify_legacy') {
        expect(shop.named('Gift card')).toMatchObject({ active: false, variants: [{ name: '' }] });
      }
    },
  );

  test.each([
    ['English', woocommerce],
    ['Russian', woocommerceRussian],
  ] as const)(
    'WooCommerce with %s headers: variations join their parent by id and by SKU',
    async (_, rows) => {
      const shop = await openImportShop();
      const view = await shop.plan(textTable(rows()));
      expect(view.source?.format).toBe('woocommerce');
      expect(shop.refusals()).toEqual(['6 type_unsupported grouped']);
      await shop.apply();
      expect(shop.named('Honey')).toMatchObject({ favourite: true, description: 'Lime\ntree' });
      expect(shop.named('Honey').variants[0]?.barcodes).toEqual([ean(30)]);
      const tea = shop.named('Tea');
      expect(shop.pathOf(tea)).toBe('Food > Tea, loose');
      expect(tea.variants.map(({ name, sku, unitAmount }) => [name, sku, unitAmount.amountMinor])).toEqual([
        ['Black', 'TEA-B', 30000],
        ['Green', 'TEA-G', 32000],
      ]);
    },
  );

  test('Loyverse: options are variants, weight is a unit, ingredients are nothing', async () => {
    const shop = await openImportShop();
    const view = await shop.plan(textTable(loyverse()));
    expect(view.source?.format).toBe('loyverse');
    expect(view.counts).toMatchObject({ rows: 4, added: 4, refused: 0 });
    await shop.apply();
    expect(shop.named('Cheese')).toMatchObject({ unit: 'kilogram', active: true });
    expect(shop.named('Set').active).toBe(false);
    expect(shop.named('Cap').variants.map(({ name }) => name)).toEqual(['Red / M', 'Blue / M']);
  });

  test('1C: windows-1251, semicolons, a title above, headers again, blank lines, taxes, units that are not sold', async () => {
    const shop = await openImportShop();
    const view = await shop.plan(textTable(oneC(), { delimiter: ';', encoding: 'win1251', newline: '\r\n' }));
    expect(view.source).toMatchObject({ format: 'one_c', encoding: 'windows-1251', delimiter: ';' });
    expect(view.options.headerRow).toBe(2);
    expect(shop.refusals()).toEqual(['10 unit_unknown л']);
    await shop.apply();
    const milk = shop.named('Молоко «Ёлочка» 1 л');
    expect(milk).toMatchObject({ taxRateId: 'low', unit: 'piece' });
    expect(milk.variants[0]?.unitAmount.amountMinor).toBe(108990);
    expect(shop.named('Сыр; твёрдый')).toMatchObject({ taxRateId: 'free', unit: 'kilogram' });
    // The article is the product's: its first variant has it.
    expect(shop.named('Футболка').variants.map(({ name, sku }) => [name, sku])).toEqual([
      ['Красная, M', 'Ф-1'],
      ['Синяя, M', null],
    ]);
  });

  test('МойСклад: modifications join their product, groups are a path, archived is inactive', async () => {
    const shop = await openImportShop();
    const view = await shop.plan(textTable(moysklad(), { encoding: 'utf16le', mark: true, delimiter: '\t' }));
    expect(view.source).toMatchObject({ format: 'moysklad', encoding: 'utf-16le', delimiter: '\t' });
    expect(view.counts).toMatchObject({ rows: 3, added: 3, refused: 0 });
    await shop.apply();
    const cap = shop.named('Шапка');
    expect(shop.pathOf(cap)).toBe('Одежда > Зима');
    expect(cap.variants.map(({ name, barcodes }) => [name, ...barcodes])).toEqual([
      ['Серый / 56', ean(60)],
      ['Чёрный / 58', ean(61), 'BOX-61'],
    ]);
    expect(shop.named('Мёд')).toMatchObject({ active: false, unit: 'kilogram', taxRateId: 'free' });
  });

  test('every format: imported twice, the second time nothing changes', async () => {
    for (const rows of [
      square,
      shopify,
      shopifyLegacy,
      woocommerce,
      woocommerceRussian,
      loyverse,
      oneC,
      moysklad,
    ]) {
      const shop = await openImportShop();
      const first = await shop.plan(textTable(rows()));
      await shop.apply();
      const before = shop.products();
      const second = await shop.plan(textTable(rows()));
      const { rows: all = 0, refused = 0 } = first.counts ?? {};
      expect([rows.name, second.counts]).toEqual([
        rows.name,
        { rows: all, added: 0, changed: 0, unchanged: all - refused, refused, missing: 0 },
      ]);
      await shop.apply();
      expect(shop.products()).toEqual(before);
    }
  });
});
