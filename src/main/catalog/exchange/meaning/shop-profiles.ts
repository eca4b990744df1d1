import { type FormatProfile, PLAIN } from './format-profile.ts';

/** Source: Square's item library export; one row a variation, grouped by the item's handle or name. */
export const SQUARE: FormatProfile = {
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
    category: ['categories', 'category', 'reporting category', 'additional categories'],
    description: ['description'],
    active: ['archived'],
  },
  path: 'first_of_list',
  plainVariants: ['Regular', 'Обычный'],
  byName: true,
};

/** Source: Shopify's product CSV; one row a variant under one handle, pictures in rows of their own. */
export const SHOPIFY: FormatProfile = {
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
    // Some programs write the plural; whether Shopify then has several in one cell is not known, and either is read.
    barcode: ['barcode', 'barcodes', 'variant barcodes'],
    price: ['price'],
    category: ['type', 'product category'],
    description: ['description'],
    active: ['status', 'published on online store'],
  },
  html: true,
  plainVariants: ['Default Title'],
  hasExtraRows: true,
};

export const SHOPIFY_LEGACY: FormatProfile = {
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
    barcode: ['variant barcode', 'variant barcodes'],
    price: ['variant price'],
    description: ['body html'],
    active: ['status', 'published'],
  },
};

/**
 * Source: `get_default_column_names` of WooCommerce's product CSV exporter; the Russian names from public programs that
 * read or write such files, in more than one translation. Headers are translated, types are not.
 */
export const WOOCOMMERCE: FormatProfile = {
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
      'короткое описание',
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
      'значение я атрибута ов 1',
      'значение я аттрибута ов 1',
      'значения атрибута 1',
    ],
    option2Name: ['attribute 2 name', 'название атрибута 2', 'имя атрибута 2', 'attribut 2 name'],
    option2Value: [
      'attribute 2 value s',
      'значения атрибутов 2',
      'значение я атрибута ов 2',
      'значение я аттрибута ов 2',
      'значения атрибута 2',
    ],
    option3Name: ['attribute 3 name', 'название атрибута 3', 'имя атрибута 3', 'attribut 3 name'],
    option3Value: [
      'attribute 3 value s',
      'значения атрибутов 3',
      'значение я атрибута ов 3',
      'значение я аттрибута ов 3',
      'значения атрибута 3',
    ],
  },
  path: 'first_of_list',
  html: true,
};

/** Source: Loyverse's item export; the rows after a product's first have only what is the variant's. */
export const LOYVERSE: FormatProfile = {
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
