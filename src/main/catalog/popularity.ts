import type { ReadHandle } from '../database/handles.ts';
import type { CatalogFiles } from './file/catalog-files.ts';

interface Counted {
  readonly counted_epoch: number;
  readonly counted_receipt: number;
}

/** So many sales at once: a few milliseconds. */
const SALES_PER_STEP = 200;

/**
 * Counts what has been sold since the last time: what sells most comes first. Never a part of finishing a sale: receipts
 * are numbered without a gap, so each is counted exactly once, whenever that is and whatever is killed meanwhile.
 * @param books where the receipts are
 * @returns whether nothing is left to be counted
 */
export function countSold(files: Pick<CatalogFiles, 'current'>, books: ReadHandle): boolean {
  const counted = files.current.read.get<Counted>(
    'SELECT counted_epoch, counted_receipt FROM catalogue WHERE id = 1',
  );
  if (!counted) return true;
  const sales = books.all<{ id: string; receipt_epoch: number; receipt_sequence: number }>(
    `SELECT id, receipt_epoch, receipt_sequence FROM sale
     WHERE (receipt_epoch, receipt_sequence) > (?, ?) ORDER BY receipt_epoch, receipt_sequence LIMIT ?`,
    counted.counted_epoch,
    counted.counted_receipt,
    SALES_PER_STEP,
  );
  const last = sales.at(-1);
  if (!last) return true;
  const sold = new Map<string, number>();
  for (const { id } of sales) {
    for (const { product_id: variantId } of books.all<{ product_id: string }>(
      'SELECT product_id FROM sale_line WHERE sale_id = ? AND product_id IS NOT NULL',
      id,
    )) {
      sold.set(variantId, (sold.get(variantId) ?? 0) + 1);
    }
  }
  files.current.write((db) => {
    for (const [variantId, count] of sold) {
      db.run(
        `UPDATE product SET sold_count = sold_count + ?
         WHERE rowid = (SELECT product_rowid FROM variant WHERE id = ?)`,
        count,
        variantId,
      );
    }
    db.runOne(
      'UPDATE catalogue SET counted_epoch = ?, counted_receipt = ? WHERE id = 1',
      last.receipt_epoch,
      last.receipt_sequence,
    );
  });
  return sales.length < SALES_PER_STEP;
}
