import type { ReadHandle } from '../../database/handles.ts';
import { meets, type Question, toMatch } from './question.ts';

/** Matches are counted up to here. */
export const COUNTED_MAX = 1000;

/** Where a page begins: after so many. */
export interface Place {
  /** The rowid of the last one that stood where the file was built to have it; 0: none yet. */
  readonly rowid: number;
  /** How many were taken of those that have moved, or of all where all are sorted. */
  readonly taken: number;
}

export const START: Place = { rowid: 0, taken: 0 };

export interface RankedPage {
  readonly rowids: readonly number[];
  /** Where the next one begins; null: this was the last. */
  readonly next: Place | null;
}

/** Best first, as the whole catalogue is shown: active ones, favourites, what sells most, then by name. */
const RANK = 'p.active DESC, p.favourite DESC, p.sold_count DESC, p.sort_name, p.rowid';

/** How many products answer; above `COUNTED_MAX` it is one more than that. */
export function countMatches(db: ReadHandle, question: Question): number {
  return (
    db.get<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM product_words WHERE product_words MATCH ? LIMIT ${COUNTED_MAX + 1})`,
      toMatch(question),
    )?.count ?? 0
  );
}

/**
 * The matches after a place, in order of rank.
 *
 * Rowids follow the rank as of the build, so that the first matches are the best ones and no more have to be looked
 * at. Those that have moved since are few and stand beside, in a table in order of rank: the two are merged. Where
 * there are not many matches, they are simply sorted.
 */
export function rankedMatches(
  db: ReadHandle,
  question: Question,
  from: Place,
  { limit, count }: { readonly limit: number; readonly count: () => number },
): RankedPage {
  if (limit <= 0) return { rowids: [], next: from };
  if (db.get('SELECT 1 FROM search_moved LIMIT 1') === undefined) return inPlace(db, question, from, limit);
  return count() <= COUNTED_MAX ? sorted(db, question, from, limit) : merged(db, question, from, limit);
}

function inPlace(db: ReadHandle, question: Question, from: Place, limit: number): RankedPage {
  const rows = db.all<{ rowid: number }>(
    'SELECT rowid FROM product_words WHERE product_words MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?',
    toMatch(question),
    from.rowid,
    limit + 1,
  );
  const rowids = rows.slice(0, limit).map(({ rowid }) => rowid);
  return {
    rowids,
    next: rows.length > limit ? { rowid: rowids.at(-1) ?? 0, taken: from.taken + rowids.length } : null,
  };
}

function sorted(db: ReadHandle, question: Question, from: Place, limit: number): RankedPage {
  const rows = db.all<{ rowid: number }>(
    `SELECT p.rowid FROM product_words w CROSS JOIN product p ON p.rowid = w.rowid
     WHERE w.product_words MATCH ? ORDER BY ${RANK} LIMIT ? OFFSET ?`,
    toMatch(question),
    limit + 1,
    from.taken,
  );
  const rowids = rows.slice(0, limit).map(({ rowid }) => rowid);
  return { rowids, next: rows.length > limit ? { rowid: 0, taken: from.taken + rowids.length } : null };
}

/** What two products are compared by; the smaller one stands first. */
interface Rank {
  readonly inactive: number;
  readonly ordinary: number;
  readonly unsold: number;
  readonly sort_name: string;
  readonly product_rowid: number;
}

function merged(db: ReadHandle, question: Question, from: Place, limit: number): RankedPage {
  const standing = db.all<Rank>(
    `SELECT 1 - p.active AS inactive, 1 - p.favourite AS ordinary, -p.sold_count AS unsold, p.sort_name,
       p.rowid AS product_rowid
     FROM product_words w CROSS JOIN product p ON p.rowid = w.rowid
     WHERE w.product_words MATCH ? AND w.rowid > ?
       AND NOT EXISTS (SELECT 1 FROM search_moved m WHERE m.product_rowid = w.rowid)
     ORDER BY w.rowid LIMIT ?`,
    toMatch(question),
    from.rowid,
    limit + 1,
  );
  const moved = movedMatches(db, question, from.taken);
  const rowids: number[] = [];
  let { rowid, taken } = from;
  let index = 0;
  let mover = moved.next();
  while (rowids.length <= limit) {
    const stander = standing[index];
    const moverFirst = !mover.done && (!stander || before(mover.value, stander));
    if (!moverFirst && !stander) return { rowids, next: null };
    if (rowids.length === limit) break;
    if (moverFirst && !mover.done) {
      rowids.push(mover.value.product_rowid);
      taken++;
      mover = moved.next();
    } else if (stander) {
      rowids.push(stander.product_rowid);
      rowid = stander.product_rowid;
      index++;
    }
  }
  return { rowids, next: { rowid, taken } };
}

/** So many of those that have moved are looked at at once. */
const MOVED_AT_ONCE = 128;

const MOVED = `
SELECT m.inactive, m.ordinary, m.unsold, m.sort_name, m.product_rowid, t.words
FROM search_moved m JOIN search_text t ON t.product_rowid = m.product_rowid
WHERE (m.inactive, m.ordinary, m.unsold, m.sort_name, m.product_rowid) > (?, ?, ?, ?, ?)
ORDER BY m.inactive, m.ordinary, m.unsold, m.sort_name, m.product_rowid LIMIT ${MOVED_AT_ONCE}`;

/** Those that answer, best first, without the first ones; looked at no further than they are taken. */
function* movedMatches(db: ReadHandle, question: Question, skip: number): Generator<Rank, undefined> {
  let last: Rank = {
    inactive: -1,
    ordinary: 0,
    unsold: 0,
    sort_name: '',
    product_rowid: 0,
  };
  let skipped = 0;
  for (;;) {
    const rows = db.all<Rank & { readonly words: string }>(
      MOVED,
      last.inactive,
      last.ordinary,
      last.unsold,
      last.sort_name,
      last.product_rowid,
    );
    for (const row of rows) {
      if (!meets(question, row.words)) continue;
      if (skipped++ >= skip) yield row;
    }
    const end = rows.at(-1);
    if (!end) return;
    last = end;
  }
}

function before(one: Rank, other: Rank): boolean {
  const order =
    one.inactive - other.inactive ||
    one.ordinary - other.ordinary ||
    one.unsold - other.unsold ||
    Buffer.compare(Buffer.from(one.sort_name), Buffer.from(other.sort_name)) ||
    one.product_rowid - other.product_rowid;
  return order < 0;
}
