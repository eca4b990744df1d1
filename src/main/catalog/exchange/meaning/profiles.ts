import type { ImportField, ImportFormat } from '../exchange-types.ts';
import { foldText } from '../../search/search-text.ts';
import type { PathStyle } from './category-path.ts';

/** What headers of a field are called, the best name first; `x *` is every header that begins so. */
type Names = Readonly<Partial<Record<ImportField, readonly string[]>>>;

/** How one system writes its catalogue. */
export interface FormatProfile {
  readonly format: ImportFormat;
  /** All headers of one of these lists make a file this format. */
  readonly signatures: readonly (readonly string[])[];
  readonly names: Names;
  readonly path: PathStyle;
  /** Descriptions are web pages. */
  readonly html: boolean;
  /** What the only variant of a product is called there, without meaning anything. */
  readonly plainVariants: readonly string[];
  /** Rows without a name, a price and a SKU only carry a picture or an ingredient. */
  readonly hasExtraRows: boolean;
  /** An article number belongs to the product there, and is repeated with each of its variants. */
  readonly sharedSku: boolean;
  /** Rows with the same name are variants of one product, told apart by the column of variants. */
  readonly byName: boolean;
}

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

const PLAIN: Omit<FormatProfile, 'format' | 'signatures' | 'names'> = {
  path: 'arrow',
  html: false,
  plainVariants: [],
  hasExtraRows: false,
  sharedSku: false,
  byName: false,
};

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

/** Source: Square's item library export; one row a variation, grouped by the item's handle or name. */
const SQUARE: FormatProfile = {
  ...PLAIN,
  format: 'square',
  signatures: [
    ['token', 'item name', 'variation name'],
    ['reference handle', 'item name'],
    ['token', 'item name', 'price'],
  ],
  names: {
    handle: ['reference handle'],
    name: ['item name'],
    variantName: ['variation name'],
    sku: ['sku'],
    barcode: ['gtin'],
    price: ['price'],
    category: ['categories', 'category', 'reporting category'],
    description: ['description'],
    active: ['archived'],
  },
  path: 'first_of_list',
  plainVariants: ['Regular', 'Обычный'],
  byName: true,
};

/** Source: Shopify's product CSV; one row a variant under one handle, pictures in rows of their own. */
const SHOPIFY: FormatProfile = {
  ...PLAIN,
  format: 'shopify',
  signatures: [
    ['url handle', 'title', 'price'],
    ['url handle', 'title', 'option1 value'],
  ],
  names: {
    handle: ['url handle'],
    name: ['title'],
    option1Name: ['option1 name'],
    option1Value: ['option1 value'],
    option2Name: ['option2 name'],
    option2Value: ['option2 value'],
    option3Name: ['option3 name'],
    option3Value: ['option3 value'],
    sku: ['sku'],
    barcode: ['barcode'],
    price: ['price'],
    category: ['type', 'product category'],
    description: ['description'],
    active: ['status'],
  },
  html: true,
  plainVariants: ['Default Title'],
  hasExtraRows: true,
};

const SHOPIFY_LEGACY: FormatProfile = {
  ...SHOPIFY,
  format: 'shopify_legacy',
  signatures: [
    ['handle', 'title', 'variant price'],
    ['handle', 'title', 'body html'],
    ['handle', 'variant sku', 'variant price'],
  ],
  names: {
    ...SHOPIFY.names,
    handle: ['handle'],
    sku: ['variant sku'],
    barcode: ['variant barcode'],
    price: ['variant price'],
    description: ['body html'],
    active: ['status', 'published'],
  },
};

/** Source: WooCommerce's product CSV export schema; its headers are translated, its types are not. */
const WOOCOMMERCE: FormatProfile = {
  ...PLAIN,
  format: 'woocommerce',
  signatures: [
    ['type', 'sku', 'name', 'regular price'],
    ['тип', 'артикул', 'имя', 'базовая цена'],
  ],
  names: {
    id: ['id'],
    type: ['type', 'тип', 'typ', 'tipo'],
    sku: ['sku', 'артикул', 'ugs', 'artikelnummer'],
    barcode: ['gtin upc ean or isbn', 'gtin *'],
    name: ['name', 'имя', 'название', 'nom', 'nombre'],
    active: ['published', 'опубликован', 'veröffentlicht', 'publié', 'publicado'],
    favourite: ['is featured', 'рекомендуемый', 'ist hervorgehoben', 'mis en avant', 'está destacado'],
    description: [
      'description',
      'описание',
      'beschreibung',
      'descripción',
      'short description',
      'краткое описание',
    ],
    price: [
      'regular price',
      'базовая цена',
      'обычная цена',
      'regulärer preis',
      'tarif régulier',
      'precio normal',
    ],
    category: ['categories', 'категории', 'kategorien', 'catégories', 'categorías'],
    parent: ['parent', 'родительский', 'übergeordnetes produkt', 'übergeordnet', 'superior'],
    option1Name: ['attribute 1 name', 'название атрибута 1', 'имя атрибута 1', 'attribut 1 name'],
    option1Value: [
      'attribute 1 value s',
      'значения атрибутов 1',
      'значение я атрибутов 1',
      'значение я аттрибутов 1',
      'значения атрибута 1',
    ],
    option2Name: ['attribute 2 name', 'название атрибута 2', 'имя атрибута 2', 'attribut 2 name'],
    option2Value: [
      'attribute 2 value s',
      'значения атрибутов 2',
      'значение я атрибутов 2',
      'значение я аттрибутов 2',
      'значения атрибута 2',
    ],
    option3Name: ['attribute 3 name', 'название атрибута 3', 'имя атрибута 3', 'attribut 3 name'],
    option3Value: [
      'attribute 3 value s',
      'значения атрибутов 3',
      'значение я атрибутов 3',
      'значение я аттрибутов 3',
      'значения атрибута 3',
    ],
  },
  path: 'first_of_list',
  html: true,
};

/** Source: Loyverse's item export; the rows after a product's first have only what is the variant's. */
const LOYVERSE: FormatProfile = {
  ...PLAIN,
  format: 'loyverse',
  signatures: [
    ['handle', 'name', 'sold by weight'],
    ['handle', 'name', 'option 1 name'],
    ['handle', 'sku', 'name', 'default price'],
  ],
  names: {
    handle: ['handle'],
    name: ['name'],
    sku: ['sku'],
    category: ['category'],
    description: ['description'],
    unit: ['sold by weight'],
    option1Name: ['option 1 name'],
    option1Value: ['option 1 value'],
    option2Name: ['option 2 name'],
    option2Value: ['option 2 value'],
    option3Name: ['option 3 name'],
    option3Value: ['option 3 value'],
    barcode: ['barcode'],
    price: ['price *', 'default price', 'price'],
    active: ['available for sale *', 'available for sale'],
  },
  html: true,
  hasExtraRows: true,
};

/** Source: МойСклад's export of goods; a modification names its product's code. */
const MOYSKLAD: FormatProfile = {
  ...PLAIN,
  format: 'moysklad',
  signatures: [
    ['наименование', 'внешний код'],
    ['группы', 'наименование', 'артикул'],
    ['uuid', 'наименование'],
  ],
  names: {
    handle: ['код'],
    parent: ['код товара модификации', 'родительский товар'],
    type: ['тип'],
    name: ['наименование'],
    option1Value: ['характеристика *'],
    option2Value: ['характеристика *'],
    option3Value: ['характеристика *'],
    sku: ['артикул', 'код'],
    barcode: [
      'штрихкод ean13',
      'штрихкод ean8',
      'штрихкод upc',
      'штрихкод gtin',
      'штрихкод code128',
      'штрихкод',
      'штрихкод *',
    ],
    price: ['цена цена продажи', 'цена продажи', 'цена розничная цена', 'цена *', 'цена'],
    category: ['группы', 'группа'],
    description: ['описание'],
    unit: ['единица измерения', 'ед изм'],
    tax: ['ндс'],
    active: ['архивный'],
  },
  path: 'slash',
  sharedSku: true,
};

/** 1C has no one export: these are the headers of its price lists and of its lists of goods. */
const ONE_C: FormatProfile = {
  ...PLAIN,
  format: 'one_c',
  signatures: [
    ['номенклатура'],
    ['наименование', 'вид номенклатуры'],
    ['наименование', 'ставка ндс'],
    ['рабочее наименование'],
    ['наименование', 'код', 'единица хранения'],
  ],
  names: {
    name: [
      'номенклатура',
      'номенклатура наименование',
      'рабочее наименование',
      'наименование',
      'наименование для печати',
    ],
    variantName: ['характеристика', 'характеристика номенклатуры', 'номенклатура характеристика'],
    sku: ['артикул', 'номенклатура артикул', 'код', 'номенклатура код'],
    barcode: ['штрихкод', 'штрих код', 'номенклатура штрихкод', 'штрихкоды'],
    price: ['цена', 'розничная цена', 'цена розничная', 'цена продажи', 'розничная', 'цена *'],
    category: [
      'группа',
      'группа номенклатуры',
      'родитель',
      'номенклатурная группа',
      'товарная категория',
      'вид номенклатуры',
    ],
    description: ['описание', 'комментарий'],
    unit: ['единица измерения', 'ед изм', 'единица хранения', 'единица', 'базовая единица измерения', 'ед'],
    tax: ['ставка ндс', 'ндс'],
    active: ['пометка удаления'],
  },
  sharedSku: true,
  byName: true,
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
