import type { WriteHandle } from '../../../database/handles.ts';

/**
 * Finds each row's variant in the catalogue (`source`), and each product. In this order: by our own id, by SKU, by
 * barcode; a product that has none of them by its name within the same category (whatever the category, where the
 * file does not say), unless both have codes and none agrees: then they are two products. Within a product that was
 * found, variants by their name, and the only one by being the only one.
 *
 * Refused rows are matched too: their product is in the file, and must not count as missing.
 */
export function matchLines(db: WriteHandle): void {
  for (const statement of BY_CODE) db.run(statement);
  for (const statement of BY_NAME) db.run(statement);
  for (const statement of LOOSE_ROWS) db.run(statement);
  for (const statement of VARIANTS) db.run(statement);
}

/** What was found by a surer sign is not found by a weaker one again: then its code is another's. */
const TAKEN = 'INSERT OR IGNORE INTO taken SELECT match FROM line WHERE match IS NOT NULL';

const BY_CODE = [
  'CREATE TEMP TABLE taken (variant INTEGER PRIMARY KEY)',
  `UPDATE line SET match = v.rowid FROM source.variant v
   WHERE v.id = line.file_variant_id AND line.is_parent = 0`,
  TAKEN,
  `UPDATE line SET match = v.rowid FROM source.variant v
   WHERE v.sku_key = line.sku_key AND v.rowid NOT IN (SELECT variant FROM taken)
     AND line.match IS NULL AND line.sku_key <> '' AND line.is_parent = 0`,
  TAKEN,
  `UPDATE line SET match = (
     SELECT b.variant_rowid FROM line_barcode lb CROSS JOIN source.barcode b ON b.key = lb.key
     WHERE lb.row = line.row AND b.variant_rowid NOT IN (SELECT variant FROM taken) ORDER BY lb.position LIMIT 1)
   WHERE match IS NULL AND has_barcodes = 1 AND is_parent = 0`,
  // Two rows about one variant: the first one has it.
  'CREATE INDEX line_match ON line (match, row) WHERE match IS NOT NULL',
  `UPDATE line SET reason_code = 'row_repeated', reason_field = NULL,
     reason_value = (SELECT min(o.row) FROM line o WHERE o.match = line.match)
   WHERE match IS NOT NULL AND reason_code IS NULL AND EXISTS (
     SELECT 1 FROM line o WHERE o.match = line.match AND o.row < line.row AND o.reason_code IS NULL)`,
  `UPDATE grp SET match = (
     SELECT p.rowid FROM line l CROSS JOIN source.product p ON p.id = l.file_product_id WHERE l.row = grp.row)`,
  `UPDATE grp SET match = (
     SELECT v.product_rowid FROM line l CROSS JOIN source.variant v ON v.rowid = l.match
     WHERE l.group_row = grp.row AND l.match IS NOT NULL ORDER BY l.row LIMIT 1)
   WHERE match IS NULL`,
  'CREATE INDEX grp_match ON grp (match) WHERE match IS NOT NULL',
] as const;

/** Rows and products of one name are paired in their order: importing a file twice finds what it made. */
const pair = (inCategory: boolean): string => {
  const category = inCategory ? ', category_id' : '';
  return `
INSERT INTO pair (row, product)
SELECT g.row, p.rowid FROM (
  SELECT g.row, g.name_key, pa.category_id,
    row_number() OVER (PARTITION BY g.name_key${inCategory ? ', pa.category_id' : ''} ORDER BY g.row) AS place
  FROM grp g LEFT JOIN path pa ON pa.id = g.path
  WHERE g.match IS NULL AND g.name_key IS NOT NULL AND g.path IS ${inCategory ? 'NOT NULL' : 'NULL'}
) g JOIN (
  SELECT rowid, sort_name, category_id,
    row_number() OVER (PARTITION BY sort_name${category} ORDER BY id) AS place
  FROM source.product
  WHERE sort_name IN (SELECT name_key FROM grp WHERE match IS NULL)
    AND rowid NOT IN (SELECT match FROM grp WHERE match IS NOT NULL)
) p ON p.sort_name = g.name_key AND p.place = g.place ${inCategory ? 'AND p.category_id IS g.category_id' : ''}`;
};

const TAKE_PAIRS = [
  `DELETE FROM pair WHERE
     (EXISTS (SELECT 1 FROM line l WHERE l.group_row = pair.row AND l.sku_key <> '')
       AND EXISTS (SELECT 1 FROM source.variant v WHERE v.product_rowid = pair.product AND v.sku_key IS NOT NULL))
     OR (EXISTS (SELECT 1 FROM line l JOIN line_barcode lb ON lb.row = l.row WHERE l.group_row = pair.row)
       AND EXISTS (SELECT 1 FROM source.variant v JOIN source.barcode b ON b.variant_rowid = v.rowid
         WHERE v.product_rowid = pair.product))`,
  `UPDATE grp SET match = (SELECT product FROM pair WHERE pair.row = grp.row)
   WHERE match IS NULL AND row IN (SELECT row FROM pair)`,
  'DELETE FROM pair',
] as const;

const BY_NAME = [
  'CREATE TEMP TABLE pair (row INTEGER PRIMARY KEY, product INTEGER NOT NULL)',
  pair(true),
  ...TAKE_PAIRS,
  pair(false),
  ...TAKE_PAIRS,
  'DROP TABLE pair',
] as const;

/**
 * A price list has a row for each variant and knows of no variants: such a row speaks of its variant alone, and says
 * nothing of a product that has several. Otherwise one product of the file is one of the catalogue.
 */
const LOOSE_ROWS = [
  `UPDATE grp SET name = NULL, name_key = NULL, path = NULL, description = NULL, unit = NULL, tax_rate_id = NULL,
     favourite = NULL, active = NULL, partner_product_id = NULL, is_loose = 1
   WHERE match IS NOT NULL AND variants = 1
     AND (SELECT group_key IS NULL AND parent_ref IS NULL AND is_parent = 0 FROM line l WHERE l.row = grp.row)
     AND (SELECT count(*) FROM source.variant v WHERE v.product_rowid = grp.match) > 1`,
  `UPDATE line SET reason_code = 'row_repeated', reason_field = NULL, reason_value = (
     SELECT min(o.row) FROM grp g JOIN grp o ON o.match = g.match WHERE g.row = line.group_row)
   WHERE reason_code IS NULL AND EXISTS (
     SELECT 1 FROM grp g JOIN grp o ON o.match = g.match AND o.row < g.row AND o.is_loose = 0
     WHERE g.row = line.group_row)`,
] as const;

/** Rows of a product that was found, whose variant is not known yet. */
const OPEN = `match IS NULL AND is_parent = 0 AND reason_code IS NULL`;
const PRODUCT = '(SELECT g.match FROM grp g WHERE g.row = line.group_row)';

const VARIANTS = [
  `UPDATE line SET match = (
     SELECT v.rowid FROM source.variant v
     WHERE v.product_rowid = ${PRODUCT} AND v.name = coalesce(line.variant_name, '')
       AND NOT EXISTS (SELECT 1 FROM line o WHERE o.match = v.rowid) LIMIT 1)
   WHERE ${OPEN} AND NOT EXISTS (
     SELECT 1 FROM line o WHERE o.group_row = line.group_row AND o.row < line.row AND o.is_parent = 0
       AND o.variant_key = line.variant_key)`,
  `UPDATE line SET match = (
     SELECT max(v.rowid) FROM source.variant v WHERE v.product_rowid = ${PRODUCT} HAVING count(*) = 1)
   WHERE ${OPEN} AND (SELECT g.variants FROM grp g WHERE g.row = line.group_row) = 1
     AND NOT EXISTS (SELECT 1 FROM line o WHERE o.match = (
       SELECT max(v.rowid) FROM source.variant v WHERE v.product_rowid = ${PRODUCT}))`,
] as const;
