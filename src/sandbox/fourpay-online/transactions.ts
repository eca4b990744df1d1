import type { ReceivedRequest } from '../http/received-request.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import type { FourPayContext } from './context.ts';
import { type PagePlace, nextCursor, pageOf, readPageOrder } from './paging.ts';
import { type TransactionRecord, isEnvironment } from './transaction-record.ts';
import { transactionShape } from './transaction-shape.ts';
import { type FieldProblem, validationReply } from './validation.ts';

const knownFilters: ReadonlySet<string> = new Set(['env', 'status', 'limit', 'cursor']);
const defaultLimit = 20;

const placeOf = (row: TransactionRecord): PagePlace => ({ ms: row.startedMs, sequence: row.sequence });

/** The docs refuse `page`, `offset`, `from`, `to` and `currency` by name; anything else unknown is refused too. */
function filterProblems(query: URLSearchParams): readonly FieldProblem[] {
  const unknown = [...new Set(query.keys())]
    .filter((name) => !knownFilters.has(name))
    .map((name) => ({ field: name, message: 'is not a filter of this list' }));
  const env = query.get('env');
  const wrongEnv = env !== null && !isEnvironment(env);
  return wrongEnv ? [...unknown, { field: 'env', message: 'must be test or prod' }] : unknown;
}

function listTransactions(context: FourPayContext, request: ReceivedRequest): Reply {
  const { query } = request;
  const result = readPageOrder(query, defaultLimit);
  const problems = [...filterProblems(query), ...('problems' in result ? result.problems : [])];
  if ('problems' in result || problems.length > 0) return validationReply(problems, context.switches());
  const env = query.get('env');
  const status = query.get('status');
  const rows = context.books
    .transactions()
    .filter((row) => (env === null || row.env === env) && (status === null || row.status === status));
  const page = pageOf(rows, placeOf, result.order);
  return jsonReply(200, {
    data: page.map((row) => transactionShape(context, row)),
    cursor: nextCursor(page, placeOf, result.order, 'started'),
  });
}

function oneTransaction(context: FourPayContext, id: string | undefined): Reply {
  const row = context.books.transaction(id ?? '');
  if (row === undefined) return errorReply(404, 'not_found', 'There is no such transaction.');
  return jsonReply(200, { data: transactionShape(context, row) });
}

/** The routes of /api/v1/transactions. */
export function transactionRoutes(context: FourPayContext): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/transactions',
      handle: (request) => listTransactions(context, request),
    },
    {
      method: 'GET',
      path: '/api/v1/transactions/:id',
      handle: (_request, { id }) => oneTransaction(context, id),
    },
  ];
}
