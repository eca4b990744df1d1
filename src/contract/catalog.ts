import { z } from 'zod';
import { BARCODES_MAX, VARIANTS_MAX } from '../domain/product.ts';
import { command, cursor, nothing, query } from './operation.ts';
import { idSchema, instantSchema, moneySchema, unitSchema } from './values.ts';

/** The catalogue on the wire: finding, editing, taking back. */

const name = z.string().trim().min(1).max(200);
/** A file of the till's own image store: `/images/<name>` on both hosts (SEC-2). */
export const imageNameSchema = z.string().regex(/^[0-9a-f]{64}\.webp$/);
export const imageSchema = z.strictObject({ tile: imageNameSchema, large: imageNameSchema });

export const variantSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  sku: z.string().nullable(),
  barcodes: z.array(z.string()),
  unitAmount: moneySchema,
});

export const productSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  description: z.string(),
  categoryId: idSchema.nullable(),
  unit: unitSchema,
  taxRateId: idSchema.nullable(),
  favourite: z.boolean(),
  active: z.boolean(),
  image: imageSchema.nullable(),
  partnerProductId: z.string().nullable(),
  variants: z.array(variantSchema).min(1),
  /** Grows with every change: what was edited meanwhile is not overwritten. */
  revision: z.number().int(),
  updatedAt: instantSchema,
});

/** A product as a grid or a list draws it. */
export const productTileSchema = z.strictObject({
  id: idSchema,
  /** What a tap sells: the only variant, or the one that the code belongs to; null where one has to be chosen. */
  variantId: idSchema.nullable(),
  /** All of them, where one has to be chosen: sale lines name variants only. Absent as well where a page has very many. */
  variantIds: z.array(idSchema).optional(),
  name: z.string(),
  /** Of the only variant, or of the one that was found by it. */
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  variantCount: z.number().int().min(1),
  categoryId: idSchema.nullable(),
  unit: unitSchema,
  /** Null: the shop's usual rate. */
  taxRateId: idSchema.nullable(),
  amountFrom: moneySchema,
  amountTo: moneySchema,
  favourite: z.boolean(),
  active: z.boolean(),
  tile: imageNameSchema.nullable(),
  /** Which parts of the name the words have met: from (included) and to (excluded), in UTF-16 units, in order. */
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
});

/** How a text was read that finds nothing as it stands. */
export const understoodSchema = z.strictObject({
  kind: z.enum(['layout', 'transliteration', 'part', 'typo']),
  /** What was looked for instead. */
  text: z.string(),
});

export const categorySchema = z.strictObject({
  id: idSchema,
  parentId: idSchema.nullable(),
  name: z.string(),
  position: z.number().int(),
  /** Active products in it and in all below it. */
  productCount: z.number().int(),
});

const draftVariant = z.strictObject({
  /** Null: a new one. */
  id: idSchema.nullable(),
  name: z.string().trim().max(120),
  sku: z.string().trim().max(80).nullable(),
  barcodes: z.array(z.string().trim().min(1).max(80)).max(BARCODES_MAX),
  unitAmount: moneySchema,
});

export const productDraftSchema = z.strictObject({
  /** Null: a new product. */
  id: idSchema.nullable(),
  /** What the screen was drawn from; null with a new product. */
  revision: z.number().int().nullable(),
  name,
  description: z.string().trim().max(4000),
  categoryId: idSchema.nullable(),
  unit: unitSchema,
  taxRateId: idSchema.nullable(),
  favourite: z.boolean(),
  active: z.boolean(),
  image: imageSchema.nullable(),
  partnerProductId: z.string().trim().min(1).max(80).nullable(),
  variants: z.array(draftVariant).min(1).max(VARIANTS_MAX),
});

const filterShape = {
  text: z.string().max(200).default(''),
  /** With everything below it. */
  categoryId: idSchema.nullable().default(null),
  favourite: z.boolean().default(false),
  state: z.enum(['active', 'inactive', 'all']).default('active'),
} as const;

/** Products named one by one, or all that a filter finds but some. */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('these'), ids: z.array(idSchema).min(1).max(1000) }),
  z.strictObject({
    kind: z.literal('all'),
    filter: z.strictObject(filterShape),
    except: z.array(idSchema).max(1000).default([]),
  }),
]);

/** To the nearest multiple of so many minor units, a half away from zero; 1 leaves it. */
const roundTo = z.number().int().min(1).max(100_000_000).default(1);

export const bulkChangeSchema = z.discriminatedUnion('kind', [
  /** 1000 is 10 % more, -1000 is 10 % less. */
  z.strictObject({
    kind: z.literal('price_percent'),
    basisPoints: z.number().int().min(-10_000).max(100_000),
    roundTo,
  }),
  z.strictObject({ kind: z.literal('price_add'), amount: moneySchema, roundTo }),
  z.strictObject({ kind: z.literal('price_set'), amount: moneySchema }),
  z.strictObject({ kind: z.literal('category'), categoryId: idSchema.nullable() }),
  z.strictObject({ kind: z.literal('tax'), taxRateId: idSchema.nullable() }),
  z.strictObject({ kind: z.literal('active'), active: z.boolean() }),
  z.strictObject({ kind: z.literal('favourite'), favourite: z.boolean() }),
  z.strictObject({ kind: z.literal('delete') }),
]);

/** The last change can be taken back, then the one before it. */
export const catalogChangeSchema = z.strictObject({
  id: idSchema,
  at: instantSchema,
  staffId: idSchema.nullable(),
  kind: z.enum([
    'product_added',
    'product_changed',
    'product_deleted',
    'bulk_changed',
    'category_added',
    'category_changed',
    'category_moved',
    'category_deleted',
    'imported',
    'image_changed',
  ]),
  /** A name to recognise it by: the product's, the category's, the file's. */
  title: z.string(),
  /** How many products. */
  count: z.number().int(),
  undone: z.boolean(),
  undoable: z.boolean(),
});

const priceChangeSchema = z.strictObject({
  at: instantSchema,
  staffId: idSchema.nullable(),
  before: moneySchema.nullable(),
  after: moneySchema.nullable(),
});

/** A change of very many products runs in the background; the import's place shows how far it is. */
const bulkOutcome = z.strictObject({ changed: z.number().int(), inBackground: z.boolean() });

export const catalogOperations = {
  /** Best first. Words in any order, parts, typos, the wrong layout, other letters: see `understood`. */
  'catalog.search': query(
    'cashier',
    z.strictObject({ ...filterShape, cursor, limit: z.number().int().min(1).max(200).default(60) }),
    z.strictObject({
      items: z.array(productTileSchema),
      nextCursor: z.string().nullable(),
      /** Counted up to a thousand. */
      total: z.number().int(),
      totalIsExact: z.boolean(),
      understood: understoodSchema.nullable(),
    }),
  ),
  /** Any part of the whole list, for a grid that can be scrolled to anywhere. */
  'catalog.browse': query(
    'cashier',
    z.strictObject({
      categoryId: filterShape.categoryId,
      favourite: filterShape.favourite,
      state: filterShape.state,
      /** `rank`: favourites, then what sells most, then by name. */
      order: z.enum(['rank', 'name']).default('rank'),
      offset: z.number().int().min(0).max(10_000_000).default(0),
      limit: z.number().int().min(1).max(200).default(60),
    }),
    z.strictObject({ items: z.array(productTileSchema), total: z.number().int() }),
  ),
  'catalog.product': query('cashier', z.strictObject({ productId: idSchema }), productSchema),
  /** In the order in which they are shown: children follow their parent. */
  'catalog.categories': query('cashier', nothing, z.strictObject({ items: z.array(categorySchema) })),
  /** Newest first. */
  'catalog.priceHistory': query(
    'manager',
    z.strictObject({ variantId: idSchema, cursor, limit: z.number().int().min(1).max(100).default(50) }),
    z.strictObject({ items: z.array(priceChangeSchema), nextCursor: z.string().nullable() }),
  ),

  'catalog.save': command('manager', productDraftSchema, productSchema),
  'catalog.delete': command('manager', z.strictObject({ productId: idSchema }), nothing),
  /** What a bulk change would do, with some examples. */
  'catalog.previewBulk': query(
    'manager',
    z.strictObject({ selection: selectionSchema, change: bulkChangeSchema }),
    z.strictObject({
      /** Products that would be changed. */
      count: z.number().int(),
      examples: z.array(
        z.strictObject({
          name: z.string(),
          before: moneySchema.nullable(),
          after: moneySchema.nullable(),
        }),
      ),
      /** Prices that the change would bring below zero or beyond what can be counted. */
      refused: z.number().int(),
    }),
  ),
  'catalog.bulk': command(
    'manager',
    z.strictObject({ selection: selectionSchema, change: bulkChangeSchema }),
    bulkOutcome,
  ),
  'catalog.saveCategory': command(
    'manager',
    z.strictObject({
      /** Null: a new one, the last among its siblings. */
      id: idSchema.nullable(),
      name: z.string().trim().min(1).max(80),
      parentId: idSchema.nullable(),
    }),
    z.strictObject({ id: idSchema }),
  ),
  /** Under another parent, or to another place among its siblings. */
  'catalog.moveCategory': command(
    'manager',
    z.strictObject({ id: idSchema, parentId: idSchema.nullable(), position: z.number().int().min(0) }),
    nothing,
  ),
  /** What is in it goes to its parent. */
  'catalog.deleteCategory': command('manager', z.strictObject({ id: idSchema }), nothing),
  /** Newest first. */
  'catalog.changes': query(
    'manager',
    z.strictObject({ cursor, limit: z.number().int().min(1).max(100).default(30) }),
    z.strictObject({ items: z.array(catalogChangeSchema), nextCursor: z.string().nullable() }),
  ),
  /** Takes back the newest change that stands; `changeId` is what the screen showed as such. */
  'catalog.undo': command('manager', z.strictObject({ changeId: idSchema }), nothing),
} as const;
