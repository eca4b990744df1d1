/** One part of a list at the card issuer, as main answers it. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Rows left out because they could not be read. */
  readonly unreadable: number;
  readonly total: number | null;
  readonly more: boolean;
}

/** How long a list is, as far as that is known. */
export interface Extent {
  readonly rows: number;
  /** False: there are at least so many. */
  readonly exact: boolean;
}

export const UNKNOWN_EXTENT: Extent = { rows: 0, exact: false };

/** What stands at one place of a list. */
export type Slot<T> =
  | { readonly kind: 'row'; readonly row: T }
  /** On its way. */
  | { readonly kind: 'waiting' }
  /** The issuer has a row here that nobody can read. */
  | { readonly kind: 'unreadable' };

/** Rows to come that are shown behind what is known of a list without an end. */
const MORE_ROWS = 20;
/** So near to the next page it is asked for, before anybody sees its first row. */
const NEAR_ROWS = 60;

const WAITING = { kind: 'waiting' } as const;

/**
 * What the pages at hand say of a list's length. Some lists tell their total; of the others the end is known once a
 * page was not full. What was known stays known while its pages are let go.
 */
export function learnExtent<T>(
  before: Extent,
  pages: ReadonlyMap<number, ListPage<T>>,
  pageRows: number,
): Extent {
  const last = Math.max(...pages.keys(), -1);
  const top = pages.get(last);
  if (!top) return before;
  if (top.total !== null) return { rows: top.total, exact: true };
  if (!top.more) return { rows: last * pageRows + rowsOf(top, pageRows), exact: true };
  const seen = (last + 1) * pageRows;
  return before.rows > seen ? before : { rows: seen, exact: false };
}

function rowsOf({ items, unreadable }: ListPage<unknown>, pageRows: number): number {
  return Math.min(pageRows, items.length + unreadable);
}

/** Places that the list has on the screen, those on their way included. */
export function placesOf({ rows, exact }: Extent): number {
  return exact ? rows : rows + MORE_ROWS;
}

/** The pages that hold what is in sight, and the next one where it is near. */
export function pagesInSight(
  [first, last]: readonly [first: number, last: number],
  extent: Extent,
  pageRows: number,
): readonly number[] {
  const end = extent.exact
    ? Math.max(0, Math.ceil(extent.rows / pageRows) - 1)
    : Math.floor(extent.rows / pageRows);
  const pageOf = (row: number) => Math.min(end, Math.max(0, Math.floor(row / pageRows)));
  const from = pageOf(first);
  return Array.from({ length: pageOf(last + NEAR_ROWS) - from + 1 }, (_, index) => from + index);
}

export function slotAt<T>(pages: ReadonlyMap<number, ListPage<T>>, index: number, pageRows: number): Slot<T> {
  const page = pages.get(Math.floor(index / pageRows));
  if (!page) return WAITING;
  const place = index % pageRows;
  const row = page.items[place];
  if (row !== undefined) return { kind: 'row', row };
  return place < rowsOf(page, pageRows) ? { kind: 'unreadable' } : WAITING;
}

export function unreadableIn(pages: ReadonlyMap<number, ListPage<unknown>>): number {
  return [...pages.values()].reduce((sum, { unreadable }) => sum + unreadable, 0);
}
