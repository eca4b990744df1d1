/** What every row of the books has: its name, and its place in the order of arrival. */
export interface Row {
  readonly id: string;
  readonly sequence: number;
}

/** Rows by id, and newest first; no call sorts. */
export interface OrderedTable<T extends Row> {
  /** Newest first. The list is never changed afterwards: a change makes another one. */
  list(): readonly T[];
  get(id: string): T | undefined;
  /** Adds the row, or replaces the one with the same id. Its moment and sequence never change. */
  put(row: T): void;
}

type MomentOf<T> = (row: T) => number;

function isNewer<T extends Row>(a: T, b: T, momentOf: MomentOf<T>): boolean {
  const apart = momentOf(a) - momentOf(b);
  return apart === 0 ? a.sequence > b.sequence : apart > 0;
}

/** Where a row stands, or would stand, in a list that is newest first. */
function placeIn<T extends Row>(rows: readonly T[], row: T, momentOf: MomentOf<T>): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[middle];
    if (other !== undefined && isNewer(other, row, momentOf)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Makes a table of the rows, ordered by a moment and then by sequence. */
export function createOrderedTable<T extends Row>(
  start: readonly T[],
  momentOf: MomentOf<T>,
): OrderedTable<T> {
  const byId = new Map(start.map((row) => [row.id, row]));
  let rows: readonly T[] = [...byId.values()].sort((a, b) => (isNewer(a, b, momentOf) ? -1 : 1));
  return {
    list: () => rows,
    get: (id) => byId.get(id),
    put: (row) => {
      const place = placeIn(rows, row, momentOf);
      rows = rows.toSpliced(place, byId.has(row.id) ? 1 : 0, row);
      byId.set(row.id, row);
    },
  };
}
