import type { WriteHandle } from '../../../database/handles.ts';

export interface GroupRules {
  /** An article number is its product's, and repeated in its rows. */
  readonly sharedSku: boolean;
  /** Some rows name others as their parents. */
  readonly hasParents: boolean;
}

/** Puts rows together into products. */
export function groupLines(db: WriteHandle, { sharedSku, hasParents }: GroupRules): void {
  db.run(JOIN_APART);
  if (hasParents) for (const statement of OF_PARENTS) db.run(statement);
  if (sharedSku) db.run(DROP_REPEATED_SKU);
  for (const statement of PRODUCTS) db.run(statement);
}

/** Rows of one product that do not follow each other; the others were put together when they were written. */
const JOIN_APART = `
UPDATE line SET group_row = (SELECT min(o.row) FROM line o WHERE o.group_key = line.group_key)
WHERE group_key IN (
  SELECT group_key FROM line WHERE group_key IS NOT NULL GROUP BY group_key HAVING max(group_row) <> min(row))`;

/**
 * A row that names a parent joins it, by id, by code or by SKU, wherever in the file it stands; where there is none,
 * the rows that miss the same one are a product together.
 */
const OF_PARENTS = [
  'CREATE INDEX line_ref ON line (ref, row) WHERE ref IS NOT NULL',
  'CREATE INDEX line_parent_ref ON line (parent_ref, row) WHERE parent_ref IS NOT NULL',
  `UPDATE line SET group_row = coalesce(
     (SELECT min(p.row) FROM line p WHERE p.ref = line.parent_ref AND p.parent_ref IS NULL),
     (SELECT min(p.row) FROM line p WHERE p.sku_key = lower(trim(line.parent_ref)) AND p.sku_key <> ''
       AND p.parent_ref IS NULL),
     (SELECT min(o.row) FROM line o WHERE o.parent_ref = line.parent_ref))
   WHERE parent_ref IS NOT NULL`,
  `UPDATE line SET is_parent = 1 WHERE parent_ref IS NULL
   AND row IN (SELECT group_row FROM line c WHERE c.parent_ref IS NOT NULL)`,
  // What is sold are its variants: a parent's own price and codes are nobody's.
  `UPDATE line SET reason_code = NULL, reason_field = NULL, reason_value = NULL
   WHERE is_parent = 1 AND reason_field IN ('price', 'sku', 'barcode')`,
  `DELETE FROM line_barcode WHERE row IN (SELECT row FROM line WHERE is_parent = 1)`,
  `UPDATE line SET sku = NULL, sku_key = NULL, amount_minor = NULL, has_barcodes = 0, variant_id = NULL, outcome = NULL
   WHERE is_parent = 1`,
  // "Shirt - Red" under "Shirt" is Red.
  `UPDATE line SET variant_name = (
     SELECT CASE WHEN substr(line.name, 1, length(p.name) + 3) = p.name || ' - '
       THEN substr(line.name, length(p.name) + 4) ELSE substr(line.name, 1, 120) END
     FROM line p WHERE p.row = line.group_row)
   WHERE parent_ref IS NOT NULL AND variant_name IS NULL AND name IS NOT NULL
     AND EXISTS (SELECT 1 FROM line p WHERE p.row = line.group_row AND p.is_parent = 1 AND p.name IS NOT NULL)`,
  // SQLite knows the case of Latin letters only: names of other letters are compared as they are.
  "UPDATE line SET variant_key = lower(variant_name) WHERE parent_ref IS NOT NULL AND variant_key = '' AND variant_name IS NOT NULL",
] as const;

const DROP_REPEATED_SKU = `
UPDATE line SET sku = NULL, sku_key = NULL WHERE sku_key <> '' AND EXISTS (
  SELECT 1 FROM line o WHERE o.sku_key = line.sku_key AND o.row < line.row AND o.group_row = line.group_row)`;

/** The first row that says something of a product is believed. */
const firstOf = (column: string): string => `
UPDATE grp SET ${column} = (
  SELECT l.${column} FROM line l WHERE l.group_row = grp.row AND l.${column} IS NOT NULL ORDER BY l.row LIMIT 1)
WHERE ${column} IS NULL AND row IN (SELECT row FROM several)`;

const FIELDS = [
  'name',
  'name_key',
  'path',
  'description',
  'unit',
  'tax_rate_id',
  'favourite',
  'active',
  'partner_product_id',
] as const;

const PRODUCTS = [
  'CREATE INDEX line_group ON line (group_row, row)',
  `INSERT INTO grp (row, ${FIELDS.join(', ')}, product_id, first_row, variants)
   SELECT row, ${FIELDS.join(', ')}, coalesce(file_product_id, new_id), row, 1
   FROM line WHERE row = group_row ORDER BY row`,
  'CREATE TEMP TABLE several (row INTEGER PRIMARY KEY)',
  'INSERT OR IGNORE INTO several SELECT group_row FROM line WHERE row <> group_row',
  ...FIELDS.map(firstOf),
  `UPDATE grp SET
     first_row = (SELECT min(row) FROM line l WHERE l.group_row = grp.row AND l.is_parent = 0),
     variants = (SELECT count(*) FROM line l WHERE l.group_row = grp.row AND l.is_parent = 0)
   WHERE row IN (SELECT row FROM several)`,
] as const;
