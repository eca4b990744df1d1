import type { WriteHandle } from '../../../database/handles.ts';
import { VARIANTS_MAX } from '../../../../domain/product.ts';

/**
 * Refuses what cannot be: a row for itself, and then its whole product with it, since half a product is nobody's
 * wish. Others are never held up.
 * @param isFirst the catalogue is empty: what only its products could be against is not asked
 */
export function refuseLines(db: WriteHandle, isFirst: boolean): void {
  db.run('CREATE INDEX grp_partner ON grp (partner_product_id, row) WHERE partner_product_id IS NOT NULL');
  for (const { sql, ofCatalogue } of IN_ITSELF) if (!(isFirst && ofCatalogue)) db.run(sql);
  spread(db);
  if (!isFirst) refuseTaken(db);
  db.run(
    `UPDATE line SET reason_code = 'product_refused', reason_field = NULL,
       reason_value = (SELECT g.refused_by FROM grp g WHERE g.row = line.group_row)
     WHERE reason_code IS NULL AND group_row IN (SELECT row FROM grp WHERE refused_by IS NOT NULL)`,
  );
}

/** A product with a refused row is refused. */
function spread(db: WriteHandle): void {
  db.run(
    `UPDATE grp SET refused_by = (
       SELECT min(l.row) FROM line l WHERE l.group_row = grp.row AND l.reason_code IS NOT NULL)
     WHERE refused_by IS NULL AND row IN (SELECT group_row FROM line WHERE reason_code IS NOT NULL)`,
  );
}

/** Refusing a row leaves its code with whom it would have left: a few rounds, then whatever is in doubt is refused. */
const ROUNDS = 20;

function refuseTaken(db: WriteHandle): void {
  for (let round = 1; ; round++) {
    const doubtful = round > ROUNDS;
    const refused = db.run(skuTaken(doubtful)) + db.run(barcodeTaken(doubtful));
    if (refused === 0) return;
    spread(db);
  }
}

const ACCEPTED = `EXISTS (SELECT 1 FROM grp g WHERE g.row = line.group_row AND g.refused_by IS NULL)`;

/** Whoever has the code in the catalogue keeps it, unless a row of the file gives that variant another one. */
const skuTaken = (doubtful: boolean): string => `
UPDATE line SET reason_code = 'sku_taken', reason_field = 'sku', reason_value = sku
WHERE reason_code IS NULL AND sku_key <> '' AND ${ACCEPTED} AND EXISTS (
  SELECT 1 FROM source.variant h WHERE h.sku_key = line.sku_key AND h.rowid IS NOT line.match
    ${
      doubtful
        ? ''
        : `AND NOT EXISTS (SELECT 1 FROM line o JOIN grp og ON og.row = o.group_row WHERE o.match = h.rowid
      AND og.refused_by IS NULL AND o.reason_code IS NULL AND o.sku_key IS NOT NULL AND o.sku_key <> line.sku_key)`
    })`;

const barcodeTaken = (doubtful: boolean): string => `
UPDATE line SET reason_code = 'barcode_taken', reason_field = 'barcode',
  reason_value = (SELECT lb.code FROM line_barcode lb CROSS JOIN source.barcode h ON h.key = lb.key
    WHERE lb.row = line.row AND h.variant_rowid IS NOT line.match ORDER BY lb.position LIMIT 1)
WHERE reason_code IS NULL AND has_barcodes = 1 AND ${ACCEPTED} AND EXISTS (
  SELECT 1 FROM line_barcode lb CROSS JOIN source.barcode h ON h.key = lb.key
  WHERE lb.row = line.row AND h.variant_rowid IS NOT line.match
    ${
      doubtful
        ? ''
        : `AND NOT EXISTS (SELECT 1 FROM line o JOIN grp og ON og.row = o.group_row WHERE o.match = h.variant_rowid
      AND og.refused_by IS NULL AND o.reason_code IS NULL AND o.has_barcodes = 1
      AND NOT EXISTS (SELECT 1 FROM line_barcode ob WHERE ob.row = o.row AND ob.key = h.key))`
    })`;

interface Refusing {
  readonly sql: string;
  /** Asks for products of the catalogue, and refuses nothing where there are none. */
  readonly ofCatalogue: boolean;
}

/** Sets a reason on rows that have none. */
const refuse = (code: string, field: string | null, value: string, where: string): Refusing => ({
  sql: `UPDATE line SET reason_code = '${code}', reason_field = ${field === null ? 'NULL' : `'${field}'`},
   reason_value = substr(coalesce(${value}, ''), 1, 200) WHERE reason_code IS NULL AND ${where}`,
  ofCatalogue: false,
});

const refuseOfCatalogue = (...reason: Parameters<typeof refuse>): Refusing => ({
  ...refuse(...reason),
  ofCatalogue: true,
});

/** Variants that the product of a row will have: those of the file, and those of the catalogue that it leaves alone. */
const OTHERS_KEPT = `(SELECT count(*) FROM source.variant v
  WHERE v.product_rowid = (SELECT g.match FROM grp g WHERE g.row = line.group_row)
  AND NOT EXISTS (SELECT 1 FROM line o WHERE o.match = v.rowid AND o.group_row = line.group_row))`;
const OF_GROUP = '(SELECT g.variants FROM grp g WHERE g.row = line.group_row)';
const IN_SEVERAL = 'group_row IN (SELECT row FROM several)';
const NAME_AFTER = `coalesce(line.variant_name, (SELECT v.name FROM source.variant v WHERE v.rowid = line.match), '')`;

const IN_ITSELF: readonly Refusing[] = [
  // It was found by a code that belongs to another product than the rest of its rows.
  refuseOfCatalogue(
    'sku_taken',
    'sku',
    'sku',
    `sku_key <> '' AND match IN (SELECT v.rowid FROM source.variant v WHERE v.sku_key = line.sku_key
       AND v.product_rowid IS NOT (SELECT g.match FROM grp g WHERE g.row = line.group_row))`,
  ),
  refuseOfCatalogue(
    'barcode_taken',
    'barcode',
    '(SELECT lb.code FROM line_barcode lb WHERE lb.row = line.row ORDER BY lb.position LIMIT 1)',
    `match IN (SELECT v.rowid FROM source.variant v WHERE v.rowid = line.match
       AND v.product_rowid IS NOT (SELECT g.match FROM grp g WHERE g.row = line.group_row))`,
  ),
  refuse(
    'sku_repeated',
    'sku',
    '(SELECT min(o.row) FROM line o WHERE o.sku_key = line.sku_key AND o.reason_code IS NULL)',
    `sku_key IN (SELECT sku_key FROM line WHERE sku_key <> '' GROUP BY sku_key HAVING count(*) > 1)
     AND EXISTS (SELECT 1 FROM line o WHERE o.sku_key = line.sku_key AND o.row < line.row AND o.reason_code IS NULL)`,
  ),
  refuse(
    'barcode_repeated',
    'barcode',
    `(SELECT min(o.row) FROM line_barcode lb JOIN line_barcode o ON o.key = lb.key WHERE lb.row = line.row)`,
    `has_barcodes = 1 AND row IN (SELECT row FROM line_barcode WHERE key IN (
       SELECT key FROM line_barcode GROUP BY key HAVING count(*) > 1))
     AND EXISTS (SELECT 1 FROM line_barcode lb JOIN line_barcode o ON o.key = lb.key AND o.row < lb.row
       JOIN line ol ON ol.row = o.row WHERE lb.row = line.row AND ol.reason_code IS NULL)`,
  ),
  refuse('name_missing', 'name', "''", `row IN (SELECT row FROM grp WHERE match IS NULL AND name IS NULL)`),
  refuse('price_missing', 'price', "''", 'amount_minor IS NULL AND match IS NULL AND is_parent = 0'),
  refuse(
    'variant_repeated',
    'variantName',
    'variant_name',
    `${IN_SEVERAL} AND is_parent = 0 AND ${OF_GROUP} > 1 AND variant_name IS NOT NULL AND EXISTS (
       SELECT 1 FROM line o WHERE o.group_row = line.group_row AND o.row < line.row AND o.is_parent = 0
       AND o.variant_key = line.variant_key)`,
  ),
  refuseOfCatalogue(
    'variant_repeated',
    'variantName',
    'variant_name',
    `is_parent = 0 AND variant_name <> '' AND EXISTS (
       SELECT 1 FROM source.variant v WHERE v.product_rowid = (SELECT g.match FROM grp g WHERE g.row = line.group_row)
       AND v.rowid IS NOT line.match AND v.name = line.variant_name
       AND NOT EXISTS (SELECT 1 FROM line o WHERE o.match = v.rowid))`,
  ),
  refuse(
    'variant_name_missing',
    'variantName',
    "''",
    // A product with one row has several variants only where the catalogue has others of it.
    `(${IN_SEVERAL} OR group_row IN (SELECT row FROM grp WHERE match IS NOT NULL))
     AND is_parent = 0 AND ${NAME_AFTER} = '' AND ${OF_GROUP} + ${OTHERS_KEPT} > 1`,
  ),
  refuseOfCatalogue(
    'variant_name_missing',
    'variantName',
    "''",
    `is_parent = 0 AND match IS NULL AND EXISTS (
       SELECT 1 FROM source.variant v WHERE v.product_rowid = (SELECT g.match FROM grp g WHERE g.row = line.group_row)
       AND v.name = '' AND NOT EXISTS (SELECT 1 FROM line o WHERE o.match = v.rowid))`,
  ),
  refuse(
    'variants_too_many',
    null,
    OF_GROUP,
    `${IN_SEVERAL} AND is_parent = 0 AND ${OF_GROUP} > 1 AND ${OF_GROUP} + ${OTHERS_KEPT} > ${VARIANTS_MAX}`,
  ),
  refuse(
    'partner_taken',
    'partnerProductId',
    'partner_product_id',
    `row IN (SELECT row FROM grp WHERE partner_product_id <> '')
     AND EXISTS (SELECT 1 FROM grp g WHERE g.row = line.row AND (
       EXISTS (SELECT 1 FROM source.product p WHERE p.partner_product_id = g.partner_product_id
         AND p.rowid IS NOT g.match)
       OR EXISTS (SELECT 1 FROM grp o WHERE o.partner_product_id = g.partner_product_id AND o.row < g.row)))`,
  ),
] as const;
