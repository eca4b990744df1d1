import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import { okay, parseWith } from '../common/answers.ts';
import type { SignedCall } from './signed-calls.ts';

/** Nobody says that links and products come in pages: thousands of them may come in one answer, in bytes. */
export const LIST_MAX_BYTES = 16 * 1024 * 1024;

/** How much of a list is read before others have their turn: the counter waits for no list. */
const ROWS_AT_ONCE = 100;

export interface ListPlace {
  readonly path: string;
  /** What wraps the rows where it is not `data`. */
  readonly under: 'links' | 'products';
  readonly cursor: string | null;
}

export interface ListPage<T> {
  readonly rows: readonly T[];
  readonly unreadable: number;
  readonly nextCursor: string | null;
}

/**
 * Reads a list, or one page of it where the deployment has pages: then its answer has a cursor, as that of the
 * transactions. The first call is the documented one, without a limit that somebody might refuse.
 *
 * A page without rows is the last, and so is one whose cursor does not move.
 */
export async function readList<T>(
  call: SignedCall,
  { path, under, cursor }: ListPlace,
  parseRow: (json: unknown) => T | null,
  options: CallOptions,
): Promise<ProviderAnswer<ListPage<T>>> {
  const query = cursor === null ? '' : `?${new URLSearchParams({ limit: '100', cursor })}`;
  const answer = await call('GET', path + query, options, undefined, LIST_MAX_BYTES);
  const list = parseWith(answer, (json) => readRows(json, under));
  if (list.kind !== 'ok') return list;
  const { rows, nextCursor } = list.value;
  const read: T[] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % ROWS_AT_ONCE === 0) await nextTurn();
    const parsed = parseRow(row);
    if (parsed !== null) read.push(parsed);
  }
  const isLast = rows.length === 0 || nextCursor === cursor;
  const page = { rows: read, unreadable: rows.length - read.length, nextCursor: isLast ? null : nextCursor };
  return okay(page, list.facts);
}

const rows = z.array(z.unknown());

const list = z.object({
  data: rows.nullish(),
  links: rows.nullish(),
  products: rows.nullish(),
  cursor: z
    .object({ cursor_value: z.union([z.string(), z.number().transform(String)]).nullish() })
    .nullish()
    .catch(null),
});

/** The rows under `data`, under their own word, or bare; null where there is no list at all. */
function readRows(
  json: unknown,
  under: ListPlace['under'],
): { readonly of: { readonly rows: readonly unknown[]; readonly nextCursor: string | null } } | null {
  const bare = rows.safeParse(json);
  if (bare.success) return { of: { rows: bare.data, nextCursor: null } };
  const parsed = list.safeParse(json);
  const listed = parsed.data?.data ?? parsed.data?.[under];
  return listed == null
    ? null
    : { of: { rows: listed, nextCursor: parsed.data?.cursor?.cursor_value || null } };
}
