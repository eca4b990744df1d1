import type { WriteHandle } from '../../database/handles.ts';
import { dueForJournal, type PriceChange } from './price-changes.ts';

interface PriceContext {
  readonly changeId: string;
  readonly at: string;
  readonly staffId: string | null;
}

/** Keeps every price that differs from the source's, in the history of prices and for the journal. */
export function recordPrices(
  db: WriteHandle,
  { changeId, at, staffId }: PriceContext,
  hasSource: boolean,
): void {
  const before = hasSource ? 'LEFT JOIN source.variant b ON b.id = s.id' : '';
  const old = hasSource ? 'b.unit_amount_minor' : 'NULL';
  db.run(
    `INSERT INTO price_change (variant_id, at, staff_id, change_id, before_minor, after_minor)
     SELECT s.id, ?, ?, ?, ${old}, s.unit_amount_minor FROM stage_variant s ${before}
     WHERE ${old} IS NOT s.unit_amount_minor`,
    at,
    staffId,
    changeId,
  );
  if (!hasSource) return;
  db.run(
    `INSERT INTO price_change (variant_id, at, staff_id, change_id, before_minor, after_minor)
     SELECT b.id, ?, ?, ?, b.unit_amount_minor, NULL FROM source.variant b
     LEFT JOIN stage_variant s ON s.id = b.id WHERE s.id IS NULL`,
    at,
    staffId,
    changeId,
  );
  // Prices of products that came or went are no changes of price: the journal has the import itself.
  const changed = db.all<PriceChange>(
    `SELECT variant_id AS variantId, before_minor AS beforeMinor, after_minor AS afterMinor FROM price_change
     WHERE change_id = ? AND before_minor IS NOT NULL AND after_minor IS NOT NULL ORDER BY sequence`,
    changeId,
  );
  dueForJournal(db, changeId, changed, staffId === null ? {} : { by: staffId });
}
