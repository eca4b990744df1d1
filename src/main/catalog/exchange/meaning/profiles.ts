import type { ImportFormat } from '../exchange-types.ts';
import { foldText } from '../../search/search-text.ts';
import { type FormatProfile, PLAIN } from './format-profile.ts';
import { MOYSKLAD, ONE_C } from './russian-profiles.ts';
import { LOYVERSE, SHOPIFY, SHOPIFY_LEGACY, SQUARE, WOOCOMMERCE } from './shop-profiles.ts';

/** Headers of our own file, in their order; barcodes follow, as many columns as are needed. */
export const OWN_HEADERS = {
  handle: 'Product ID',
  id: 'Variant ID',
  name: 'Name',
  variantName: 'Variant',
  sku: 'SKU',
  price: 'Price',
  category: 'Category',
  description: 'Description',
  unit: 'Unit',
  tax: 'Tax',
  favourite: 'Favourite',
  active: 'Active',
  partnerProductId: 'Partner product ID',
  barcode: 'Barcode',
} as const;

const TILLINK: FormatProfile = {
  ...PLAIN,
  format: 'tillink',
  signatures: [['product id', 'variant id', 'name', 'price']],
  names: {
    ...Object.fromEntries(Object.entries(OWN_HEADERS).map(([field, header]) => [field, [header]])),
    barcode: ['barcode', 'barcode *'],
  },
  path: 'own',
};

const OTHER: FormatProfile = {
  ...PLAIN,
  format: 'other',
  signatures: [],
  names: {
    name: [
      'name',
      'product name',
      'item name',
      'title',
      'product',
      'item',
      'product title',
      'наименование',
      'название',
      'товар',
      'наименование товара',
      'название товара',
      'имя',
      'продукт',
      'номенклатура',
    ],
    variantName: [
      'variant',
      'variant name',
      'variation',
      'variation name',
      'вариант',
      'характеристика',
      'модификация',
      'размер',
    ],
    handle: ['handle', 'product handle'],
    sku: ['sku', 'article', 'item code', 'product code', 'code', 'артикул', 'код', 'код товара', 'plu'],
    barcode: [
      'barcode',
      'bar code',
      'ean',
      'ean13',
      'ean 13',
      'gtin',
      'upc',
      'штрихкод',
      'штрих код',
      'шк',
      'ean код',
      'barcode *',
      'штрихкод *',
    ],
    price: [
      'price',
      'retail price',
      'sale price',
      'selling price',
      'unit price',
      'цена',
      'розничная цена',
      'цена продажи',
      'цена розничная',
      'цена руб',
      'стоимость',
      'price *',
      'цена *',
    ],
    category: [
      'category',
      'categories',
      'department',
      'group',
      'product category',
      'категория',
      'группа',
      'раздел',
      'категории',
      'группа товаров',
      'отдел',
    ],
    description: ['description', 'описание', 'details'],
    unit: ['unit', 'unit of measure', 'uom', 'единица измерения', 'ед изм', 'единица', 'ед'],
    tax: ['tax', 'vat', 'tax rate', 'vat rate', 'ндс', 'ставка ндс', 'налог'],
    favourite: ['favourite', 'favorite', 'избранное'],
    active: ['active', 'status', 'enabled', 'available', 'активен', 'активный', 'статус'],
  },
  byName: true,
};

/** The surest signature first. */
export const PROFILES: readonly FormatProfile[] = [
  TILLINK,
  SQUARE,
  SHOPIFY,
  SHOPIFY_LEGACY,
  WOOCOMMERCE,
  LOYVERSE,
  MOYSKLAD,
  ONE_C,
  OTHER,
];

export function profileOf(format: ImportFormat): FormatProfile {
  return PROFILES.find((profile) => profile.format === format) ?? OTHER;
}

/** Headers as they are compared. */
export const foldHeader = foldText;
