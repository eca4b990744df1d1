import type { ReadHandle } from '../../database/handles.ts';

/** So many rows are read at once: a few milliseconds, whatever is in them. */
const PRODUCTS_PER_STEP = 500;
/** A snapshot of a product with very many variants is a hundred times as long as a row. */
const SNAPSHOTS_PER_STEP = 50;

interface ProductRow {
  readonly rowid: number;
  readonly image_tile: string | null;
  readonly image_large: string | null;
}

interface SnapshotRow {
  readonly change_sequence: number;
  readonly position: number;
  readonly before: string | null;
}

/**
 * The images of one file of the catalogue, those included that taking back a change would bring again, in steps of which
 * each is short. An image that a product loses between two steps is in the snapshots, and these are read last.
 */
export function* imageNamesIn(db: ReadHandle): Generator<readonly string[], undefined> {
  let product = 0;
  for (;;) {
    const rows = db.all<ProductRow>(
      'SELECT rowid, image_tile, image_large FROM product WHERE rowid > ? ORDER BY rowid LIMIT ?',
      product,
      PRODUCTS_PER_STEP,
    );
    yield rows.flatMap(({ image_tile: tile, image_large: large }) => namesIn(`${tile} ${large}`));
    product = rows.at(-1)?.rowid ?? product;
    if (rows.length < PRODUCTS_PER_STEP) break;
  }
  let [change, position] = [0, -1];
  for (;;) {
    const rows = db.all<SnapshotRow>(
      `SELECT change_sequence, position, before FROM change_item WHERE (change_sequence, position) > (?, ?)
       ORDER BY change_sequence, position LIMIT ?`,
      change,
      position,
      SNAPSHOTS_PER_STEP,
    );
    yield rows.flatMap(({ before }) => namesIn(before ?? ''));
    const last = rows.at(-1);
    if (!last || rows.length < SNAPSHOTS_PER_STEP) return;
    [change, position] = [last.change_sequence, last.position];
  }
}

const namesIn = (text: string): readonly string[] => text.match(/[0-9a-f]{64}\.webp/g) ?? [];
