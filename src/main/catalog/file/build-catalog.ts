import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { type BulkFile, makeBulkFile } from '../../database/bulk-file.ts';
import { flush } from '../../database/flush.ts';
import type { WriteHandle } from '../../database/handles.ts';
import { buildSearchIndex } from '../search/search-index.ts';
import { recordPrices } from './build-prices.ts';
import { CATALOG_MIGRATIONS } from './schema.ts';

/** What a build has become of: told in the list of changes. */
export interface BuildChange {
  readonly id: string;
  readonly kind: 'imported' | 'bulk_changed';
  /** A name to recognise it by: the file's. */
  readonly title: string;
}

export interface BuildOptions {
  /** Where the new file is to lie; it is there only when it is whole. */
  readonly path: string;
  /** The present catalogue; null where there is none. */
  readonly source: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly staffId: string | null;
  /** Null: nobody's change, and none that is to be taken back. */
  readonly change: BuildChange | null;
  readonly onProgress: (done: number, total: number) => void;
  readonly cancelled: () => boolean;
}

/** Alters the stage tables: `stage_product`, `stage_variant`, `stage_barcode` and `category`. */
export interface BuildHandle extends WriteHandle {
  /** Makes another file's tables readable as `<name>.<table>`. The present catalogue is `source`, where there is one. */
  attach(path: string, name: string): void;
  detach(name: string): void;
  /** To be asked in long work. @throws BuildCancelled */
  breathe(): void;
}

export interface BuildOutcome {
  readonly products: number;
  /** Products that are not as they were, gone ones included. */
  readonly changed: number;
}

class BuildCancelled extends Error {
  override readonly name = 'BuildCancelled';
}

/**
 * Builds a whole catalogue beside the present one, which stays as it is: the source is copied, altered, put in order
 * of rank, indexed and flushed to the disk. Beside the till: it takes seconds for a hundred thousand products.
 * @returns null when it was cancelled; nothing is left behind then, nor when it throws
 */
export function buildCatalog(options: BuildOptions, alter: (db: BuildHandle) => void): BuildOutcome | null {
  // A build whose till was killed may still be at work: it has a name of its own.
  const building = `${options.path}.${process.pid}.building`;
  const file = makeBulkFile(building, CATALOG_MIGRATIONS);
  let outcome: BuildOutcome;
  try {
    outcome = build(file, options, alter);
    file.finish();
  } catch (error) {
    file.abandon();
    if (error instanceof BuildCancelled) return null;
    throw error;
  }
  renameSync(building, options.path);
  flush(dirname(options.path));
  return outcome;
}

/** Parts of the work, in shares of a hundred: copying, altering, writing, and indexing for the rest. */
const COPIED = 8;
const ALTERED = 25;
const WRITTEN = 45;

function build(file: BulkFile, options: BuildOptions, alter: (db: BuildHandle) => void): BuildOutcome {
  const { db } = file;
  const breathe = (): void => {
    if (options.cancelled()) throw new BuildCancelled('Cancelled');
  };
  const reach = (done: number): void => {
    options.onProgress(done, 100);
    breathe();
  };
  for (const statement of STAGE) db.run(statement);
  if (options.source !== null) {
    if (!existsSync(options.source)) throw new Error('The present catalogue is missing');
    file.attach(options.source, 'source');
    for (const statement of COPY) db.run(statement);
  }
  // Of the moment of the copied counts: what is sold from now on is counted again in this file.
  const counted = options.source === null ? NOTHING_COUNTED : countedIn(db);
  reach(COPIED);
  alter({ ...db, attach: file.attach, detach: file.detach, breathe });
  reach(ALTERED);
  const outcome = recordChange(db, options);
  file.withoutIndexes(() => {
    for (const statement of WRITE) {
      db.run(statement);
      breathe();
    }
    // Not before the products: one that comes to a catalogue stands elsewhere than its rowid says (search_moved).
    db.runOne(
      `INSERT INTO catalogue (id, built_at, ranked_through, counted_epoch, counted_receipt)
       VALUES (1, ?, (SELECT coalesce(max(rowid), 0) FROM product), ?, ?)`,
      options.at,
      counted.epoch,
      counted.receipt,
    );
    if (options.source !== null) file.detach('source');
    for (const table of STAGE_TABLES) db.run(`DROP TABLE ${table}`);
  });
  reach(WRITTEN);
  buildSearchIndex(db, (done, total) => {
    reach(WRITTEN + Math.floor(((100 - WRITTEN) * done) / Math.max(1, total)));
  });
  return outcome;
}

interface Counted {
  readonly epoch: number;
  readonly receipt: number;
}

const NOTHING_COUNTED: Counted = { epoch: 0, receipt: 0 };

function countedIn(db: WriteHandle): Counted {
  const counted = db.get<Counted>(
    'SELECT counted_epoch AS epoch, counted_receipt AS receipt FROM source.catalogue',
  );
  if (!counted) throw new Error('The present catalogue has no beginning');
  return counted;
}

const STAGE_TABLES = ['stage_product', 'stage_variant', 'stage_barcode'] as const;

const PRODUCT_COLUMNS = `id, name, sort_name, description, category_id, unit, tax_rate_id, favourite, active,
 image_tile, image_large, partner_product_id, sold_count, revision, updated_at`;

const STAGE = [
  `CREATE TABLE stage_product (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, sort_name TEXT NOT NULL, description TEXT NOT NULL DEFAULT '',
    category_id TEXT, unit TEXT NOT NULL DEFAULT 'piece', tax_rate_id TEXT,
    favourite INTEGER NOT NULL DEFAULT 0, active INTEGER NOT NULL DEFAULT 1,
    image_tile TEXT, image_large TEXT, partner_product_id TEXT,
    sold_count INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 1, updated_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE stage_variant (
    id TEXT PRIMARY KEY, product_id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL DEFAULT '',
    sku TEXT, sku_key TEXT, unit_amount_minor INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE stage_barcode (
    key TEXT PRIMARY KEY, code TEXT NOT NULL, variant_id TEXT NOT NULL, position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
] as const;

const COPY = [
  'INSERT INTO category SELECT * FROM source.category',
  `INSERT INTO stage_product (${PRODUCT_COLUMNS}) SELECT ${PRODUCT_COLUMNS} FROM source.product`,
  `INSERT INTO stage_variant (id, product_id, position, name, sku, sku_key, unit_amount_minor)
   SELECT v.id, p.id, v.position, v.name, v.sku, v.sku_key, v.unit_amount_minor
   FROM source.variant v JOIN source.product p ON p.rowid = v.product_rowid`,
  `INSERT INTO stage_barcode (key, code, variant_id, position)
   SELECT b.key, b.code, v.id, b.position
   FROM source.barcode b CROSS JOIN source.variant v ON v.rowid = b.variant_rowid ORDER BY b.key`,
  'INSERT INTO price_change SELECT * FROM source.price_change',
  // What was changed before stays to be read; taken back it can be in the file before only, where its snapshots are.
  `INSERT INTO change SELECT * FROM source.change`,
] as const;

/** A product without a variant cannot be sold: whoever alters the stage sees to it that there is none. */
const WRITE = [
  // To count them and find the lowest and highest price; the variants themselves are sorted, which is faster than jumping.
  'CREATE INDEX stage_variant_of_product ON stage_variant (product_id, unit_amount_minor)',
  `INSERT INTO product (${PRODUCT_COLUMNS}, variant_count, amount_from_minor, amount_to_minor)
   SELECT ${PRODUCT_COLUMNS.split(',')
     .map((column) => `s.${column.trim()}`)
     .join(', ')}, v.count, v.low, v.high
   FROM (
     SELECT product_id, count(*) AS count, min(unit_amount_minor) AS low, max(unit_amount_minor) AS high
     FROM stage_variant GROUP BY product_id
   ) v CROSS JOIN stage_product s ON s.id = v.product_id
   ORDER BY s.active DESC, s.favourite DESC, s.sold_count DESC, s.sort_name, s.id`,
  `INSERT INTO variant (id, product_rowid, position, name, sku, sku_key, unit_amount_minor)
   SELECT s.id, p.rowid, row_number() OVER (PARTITION BY p.rowid ORDER BY s.position, s.id) - 1,
   s.name, s.sku, s.sku_key, s.unit_amount_minor
   FROM stage_variant s NOT INDEXED CROSS JOIN product p ON p.id = s.product_id
   ORDER BY p.rowid, s.position, s.id`,
  // Those of a variant are numbered already: it has all of its source's, or all of what altered the stage.
  `INSERT INTO barcode (key, code, variant_rowid, position)
   SELECT s.key, s.code, v.rowid, s.position
   FROM stage_barcode s CROSS JOIN variant v ON v.id = s.variant_id ORDER BY s.key`,
] as const;

/** Compared with the source, so that whatever altered the stage is told truly. */
function recordChange(db: WriteHandle, options: BuildOptions): BuildOutcome {
  const products = count(db, 'SELECT count(*) AS count FROM stage_product');
  if (options.change === null) return { products, changed: 0 };
  const changed = options.source === null ? products : count(db, CHANGED);
  const { id, kind, title } = options.change;
  db.runOne(
    'INSERT INTO change (id, at, staff_id, kind, facts, whole_file) VALUES (?, ?, ?, ?, ?, 1)',
    id,
    options.at,
    options.staffId,
    kind,
    JSON.stringify({ title, count: changed }),
  );
  recordPrices(db, { changeId: id, at: options.at, staffId: options.staffId }, options.source !== null);
  return { products, changed };
}

/** `revision` tells of every change of a product: whoever alters one raises it. */
const CHANGED = `
SELECT (SELECT count(*) FROM stage_product s LEFT JOIN source.product p ON p.id = s.id
        WHERE p.id IS NULL OR p.revision <> s.revision)
     + (SELECT count(*) FROM source.product p LEFT JOIN stage_product s ON s.id = p.id WHERE s.id IS NULL) AS count`;

function count(db: WriteHandle, sql: string): number {
  return db.get<{ count: number }>(sql)?.count ?? 0;
}
