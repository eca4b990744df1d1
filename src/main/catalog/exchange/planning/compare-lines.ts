import type { WriteHandle } from '../../../database/handles.ts';
import type { ImportCounts } from '../exchange-types.ts';
import type { KnownTaxRate } from '../meaning/words.ts';

export interface CompareRules {
  readonly taxRates: readonly KnownTaxRate[];
  /** The catalogue is empty: nothing differs from it. */
  readonly isFirst: boolean;
}

/** Says of every row what it would change, field by field, and counts. Nothing of the catalogue is touched. */
export function compareLines(db: WriteHandle, { taxRates, isFirst }: CompareRules): ImportCounts {
  if (!isFirst) for (const statement of IDENTIFY_FOUND) db.run(statement);
  for (const statement of IDENTIFY_NEW) db.run(statement);
  if (!isFirst) compareFound(db, taxRates);
  for (const statement of OUTCOMES) db.run(statement);
  return countsOf(db);
}

function compareFound(db: WriteHandle, taxRates: readonly KnownTaxRate[]): void {
  for (const statement of WORDS) db.run(statement);
  for (const { id, name } of taxRates) {
    db.run('INSERT OR IGNORE INTO tax_word (id, name) VALUES (?, ?)', id, name);
  }
  for (const statement of DIFFERENCES) db.run(statement);
  for (const statement of OUTCOMES_OF_FOUND) db.run(statement);
}

export function countsOf(db: Pick<WriteHandle, 'all'>): ImportCounts {
  const rows = db.all<{ outcome: string; count: number }>('SELECT outcome, count FROM outcome_count');
  const of = (outcome: string): number => rows.find((row) => row.outcome === outcome)?.count ?? 0;
  const counts = {
    added: of('added'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    refused: of('refused'),
  };
  return {
    rows: counts.added + counts.changed + counts.unchanged + counts.refused,
    ...counts,
    missing: of('missing'),
  };
}

const keys = (inner: string): string => `(SELECT group_concat(key, char(10)) FROM (${inner}))`;

/** A barcode in another of its printed lengths is the same one: the catalogue's writing stays. */
const SAME_BARCODES = `
UPDATE line SET has_barcodes = 0 WHERE has_barcodes = 1 AND match IS NOT NULL AND
  ${keys('SELECT key FROM line_barcode lb WHERE lb.row = line.row ORDER BY lb.position')} IS
  ${keys('SELECT key FROM source.barcode b WHERE b.variant_rowid = line.match ORDER BY b.position')}`;

const IDENTIFY_FOUND = [
  SAME_BARCODES,
  `UPDATE grp SET product_id = (SELECT p.id FROM source.product p WHERE p.rowid = grp.match) WHERE match IS NOT NULL`,
  `UPDATE line SET variant_id = v.id FROM source.variant v WHERE v.rowid = line.match AND line.variant_id <> v.id`,
  // A new variant of a product that is there.
  `UPDATE line SET variant_id = new_id
   WHERE match IS NULL AND is_parent = 0 AND file_variant_id IS NOT NULL
     AND group_row IN (SELECT row FROM grp WHERE match IS NOT NULL)`,
] as const;

/** Ids of our own file are kept where they are free, as they were written; a product without variants is its own variant. */
const IDENTIFY_NEW = [
  `UPDATE line SET variant_id = new_id
   WHERE file_variant_id IN (
     SELECT file_variant_id FROM line WHERE file_variant_id IS NOT NULL GROUP BY file_variant_id HAVING count(*) > 1)
     AND match IS NULL AND is_parent = 0 AND EXISTS (
       SELECT 1 FROM line o WHERE o.file_variant_id = line.file_variant_id AND o.row < line.row AND o.match IS NULL)`,
  `UPDATE line SET variant_id = (SELECT g.product_id FROM grp g WHERE g.row = line.group_row)
   WHERE variant_id = new_id AND match IS NULL AND is_parent = 0 AND coalesce(variant_name, '') = '' AND EXISTS (
     SELECT 1 FROM grp g WHERE g.row = line.group_row AND g.match IS NULL AND g.variants = 1
       AND g.product_id <> line.new_id
       AND NOT EXISTS (SELECT 1 FROM source.variant v WHERE v.id = g.product_id)
       AND NOT EXISTS (SELECT 1 FROM line o WHERE o.file_variant_id = g.product_id AND o.match IS NULL))`,
] as const;

const WORDS = [
  'CREATE TEMP TABLE tax_word (id TEXT PRIMARY KEY, name TEXT NOT NULL)',
  'CREATE TEMP TABLE place (id TEXT PRIMARY KEY, text TEXT NOT NULL)',
  `INSERT INTO place (id, text)
   WITH RECURSIVE tree (id, text) AS (
     SELECT id, ${escaped('name')} FROM source.category WHERE parent_id IS NULL
     UNION ALL
     SELECT c.id, tree.text || ' > ' || ${escaped('c.name')} FROM source.category c JOIN tree ON tree.id = c.parent_id)
   SELECT id, text FROM tree`,
  `CREATE TEMP TABLE difference (
     row INTEGER NOT NULL, place INTEGER NOT NULL, field TEXT NOT NULL, before ANY, after ANY,
     PRIMARY KEY (row, place)) WITHOUT ROWID`,
] as const;

/** As `writePath` does. */
function escaped(column: string): string {
  return `replace(replace(${column}, '\\', '\\\\'), '>', '\\>')`;
}

interface Difference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly differs: string;
}

const plain = (field: string, column: string): Difference => ({
  field,
  before: `p.${column}`,
  after: `g.${column}`,
  differs: `g.${column} IS NOT NULL AND g.${column} <> p.${column}`,
});

const flag = (field: string): Difference => ({
  ...plain(field, field),
  before: `iif(p.${field}, 'yes', 'no')`,
  after: `iif(g.${field}, 'yes', 'no')`,
});

const taxName = (id: string): string => `coalesce((SELECT name FROM tax_word t WHERE t.id = ${id}), ${id})`;

const OF_PRODUCT: readonly Difference[] = [
  plain('name', 'name'),
  {
    field: 'category',
    before: '(SELECT text FROM place WHERE place.id = p.category_id)',
    after: "(SELECT nullif(text, '') FROM path WHERE path.id = g.path)",
    differs:
      'g.path IS NOT NULL AND (SELECT category_id FROM path WHERE path.id = g.path) IS NOT p.category_id',
  },
  plain('description', 'description'),
  plain('unit', 'unit'),
  {
    field: 'tax',
    before: taxName('p.tax_rate_id'),
    after: taxName("nullif(g.tax_rate_id, '')"),
    differs: "g.tax_rate_id IS NOT NULL AND nullif(g.tax_rate_id, '') IS NOT p.tax_rate_id",
  },
  flag('favourite'),
  flag('active'),
  {
    field: 'partnerProductId',
    before: 'p.partner_product_id',
    after: "nullif(g.partner_product_id, '')",
    differs:
      "g.partner_product_id IS NOT NULL AND nullif(g.partner_product_id, '') IS NOT p.partner_product_id",
  },
];

const codes = (inner: string): string => `(SELECT group_concat(code, ', ') FROM (${inner}))`;
const BEFORE = 'SELECT code FROM source.barcode b WHERE b.variant_rowid = v.rowid ORDER BY b.position';
const AFTER = 'SELECT code FROM line_barcode lb WHERE lb.row = l.row ORDER BY lb.position';

const OF_VARIANT: readonly Difference[] = [
  {
    field: 'variantName',
    before: 'v.name',
    after: 'l.variant_name',
    differs: 'l.variant_name IS NOT NULL AND l.variant_name <> v.name',
  },
  {
    field: 'sku',
    before: 'v.sku',
    after: "nullif(l.sku, '')",
    differs: "l.sku IS NOT NULL AND nullif(l.sku, '') IS NOT v.sku",
  },
  {
    field: 'barcode',
    before: codes(BEFORE),
    after: codes(AFTER),
    differs: 'l.has_barcodes = 1',
  },
  {
    field: 'price',
    before: 'v.unit_amount_minor',
    after: 'l.amount_minor',
    differs: 'l.amount_minor IS NOT NULL AND l.amount_minor <> v.unit_amount_minor',
  },
];

/** What differs of the product itself stands with the first of its rows. */
const DIFFERENCES = [
  ...OF_PRODUCT.map(
    ({ field, before, after, differs }, place) =>
      `INSERT INTO difference (row, place, field, before, after)
       SELECT g.first_row, ${place}, '${field}', ${before}, ${after}
       FROM grp g CROSS JOIN source.product p ON p.rowid = g.match WHERE g.refused_by IS NULL AND ${differs}`,
  ),
  ...OF_VARIANT.map(
    ({ field, before, after, differs }, place) =>
      `INSERT INTO difference (row, place, field, before, after)
       SELECT l.row, ${OF_PRODUCT.length + place}, '${field}', ${before}, ${after}
       FROM line l CROSS JOIN source.variant v ON v.rowid = l.match WHERE l.reason_code IS NULL AND ${differs}`,
  ),
] as const;

const OUTCOMES_OF_FOUND = [
  `UPDATE grp SET shown_name = (SELECT p.name FROM source.product p WHERE p.rowid = grp.match)
   WHERE name IS NULL AND match IS NOT NULL`,
  `UPDATE line SET shown_variant = v.name, shown_amount = v.unit_amount_minor FROM source.variant v
   WHERE v.rowid = line.match AND (line.variant_name IS NULL OR line.amount_minor IS NULL)`,
  `UPDATE line SET outcome = iif(EXISTS (SELECT 1 FROM difference d WHERE d.row = line.row), 'changed', 'unchanged')
   WHERE match IS NOT NULL AND is_parent = 0`,
  `UPDATE line SET fields = (
     SELECT json_group_array(json_array(field, before, after)) FROM (
       SELECT field, before, after FROM difference d WHERE d.row = line.row ORDER BY place))
   WHERE outcome = 'changed' AND reason_code IS NULL`,
  `INSERT INTO missing (product, id, name, amount_minor)
   SELECT p.rowid, p.id, p.name, p.amount_from_minor FROM source.product p WHERE p.active = 1
     AND p.rowid NOT IN (SELECT match FROM grp WHERE match IS NOT NULL)
     AND p.rowid NOT IN (
       SELECT v.product_rowid FROM line l CROSS JOIN source.variant v ON v.rowid = l.match WHERE l.match IS NOT NULL)`,
] as const;

const OUTCOMES = [
  "UPDATE line SET outcome = 'refused' WHERE reason_code IS NOT NULL",
  'CREATE INDEX line_outcome ON line (outcome, row)',
  'UPDATE grp SET changes = 0 WHERE refused_by IS NOT NULL',
  // What is not found is new, and then all of its rows are.
  `UPDATE grp SET changes = 0 WHERE match IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM line l WHERE l.group_row = grp.row AND l.outcome IN ('added', 'changed'))`,
  'INSERT INTO outcome_count SELECT outcome, count(*) FROM line WHERE outcome IS NOT NULL GROUP BY outcome',
  "INSERT INTO outcome_count SELECT 'missing', count(*) FROM missing",
] as const;
