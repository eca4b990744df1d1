import { createHash } from 'node:crypto';
import type { IssuerPage, PageWish } from '../../../ports-card-issuer.ts';
import { countIn, type Fields, fieldsOf, flagIn } from './fields.ts';

interface ToldList {
  readonly rows: readonly unknown[];
  /** What stands beside the rows, from the inside to the outside. */
  readonly beside: readonly Fields[];
}

/** A list in a list in an object: no answer is nested deeper. */
const DEPTH_MAX = 2;
const LISTS = ['items', 'data', 'results'];
const PAGINATIONS = ['pagination', 'meta', 'page'];

/**
 * Reads one part of a list: `{"items":[…]}`, `{"data":[…]}` with pagination beside it or not, or a bare array. Rows that cannot
 * be read are left out and counted.
 *
 * A deployment that answers more rows than it was asked for does not page: the part is cut out of all of them here.
 * @returns null when it is no list
 */
export function readPage<T>(
  json: unknown,
  wish: PageWish,
  parseRow: (row: unknown) => T | null,
): IssuerPage<T> | null {
  const told = toldIn(json, 0);
  if (!told) return null;
  const { rows, beside } = told;
  const count = (...names: readonly string[]): number | null =>
    firstOf(beside, (one) => countIn(one, ...names));
  const total = count('total', 'totalcount', 'totalitems');
  const limit = Math.min(wish.limit, count('limit', 'perpage', 'pagesize') || wish.limit);
  const unpaged = rows.length > wish.limit;
  const part = unpaged ? rows.slice(wish.offset, wish.offset + wish.limit) : rows;
  const items = part.flatMap((row) => {
    const value = parseRow(row);
    return value === null ? [] : [value];
  });
  const all = unpaged ? rows.length : total;
  const hasMore = firstOf(beside, (one) => flagIn(one, 'hasmore', 'hasnext'));
  const more = all === null ? (hasMore ?? part.length >= limit) : wish.offset + part.length < all;
  return { items, unreadable: part.length - items.length, total: all, more: more && part.length > 0 };
}

function firstOf<T>(beside: readonly Fields[], read: (fields: Fields) => T | null): T | null {
  for (const fields of beside) {
    const value = read(fields);
    if (value !== null) return value;
  }
  return null;
}

function toldIn(json: unknown, depth: number): ToldList | null {
  if (Array.isArray(json)) return { rows: json, beside: [] };
  const fields = depth < DEPTH_MAX ? fieldsOf(json) : null;
  const name = fields && LISTS.find((known) => fields.has(known));
  if (!fields || name === null || name === undefined) return null;
  const told = toldIn(fields.get(name), depth + 1);
  if (!told) return null;
  const paginations = PAGINATIONS.flatMap((known) => fieldsOf(fields.get(known)) ?? []);
  return { rows: told.rows, beside: [...told.beside, ...paginations, fields] };
}

/** Watches over lists that are read part by part. */
export interface PageWatch {
  /**
   * Whether a part is another one than the part before it. A deployment that knows no `offset` answers the same rows
   * again and again: whoever reads on until the end would never come to it, or take them for others.
   * @param list what is read, its filters included
   */
  moves(list: string, wish: PageWish, json: unknown): boolean;
}

/** Lists that are read at the same time; more of them are forgotten. */
const LISTS_WATCHED = 50;

export function createPageWatch(): PageWatch {
  const last = new Map<string, { readonly offset: number; readonly print: string }>();
  return {
    moves: (list, { offset, limit }, json) => {
      const rows = toldIn(json, 0)?.rows ?? [];
      // All of them each time, of which a part is cut out.
      if (rows.length === 0 || rows.length > limit) return true;
      const print = printOf(rows);
      const before = last.get(list);
      last.delete(list);
      last.set(list, { offset, print });
      for (const oldest of [...last.keys()].slice(0, -LISTS_WATCHED)) last.delete(oldest);
      return before === undefined || offset <= before.offset || before.print !== print;
    },
  };
}

/** Tells lists apart without keeping what is in them. */
function printOf(rows: readonly unknown[]): string {
  const ends = JSON.stringify([rows.length, rows[0], rows.at(-1)]);
  return createHash('sha256').update(ends).digest('base64');
}
