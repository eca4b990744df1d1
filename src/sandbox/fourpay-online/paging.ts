import { isWholeNumber } from '../json-value.ts';
import type { FieldProblem } from './validation.ts';

/** What a list is ordered by, newest first: the moment, then the sequence among rows of the same millisecond. */
export interface PagePlace {
  readonly ms: number;
  readonly sequence: number;
}

/** How much of a list, and from where on. */
export interface PageOrder {
  /** 1 to 100. */
  readonly limit: number;
  /** The last row of the page before; null for the first page. */
  readonly after: PagePlace | null;
}

/** The order, or what is wrong with it. */
export type PageOrderResult = { readonly order: PageOrder } | { readonly problems: readonly FieldProblem[] };

/**
 * Writes a place as a cursor: `2026-03-01T10:00:00.123+00:00/17`. Callers treat it as opaque. The `+` is on
 * purpose: a caller that forgets to encode it fails here as it would against any timestamp cursor.
 */
export function cursorValue(place: PagePlace): string {
  return `${new Date(place.ms).toISOString().replace('Z', '+00:00')}/${place.sequence}`;
}

function readCursor(value: string): PagePlace | null {
  const [moment = '', sequence = ''] = value.split('/');
  const ms = Date.parse(moment);
  const number = /^\d+$/.test(sequence) ? Number(sequence) : Number.NaN;
  return Number.isNaN(ms) || !isWholeNumber(number) ? null : { ms, sequence: number };
}

/** Reads `limit` (1 to 100) and `cursor`. */
export function readPageOrder(query: URLSearchParams, defaultLimit: number): PageOrderResult {
  const limitText = query.get('limit') ?? String(defaultLimit);
  const limit = /^\d{1,3}$/.test(limitText) ? Number(limitText) : 0;
  const cursorText = query.get('cursor');
  const after = cursorText === null ? null : readCursor(cursorText);
  const problems: FieldProblem[] = [];
  if (limit < 1 || limit > 100) problems.push({ field: 'limit', message: 'must be from 1 to 100' });
  if (cursorText !== null && after === null) problems.push({ field: 'cursor', message: 'is not a cursor' });
  return problems.length > 0 ? { problems } : { order: { limit, after } };
}

function isOlder(place: PagePlace, than: PagePlace): boolean {
  return place.ms < than.ms || (place.ms === than.ms && place.sequence < than.sequence);
}

/** The first index of a list, newest first, that is older than `after`. */
function indexAfter<T>(rows: readonly T[], placeOf: (row: T) => PagePlace, after: PagePlace): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && !isOlder(placeOf(row), after)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The rows of a page that pass. `rows` are newest first already; only those are looked at that the page needs, so that
 * a long list costs no more than a short one.
 */
export function pageOf<T>(
  rows: readonly T[],
  placeOf: (row: T) => PagePlace,
  order: PageOrder,
  passes: (row: T) => boolean,
): readonly T[] {
  const page: T[] = [];
  const start = order.after === null ? 0 : indexAfter(rows, placeOf, order.after);
  for (let index = start; index < rows.length && page.length < order.limit; index += 1) {
    const row = rows[index];
    if (row !== undefined && passes(row)) page.push(row);
  }
  return page;
}

/** The `cursor` of an answer: the last row, or the caller's own cursor when there is nothing more. */
export function nextCursor<T>(
  page: readonly T[],
  placeOf: (row: T) => PagePlace,
  order: PageOrder,
  field: string,
): object {
  const last = page.at(-1);
  const place = last === undefined ? order.after : placeOf(last);
  return { cursor_field: field, cursor_value: place === null ? null : cursorValue(place) };
}
