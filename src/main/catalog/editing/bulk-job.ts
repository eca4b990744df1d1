import type { BulkChange, ProductSelection } from '../../../contract/views.ts';
import { changedPrice, type PriceRule } from '../../../domain/bulk-price.ts';
import { openReadOnly } from '../../database/read-only.ts';
import { type BuildHandle, buildCatalog } from '../file/build-catalog.ts';
import { CATALOG_MIGRATIONS } from '../file/schema.ts';
import type { WorkSignals } from '../work/work-runner.ts';
import { priceRule } from './bulk-rules.ts';
import { selectedRowids } from './selection.ts';

export interface BulkJob {
  readonly path: string;
  readonly source: string;
  readonly at: string;
  readonly staffId: string | null;
  readonly changeId: string;
  readonly title: string;
  readonly what: BulkWhat;
}

/** What is done to very many products. */
export type BulkWhat =
  | { readonly kind: 'bulk'; readonly selection: ProductSelection; readonly change: BulkChange }
  /** Everything in it goes to its parent. */
  | { readonly kind: 'drop_category'; readonly categoryId: string; readonly parentId: string | null };

export interface BulkResult {
  readonly changed: number;
}

/** A change of very many products: a new file with it, beside the present one. @returns null when it was cancelled */
export function bulkChange(job: BulkJob, { onProgress, cancelled }: WorkSignals): BulkResult | null {
  const { path, source, at, staffId, changeId: id, title, what } = job;
  const rowids = what.kind === 'bulk' ? select(source, what.selection) : [];
  const outcome = buildCatalog(
    {
      path,
      source,
      at,
      staffId,
      change: { id, kind: 'bulk_changed', title },
      onProgress: (done, total) => onProgress({ done, total }),
      cancelled,
    },
    (db) => (what.kind === 'bulk' ? alter(db, rowids, what.change, at) : dropCategory(db, what, at)),
  );
  return outcome && { changed: outcome.changed };
}

function select(source: string, selection: ProductSelection): readonly number[] {
  const database = openReadOnly(source, CATALOG_MIGRATIONS);
  try {
    return selectedRowids(database.read, selection);
  } finally {
    database.close();
  }
}

function alter(db: BuildHandle, rowids: readonly number[], change: BulkChange, at: string): void {
  db.run('CREATE TEMP TABLE selected (id TEXT PRIMARY KEY) WITHOUT ROWID');
  db.run(
    'INSERT INTO selected SELECT p.id FROM source.product p JOIN json_each(?) s ON s.value = p.rowid',
    JSON.stringify(rowids),
  );
  db.breathe();
  const rule = priceRule(change);
  if (rule) alterPrices(db, rule, at);
  else if (change.kind === 'delete') {
    db.run(
      'DELETE FROM stage_barcode WHERE variant_id IN (SELECT id FROM stage_variant WHERE product_id IN selected)',
    );
    db.run('DELETE FROM stage_variant WHERE product_id IN selected');
    db.run('DELETE FROM stage_product WHERE id IN selected');
  } else alterColumn(db, change, at);
  db.run('DROP TABLE selected');
}

function alterColumn(db: BuildHandle, change: BulkChange, at: string): void {
  const [column, value] = columnOf(change);
  db.run(
    `UPDATE stage_product SET ${column} = ?, revision = revision + 1, updated_at = ?
     WHERE id IN selected AND ${column} IS NOT ?`,
    value,
    at,
    value,
  );
}

function columnOf(change: BulkChange): readonly [column: string, value: string | number | null] {
  switch (change.kind) {
    case 'category':
      return ['category_id', change.categoryId];
    case 'tax':
      return ['tax_rate_id', change.taxRateId];
    case 'active':
      return ['active', change.active ? 1 : 0];
    case 'favourite':
      return ['favourite', change.favourite ? 1 : 0];
    default:
      throw new Error(`Not a change of one column: ${change.kind}`);
  }
}

/** The same rule as for a single product; one whose prices would go out of range keeps all of them. */
function alterPrices(db: BuildHandle, rule: PriceRule, at: string): void {
  const variants = db.all<{ id: string; product_id: string; amount: number }>(
    `SELECT id, product_id, unit_amount_minor AS amount FROM stage_variant WHERE product_id IN selected`,
  );
  const refused = new Set(
    variants.filter(({ amount }) => changedPrice(amount, rule) === null).map((row) => row.product_id),
  );
  db.run('CREATE TEMP TABLE repriced (product_id TEXT PRIMARY KEY) WITHOUT ROWID');
  for (const { id, product_id: productId, amount } of variants) {
    const next = changedPrice(amount, rule);
    if (next === null || next === amount || refused.has(productId)) continue;
    db.runOne('UPDATE stage_variant SET unit_amount_minor = ? WHERE id = ?', next, id);
    db.run('INSERT OR IGNORE INTO repriced VALUES (?)', productId);
  }
  db.run(`UPDATE stage_product SET revision = revision + 1, updated_at = ? WHERE id IN repriced`, at);
  db.run('DROP TABLE repriced');
}

function dropCategory(
  db: BuildHandle,
  { categoryId, parentId }: Extract<BulkWhat, { readonly kind: 'drop_category' }>,
  at: string,
): void {
  db.run(
    'UPDATE stage_product SET category_id = ?, revision = revision + 1, updated_at = ? WHERE category_id = ?',
    parentId,
    at,
    categoryId,
  );
  const heirs =
    db.get<{ count: number }>('SELECT count(*) AS count FROM category WHERE parent_id IS ?', parentId)
      ?.count ?? 0;
  db.run(
    'UPDATE category SET parent_id = ?, position = position + ? WHERE parent_id = ?',
    parentId,
    heirs,
    categoryId,
  );
  db.run('DELETE FROM category WHERE id = ?', categoryId);
}
