import type { Migration } from '../../database/migrations/migration.ts';
import { SEARCH_SCHEMA } from '../search/search-schema.ts';

/**
 * The catalogue's own file (ADR 0019): products are sold from it, the books never refer to it.
 *
 * Rowids of products follow their rank when the file is built (favourites, then what sells most, then by name), so
 * that the first matches in rowid order are the best ones; what is added later comes after `ranked_through`.
 */
const PRODUCTS = `
CREATE TABLE catalogue (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  built_at TEXT NOT NULL,
  -- The last rowid that was given in order of rank.
  ranked_through INTEGER NOT NULL,
  -- Receipts up to this one are in sold_count.
  counted_epoch INTEGER NOT NULL,
  counted_receipt INTEGER NOT NULL
) STRICT;

CREATE TABLE category (
  id TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES category (id),
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX category_of_parent ON category (parent_id, position);

CREATE TABLE product (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  description TEXT NOT NULL,
  category_id TEXT REFERENCES category (id),
  unit TEXT NOT NULL CHECK (unit IN ('piece', 'kilogram')),
  tax_rate_id TEXT,
  favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  image_tile TEXT,
  image_large TEXT,
  partner_product_id TEXT,
  sold_count INTEGER NOT NULL DEFAULT 0 CHECK (sold_count >= 0),
  -- Of its variants; kept beside it, because the grid draws nothing else of them.
  variant_count INTEGER NOT NULL CHECK (variant_count >= 1),
  amount_from_minor INTEGER NOT NULL,
  amount_to_minor INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  updated_at TEXT NOT NULL,
  CHECK ((image_tile IS NULL) = (image_large IS NULL))
) STRICT;
CREATE INDEX product_by_name ON product (sort_name, rowid);
CREATE INDEX product_by_category ON product (category_id, rowid);
CREATE INDEX product_by_rank ON product (favourite DESC, sold_count DESC, sort_name, rowid) WHERE active = 1;
CREATE INDEX product_by_tax ON product (tax_rate_id) WHERE tax_rate_id IS NOT NULL;
CREATE INDEX product_inactive ON product (rowid) WHERE active = 0;
CREATE UNIQUE INDEX product_at_partner ON product (partner_product_id) WHERE partner_product_id IS NOT NULL;

CREATE TABLE variant (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  product_rowid INTEGER NOT NULL REFERENCES product (rowid),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  sku TEXT,
  -- The SKU as it is compared: trimmed, in lower case.
  sku_key TEXT UNIQUE,
  unit_amount_minor INTEGER NOT NULL CHECK (unit_amount_minor BETWEEN 0 AND 9007199254740991)
) STRICT;
CREATE INDEX variant_of_product ON variant (product_rowid, position);

CREATE TABLE barcode (
  -- A GTIN as 14 digits, whatever its printed length (UPC-A and EAN-13 are twins); another code as it is.
  key TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  variant_rowid INTEGER NOT NULL REFERENCES variant (rowid),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX barcode_of_variant ON barcode (variant_rowid, position);
`;

/** What was changed, for the history of prices, for one step back, and for the journal of the books. */
const CHANGES = `
CREATE TABLE change (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  staff_id TEXT,
  kind TEXT NOT NULL,
  -- JSON: what a list of changes says about it.
  facts TEXT NOT NULL,
  -- A change of a whole file is taken back by going to the file before.
  whole_file INTEGER NOT NULL CHECK (whole_file IN (0, 1)),
  undone_at TEXT
) STRICT;

CREATE TABLE change_item (
  change_sequence INTEGER NOT NULL REFERENCES change (sequence),
  position INTEGER NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('product', 'category')),
  entity_id TEXT NOT NULL,
  -- JSON; null: it was not there.
  before TEXT,
  after TEXT,
  PRIMARY KEY (change_sequence, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_change (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  variant_id TEXT NOT NULL,
  at TEXT NOT NULL,
  staff_id TEXT,
  change_id TEXT NOT NULL,
  -- Null: the variant came, or went.
  before_minor INTEGER,
  after_minor INTEGER
) STRICT;
CREATE INDEX price_change_of_variant ON price_change (variant_id, sequence);

-- What the journal of the books is still to be told; see journal-outbox.ts.
CREATE TABLE journal_due (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
`;

/** Changes of this file's shape; numbered in tens like those of the books, and independent of them. */
export const CATALOG_MIGRATIONS: readonly Migration[] = [
  { version: 10, name: 'catalogue', sql: PRODUCTS + CHANGES + SEARCH_SCHEMA },
];
