import { z } from 'zod';
import { command, cursor, nothing, query } from './operation.ts';
import { idSchema, instantSchema, moneySchema } from './values.ts';

/** Catalogues coming in and going out as files; and the handles by which files cross the wire (SEC-4). */

/** A file that the host has taken in, or is ready to give out; good for this run and one purpose. */
export const fileHandleSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const pickedFileSchema = z.strictObject({
  handle: fileHandleSchema,
  name: z.string().max(255),
  sizeBytes: z.number().int(),
});

export const IMPORT_FORMATS = [
  'tillink',
  'square',
  'shopify',
  'shopify_legacy',
  'woocommerce',
  'loyverse',
  'one_c',
  'moysklad',
  'other',
] as const;
export const importFormatSchema = z.enum(IMPORT_FORMATS);

/** What a column of a file can be. */
export const IMPORT_FIELDS = [
  'id',
  'handle',
  'name',
  'variantName',
  'option1Name',
  'option1Value',
  'option2Name',
  'option2Value',
  'option3Name',
  'option3Value',
  'sku',
  'barcode',
  'price',
  'category',
  'description',
  'unit',
  'tax',
  'favourite',
  'active',
  'partnerProductId',
  'parent',
  'type',
] as const;
export const importFieldSchema = z.enum(IMPORT_FIELDS);

/** Which column (from 0) is read as what; a field may be read from one column only, a barcode from several. */
export const importMappingSchema = z.strictObject({
  columns: z
    .array(z.strictObject({ column: z.number().int().min(0).max(1000), field: importFieldSchema }))
    .max(60),
});

export const importOptionsSchema = z.strictObject({
  /** What becomes of products that the file does not name. */
  missing: z.enum(['keep', 'deactivate']).default('keep'),
  /** `auto` reads it from the numbers of the file. */
  decimals: z.enum(['auto', 'comma', 'point']).default('auto'),
  /** The lines before the header are skipped. */
  headerRow: z.number().int().min(0).max(100).default(0),
});

const counts = z.strictObject({
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  /** Products that the file does not name. */
  missing: z.number().int(),
});

/** Of a table's file: what was found when it was opened. */
const sourceSchema = z.strictObject({
  fileName: z.string(),
  sizeBytes: z.number().int(),
  kind: z.enum(['csv', 'xlsx']),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  format: importFormatSchema,
  headers: z.array(z.string().max(200)).max(1000),
  /** The first rows, as text. */
  sample: z.array(z.array(z.string().max(200)).max(1000)).max(10),
  mapping: importMappingSchema,
  /** The mapping was used before for a file with these headers. */
  remembered: z.boolean(),
});

export const importSchema = z.strictObject({
  importId: idSchema,
  /**
   * `bulk`: the same place shows a bulk change in the background.
   * planned: the dry run is there; applied: it is the catalogue now.
   */
  work: z.enum(['import', 'bulk']),
  phase: z.enum([
    'inspecting',
    'inspected',
    'planning',
    'planned',
    'applying',
    'applied',
    'cancelled',
    'failed',
  ]),
  progress: z.strictObject({ done: z.number().int(), total: z.number().int().nullable() }).nullable(),
  source: sourceSchema.nullable(),
  options: importOptionsSchema,
  counts: counts.nullable(),
  /** A code of the words for what went wrong; null while all is well. */
  problem: z.string().max(80).nullable(),
  startedAt: instantSchema,
});

const rowField = z.strictObject({
  field: importFieldSchema,
  before: z.string().nullable(),
  after: z.string().nullable(),
});

export const importRowSchema = z.strictObject({
  /** Of the file, from 1, the header included; null for a product that the file does not name. */
  row: z.number().int().nullable(),
  outcome: z.enum(['added', 'changed', 'unchanged', 'refused', 'missing']),
  name: z.string(),
  variantName: z.string(),
  amount: moneySchema.nullable(),
  /** What differs. */
  fields: z.array(rowField),
  /** A code, with the value that was refused. */
  reason: z
    .strictObject({ code: z.string().max(60), field: importFieldSchema.nullable(), value: z.string() })
    .nullable(),
});

export const exportSchema = z.strictObject({
  phase: z.enum(['running', 'done', 'failed', 'cancelled']),
  progress: z.strictObject({ done: z.number().int(), total: z.number().int() }),
  /** Ready to be saved. */
  file: pickedFileSchema.nullable(),
});

const importId = z.strictObject({ importId: idSchema });

export const exchangeOperations = {
  /** Electron's own dialog; the web host takes files by `POST /upload` instead. Null: the person chose none. */
  'file.pick': command(
    'manager',
    z.strictObject({ purpose: z.enum(['import', 'image']) }),
    pickedFileSchema.nullable(),
  ),
  /** Electron's own dialog; the web host gives files by `GET /download/<handle>` instead. */
  'file.save': command(
    'manager',
    z.strictObject({ handle: fileHandleSchema }),
    z.strictObject({ saved: z.boolean() }),
  ),

  /** The import under way, or the last one of this run; for a cashier without headers and cells of its file. */
  'import.current': query('cashier', nothing, importSchema.nullable()),
  /** Opens a table: what it is, and how it would be read. Ends an import that has not been applied. */
  'import.open': command('manager', z.strictObject({ handle: fileHandleSchema }), importSchema),
  /** The dry run: nothing of the catalogue changes. */
  'import.plan': command(
    'manager',
    z.strictObject({ importId: idSchema, mapping: importMappingSchema, options: importOptionsSchema }),
    importSchema,
  ),
  /** The dry run, row by row, in the order of the file. */
  'import.rows': query(
    'manager',
    z.strictObject({
      importId: idSchema,
      outcome: importRowSchema.shape.outcome.nullable().default(null),
      cursor,
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ items: z.array(importRowSchema), nextCursor: z.string().nullable() }),
  ),
  /** Makes the dry run the catalogue, whole or not at all. */
  'import.apply': command('manager', importId, importSchema),
  'import.cancel': command('manager', importId, importSchema),
  /** The refused rows as a CSV, with reason and row. */
  'import.refusedFile': command('manager', importId, pickedFileSchema),

  'catalog.export': command(
    'manager',
    z.strictObject({ delimiter: z.enum([',', ';']).default(',') }),
    exportSchema,
  ),
  'catalog.exportStatus': query('manager', nothing, exportSchema.nullable()),
  'catalog.exportCancel': command('manager', nothing, nothing),

  /** A picture for a product, cut to the sizes that are shown; it becomes the product's by `catalog.save`. */
  'image.take': command(
    'manager',
    z.strictObject({ handle: fileHandleSchema }),
    z.strictObject({ tile: z.string(), large: z.string() }),
  ),
} as const;
