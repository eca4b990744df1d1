import type { Migration } from '../../../database/migrations/migration.ts';

/**
 * An import's own file: the rows of the table, what they ask for, and what that would change. Thrown away when the
 * next import begins. Null in a column that a product has too means: as the catalogue has it.
 */
const SCHEMA = `
CREATE TABLE line (
  row INTEGER PRIMARY KEY,
  group_key TEXT,
  -- The first row of the product that it belongs to.
  group_row INTEGER NOT NULL,
  ref TEXT,
  parent_ref TEXT,
  -- Other rows are its variants; it is none itself.
  is_parent INTEGER NOT NULL DEFAULT 0,
  file_product_id TEXT,
  file_variant_id TEXT,
  name TEXT,
  name_key TEXT,
  variant_name TEXT,
  -- In lower case: variants of a product differ in more than the case of letters.
  variant_key TEXT NOT NULL,
  sku TEXT,
  sku_key TEXT,
  amount_minor INTEGER,
  has_barcodes INTEGER NOT NULL,
  path INTEGER,
  description TEXT,
  unit TEXT,
  tax_rate_id TEXT,
  favourite INTEGER,
  active INTEGER,
  partner_product_id TEXT,
  -- Nobody else's id: for what is new, and has none of its own.
  new_id TEXT NOT NULL,
  reason_code TEXT,
  reason_field TEXT,
  reason_value TEXT,
  -- Rowid of the variant in the catalogue.
  match INTEGER,
  variant_id TEXT,
  -- What a person knows it by in the catalogue, where the file does not say it.
  shown_variant TEXT,
  shown_amount INTEGER,
  -- A row that nothing is found about is new: rows are written once then. Null: a parent, which is no row of a variant.
  outcome TEXT DEFAULT 'added',
  -- JSON: [field, before, after] of what differs.
  fields TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE line_barcode (
  row INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (row, position)
) STRICT, WITHOUT ROWID;

-- Places in the tree of categories; 0 is none of them.
CREATE TABLE path (
  id INTEGER PRIMARY KEY,
  category_id TEXT,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE new_category (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  parent_id TEXT,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

-- A product as its rows ask for it together.
CREATE TABLE grp (
  row INTEGER PRIMARY KEY,
  -- Rowid of the product in the catalogue.
  match INTEGER,
  product_id TEXT,
  shown_name TEXT,
  -- The first of its rows that is a variant.
  first_row INTEGER,
  variants INTEGER NOT NULL,
  name TEXT,
  name_key TEXT,
  path INTEGER,
  description TEXT,
  unit TEXT,
  tax_rate_id TEXT,
  favourite INTEGER,
  active INTEGER,
  partner_product_id TEXT,
  -- Rows that speak of one variant of a product with several.
  is_loose INTEGER NOT NULL DEFAULT 0,
  refused_by INTEGER,
  -- Something of the product itself differs.
  changes INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Products that the file does not name.
CREATE TABLE missing (
  product INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  amount_minor INTEGER NOT NULL
) STRICT;

CREATE TABLE outcome_count (outcome TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

export const STAGING_MIGRATIONS: readonly Migration[] = [{ version: 10, name: 'import', sql: SCHEMA }];

/** Made when the rows are in: faster than keeping them up with every row. */
export const STAGING_INDEXES = [
  'CREATE INDEX line_key ON line (group_key, group_row, row) WHERE group_key IS NOT NULL',
  'CREATE INDEX line_own ON line (file_variant_id, row) WHERE file_variant_id IS NOT NULL',
  'CREATE INDEX line_sku ON line (sku_key, row) WHERE sku_key IS NOT NULL',
  'CREATE INDEX line_barcode_key ON line_barcode (key, row)',
] as const;
