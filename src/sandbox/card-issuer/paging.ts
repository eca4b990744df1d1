import type { ReceivedRequest } from '../http/received-request.ts';
import { type Reply, jsonReply } from '../http/reply.ts';
import { type Problem, invalid } from './card-errors.ts';
import type { CardContext } from './context.ts';

const usualLimit = 100;
const largestLimit = 1000;

/** A number of the query; null when it is none, or outside. */
function readNumber(
  query: URLSearchParams,
  name: string,
  absent: number,
  least: number,
  most: number,
): number | null {
  const text = query.get(name);
  if (text === null) return absent;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : null;
  return value !== null && value >= least && value <= most ? value : null;
}

const outside = (name: string, least: number, most: number): Problem => ({
  loc: ['query', name],
  msg: `must be a whole number from ${least} to ${most}`,
  type: 'value_error',
});

/** Answers with the part of a list that was asked for, in the shape that the switch asks for. */
export function listReply<T>(
  context: CardContext,
  { query }: ReceivedRequest,
  rows: readonly T[],
  shape: (row: T) => object,
): Reply {
  const mostRows = 999_999_999;
  const limit = readNumber(query, 'limit', usualLimit, 1, largestLimit);
  const offset = readNumber(query, 'offset', 0, 0, mostRows);
  if (limit === null || offset === null) {
    return invalid(context, [
      ...(limit === null ? [outside('limit', 1, largestLimit)] : []),
      ...(offset === null ? [outside('offset', 0, mostRows)] : []),
    ]);
  }
  const items = rows.slice(offset, offset + limit).map(shape);
  switch (context.switches().cardListShape) {
    case 'items':
      return jsonReply(200, { items });
    case 'data':
      return jsonReply(200, { data: items, pagination: { limit, offset, total: rows.length } });
    case 'bare':
      return jsonReply(200, items);
  }
}

/** Answers with one object, bare or under `data`. */
export function objectReply(context: CardContext, status: number, shape: object): Reply {
  return jsonReply(status, context.switches().cardWrapped ? { data: shape } : shape);
}
