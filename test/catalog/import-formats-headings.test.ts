import { expect, test } from 'vitest';
import { defaultMapping, detectFormat } from '../../src/main/catalog/exchange/meaning/mapping.ts';
import { openImportShop } from './import-shop.ts';
import { ean } from './import-files/systems.ts';
import { textTable } from './import-files/table.ts';

/**
 * Rows of headings put together from WooCommerce's exporter and from public programs that read or write files of the other
 * systems; names of places and taxes are made up, and so is the unit of 1C. No file of a shop was at hand.
 */
const SHOPIFY =
  'Title|URL handle|Description|Vendor|Product category|Type|Tags|Published on online store|Status|SKU|Barcode|Option1 name|Option1 value|Option1 Linked To|Option2 name|Option2 value|Option2 Linked To|Option3 name|Option3 value|Option3 Linked To|Price|Compare-at price|Cost per item|Charge tax|Tax code|Unit price total measure|Inventory quantity|Product image URL|Image position|Variant image URL|Gift card|SEO title';
const SQUARE =
  'Token|Item Name|Customer-facing Name|Variation Name|SKU|Description|Categories|Reporting Category|SEO Title|Permalink|GTIN|Square Online Item Visibility|Item Type|Weight (lb)|Shipping Enabled|Price|Online Sale Price|Archived|Sellable|Contains Alcohol|Stockable|Skip Detail Screen in POS|Option Name 1|Option Value 1|Default Unit Cost|Enabled Kiosk|Current Quantity Kiosk|Price Kiosk|Tax - VAT (20%)';
const WOO =
  'ID|Type|SKU|GTIN, UPC, EAN, or ISBN|Name|Published|Is featured?|Visibility in catalog|Short description|Description|Date sale price starts|Tax status|Tax class|In stock?|Stock|Low stock amount|Weight (kg)|Sale price|Regular price|Categories|Tags|Images|Parent|Position|Cost of goods|Attribute 1 name|Attribute 1 value(s)|Attribute 1 visible|Attribute 1 global';
const WOO_RUSSIAN_NEW =
  'ID|Тип|Артикул|GTIN, UPC, EAN или ISBN|Имя|Опубликован|Рекомендуемый?|Видимость в каталоге|Краткое описание|Описание|Статус налога|Налоговый класс|Наличие|Запасы|Вес (кг)|Акционная цена|Базовая цена|Категории|Метки|Изображения|Родительский|Позиция|Бренды|Название атрибута 1|Значения атрибутов 1|Видимость атрибута 1|Глобальный атрибут 1';
const WOO_RUSSIAN_OLD =
  'ID|Тип|Артикул|Имя|Опубликован|рекомендуемый?|Видимость в каталоге|Короткое описание|Описание|Статус налога|В наличии?|Цена распродажи|Базовая цена|Категории|Метки|Родительский|Имя атрибута 1|Значение(-я) атрибута(-ов) 1|Видимость атрибута 1|Имя атрибута 2|Значение(-я) аттрибута(-ов) 2';
const LOYVERSE =
  'Handle|SKU|Name|Category|Description|Sold by weight|Option 1 name|Option 1 value|Option 2 name|Option 2 value|Option 3 name|Option 3 value|Cost|Barcode|SKU of included item|Quantity of included item|Track stock|Available for sale [Kiosk]|Price [Kiosk]|In stock [Kiosk]|Low stock [Kiosk]|Optimal stock [Kiosk]|Tax - "VAT" (20%)';
const MOYSKLAD =
  'Группы|UUID|Тип|Код|Наименование|Внешний код|Артикул|Единица измерения|Цена: Цена продажи|Валюта (Цена продажи)|Закупочная цена|Валюта (Закупочная цена)|Неснижаемый остаток|Штрихкод EAN13|Штрихкод EAN8|Штрихкод Code128|Штрихкод UPC|Штрихкод GTIN|Описание|Минимальная цена|Страна|НДС|Поставщик|UUID товара модификации|Код товара модификации|Архивный|Вес|Весовой товар|Доп. поле: Цвет|Характеристика:Размер';
const ONE_C =
  'Номенклатура.Артикул |Номенклатура.Код|Ценовая группа/ Номенклатура/ Характеристика номенклатуры|Номенклатура.Единица измерения|Опт с НДС|Розница';

test.each([
  [
    'shopify',
    SHOPIFY,
    { handle: 'URL handle', barcode: 'Barcode', price: 'Price', active: 'Status', category: 'Type' },
  ],
  [
    'shopify',
    SHOPIFY.replace('Barcode', 'Barcodes').replace('|Status|', '|'),
    { barcode: 'Barcodes', active: 'Published on online store' },
  ],
  ['shopify', SHOPIFY.replace('Barcode', 'Variant Barcodes'), { barcode: 'Variant Barcodes' }],
  [
    'square',
    SQUARE,
    { name: 'Item Name', variantName: 'Variation Name', barcode: 'GTIN', price: 'Price', active: 'Archived' },
  ],
  ['square', SQUARE.replace('|Categories|', '|'), { category: 'Reporting Category' }],
  [
    'woocommerce',
    WOO,
    {
      barcode: 'GTIN, UPC, EAN, or ISBN',
      price: 'Regular price',
      parent: 'Parent',
      option1Value: 'Attribute 1 value(s)',
    },
  ],
  [
    'woocommerce',
    WOO_RUSSIAN_NEW,
    {
      barcode: 'GTIN, UPC, EAN или ISBN',
      name: 'Имя',
      price: 'Базовая цена',
      favourite: 'Рекомендуемый?',
      option1Value: 'Значения атрибутов 1',
    },
  ],
  [
    'woocommerce',
    WOO_RUSSIAN_OLD,
    {
      option1Name: 'Имя атрибута 1',
      option1Value: 'Значение(-я) атрибута(-ов) 1',
      option2Value: 'Значение(-я) аттрибута(-ов) 2',
      price: 'Базовая цена',
    },
  ],
  [
    'loyverse',
    LOYVERSE,
    { unit: 'Sold by weight', price: 'Price [Kiosk]', active: 'Available for sale [Kiosk]', sku: 'SKU' },
  ],
  [
    'moysklad',
    MOYSKLAD,
    {
      price: 'Цена: Цена продажи',
      parent: 'Код товара модификации',
      handle: 'Код',
      option1Value: 'Характеристика:Размер',
      active: 'Архивный',
    },
  ],
  [
    'one_c',
    ONE_C,
    {
      sku: 'Номенклатура.Артикул ',
      price: 'Розница',
      unit: 'Номенклатура.Единица измерения',
      name: 'Ценовая группа/ Номенклатура/ Характеристика номенклатуры',
    },
  ],
] as const)('%s is known by its headings, and each is read as what it is', (format, line, expected) => {
  const headers = line.split('|');
  expect(detectFormat(headers, [])).toBe(format);
  const found = defaultMapping(format, headers, []).columns.map(({ column, field }) => [
    field,
    headers[column],
  ]);
  expect(Object.fromEntries(found)).toMatchObject(expected);
  expect(found.map(([, header]) => header)).not.toContain('UUID товара модификации');
});

test('Shopify: several barcodes in one cell are all of the variant', async () => {
  const shop = await openImportShop();
  await shop.plan(
    textTable([
      ['Title', 'URL handle', 'SKU', 'Barcodes', 'Price'],
      ['Cup', 'cup', 'C', `${ean(1)}, ${ean(2)}`, '5'],
    ]),
  );
  await shop.apply();
  expect(shop.named('Cup').variants[0]?.barcodes).toEqual([ean(1), ean(2)]);
});

test('WooCommerce: what waits to be looked through is no more sold than a draft is', async () => {
  const shop = await openImportShop();
  const published = ['1', '0', '-1', '2'].map((flag, at) => [
    at + 1,
    'simple',
    `S${at}`,
    `Tea ${at}`,
    flag,
    '5',
  ]);
  const view = await shop.plan(
    textTable([['ID', 'Type', 'SKU', 'Name', 'Published', 'Regular price'], ...published]),
  );
  expect(view).toMatchObject({ source: { format: 'woocommerce' }, counts: { added: 4, refused: 0 } });
  await shop.apply();
  const sold = [0, 1, 2, 3].map((at) => shop.named(`Tea ${at}`).active);
  expect(sold).toEqual([true, false, false, false]);
});
