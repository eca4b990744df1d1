import { type Reply, jsonReply } from '../http/reply.ts';
import type { FourPayContext } from './context.ts';
import { type PagePlace, nextCursor, pageOf, readPageOrder } from './paging.ts';
import { validationReply } from './validation.ts';

const defaultLimit = 20;

interface Created {
  readonly createdMs: number;
  readonly sequence: number;
}

const placeOf = (row: Created): PagePlace => ({ ms: row.createdMs, sequence: row.sequence });

/** What is listed, newest first. */
export interface Listing<T> {
  readonly rows: readonly T[];
  readonly passes: (row: T) => boolean;
  readonly shape: (row: T) => object;
  /** `none`: the whole list, whatever the query says; the docs say nothing about paging here. */
  readonly paging: 'none' | 'cursor';
}

/** The answer to a call for links or products. */
export function listReply<T extends Created>(
  context: FourPayContext,
  query: URLSearchParams,
  listing: Listing<T>,
): Reply {
  const { rows, passes, shape, paging } = listing;
  if (paging === 'none') return jsonReply(200, { data: rows.filter(passes).map(shape) });
  const result = readPageOrder(query, defaultLimit);
  if ('problems' in result) return validationReply(result.problems, context.switches());
  const page = pageOf(rows, placeOf, result.order, passes);
  return jsonReply(200, {
    data: page.map(shape),
    cursor: nextCursor(page, placeOf, result.order, 'created'),
  });
}
