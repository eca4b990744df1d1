import { buildCatalog, type BuildHandle, type BuildOutcome } from '../../file/build-catalog.ts';
import type { WorkSignals } from '../../work/work-runner.ts';
import type { ImportOptions } from '../exchange-types.ts';

export interface ApplyInput {
  /** Of a dry run that came to its end. */
  readonly staging: string;
  readonly catalogue: string;
  /** Where the new catalogue is to lie. */
  readonly path: string;
  readonly at: string;
  readonly staffId: string | null;
  readonly changeId: string;
  /** The file's name. */
  readonly title: string;
  readonly missing: ImportOptions['missing'];
}

/** Builds the catalogue that the dry run has promised, beside the present one. @returns null when it was cancelled */
export function applyImport(input: ApplyInput, { cancelled, onProgress }: WorkSignals): BuildOutcome | null {
  return buildCatalog(
    {
      path: input.path,
      source: input.catalogue,
      at: input.at,
      staffId: input.staffId,
      change: { id: input.changeId, kind: 'imported', title: input.title },
      onProgress: (done, total) => onProgress({ done, total }),
      cancelled,
    },
    (db) => alter(db, input),
  );
}

function alter(db: BuildHandle, { staging, at, missing }: ApplyInput): void {
  db.attach(staging, 'import');
  for (const statement of ALTER) {
    if (statement.includes(':at')) db.run(statement, { at });
    else db.run(statement);
    db.breathe();
  }
  if (missing === 'deactivate') {
    db.run(
      `UPDATE stage_product SET active = 0, revision = revision + 1, updated_at = :at
       WHERE id IN (SELECT id FROM import.missing)`,
      { at },
    );
  }
  db.detach('import');
}

const TAKEN = "l.outcome IN ('added', 'changed')";

/** Null is kept; an empty text of the file is none. */
const ALTER = [
  `INSERT INTO category (id, parent_id, name, sort_name, position)
   SELECT id, parent_id, name, sort_name, position FROM import.new_category c
   WHERE c.id IN (
     WITH RECURSIVE wanted (id) AS (
       SELECT pa.category_id FROM import.grp g JOIN import.path pa ON pa.id = g.path WHERE g.changes = 1
       UNION
       SELECT n.parent_id FROM import.new_category n JOIN wanted w ON w.id = n.id WHERE n.parent_id IS NOT NULL)
     SELECT id FROM wanted)
   ORDER BY sequence`,
  `UPDATE stage_product SET
     name = coalesce(g.name, stage_product.name),
     sort_name = coalesce(g.name_key, stage_product.sort_name),
     description = coalesce(g.description, stage_product.description),
     category_id = iif(g.path IS NULL, stage_product.category_id,
       (SELECT pa.category_id FROM import.path pa WHERE pa.id = g.path)),
     unit = coalesce(g.unit, stage_product.unit),
     tax_rate_id = iif(g.tax_rate_id IS NULL, stage_product.tax_rate_id, nullif(g.tax_rate_id, '')),
     favourite = coalesce(g.favourite, stage_product.favourite),
     active = coalesce(g.active, stage_product.active),
     partner_product_id = iif(g.partner_product_id IS NULL, stage_product.partner_product_id,
       nullif(g.partner_product_id, '')),
     revision = stage_product.revision + 1,
     updated_at = :at
   FROM import.grp g WHERE g.product_id = stage_product.id AND g.match IS NOT NULL AND g.changes = 1`,
  `INSERT INTO stage_product (id, name, sort_name, description, category_id, unit, tax_rate_id, favourite, active,
     partner_product_id, updated_at)
   SELECT g.product_id, g.name, g.name_key, coalesce(g.description, ''),
     (SELECT pa.category_id FROM import.path pa WHERE pa.id = g.path), coalesce(g.unit, 'piece'),
     nullif(g.tax_rate_id, ''), coalesce(g.favourite, 0), coalesce(g.active, 1), nullif(g.partner_product_id, ''), :at
   FROM import.grp g WHERE g.match IS NULL AND g.changes = 1 ORDER BY g.row`,
  `UPDATE stage_variant SET
     name = coalesce(l.variant_name, stage_variant.name),
     sku = iif(l.sku IS NULL, stage_variant.sku, nullif(l.sku, '')),
     sku_key = iif(l.sku IS NULL, stage_variant.sku_key, nullif(l.sku_key, '')),
     unit_amount_minor = coalesce(l.amount_minor, stage_variant.unit_amount_minor)
   FROM import.line l WHERE l.variant_id = stage_variant.id AND l.outcome = 'changed'`,
  // Behind those that are there, in the order of the file.
  `INSERT INTO stage_variant (id, product_id, position, name, sku, sku_key, unit_amount_minor)
   SELECT l.variant_id, g.product_id, 1000 + l.row, coalesce(l.variant_name, ''), nullif(l.sku, ''),
     nullif(l.sku_key, ''), l.amount_minor
   FROM import.line l JOIN import.grp g ON g.row = l.group_row WHERE l.outcome = 'added' ORDER BY l.row`,
  `DELETE FROM stage_barcode WHERE variant_id IN (
     SELECT l.variant_id FROM import.line l WHERE l.outcome = 'changed' AND l.has_barcodes = 1)`,
  // Read in the order of the rows, written in that of the codes.
  `INSERT INTO stage_barcode (key, code, variant_id, position)
   SELECT lb.key, lb.code, l.variant_id, lb.position FROM import.line_barcode lb NOT INDEXED CROSS JOIN import.line l
   ON l.row = lb.row WHERE ${TAKEN} AND l.has_barcodes = 1 ORDER BY +lb.key`,
] as const;
