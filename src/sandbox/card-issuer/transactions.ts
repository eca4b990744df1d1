import type { ReceivedRequest } from '../http/received-request.ts';
import type { Reply } from '../http/reply.ts';
import type { MerchantRoute } from './authentication.ts';
import { type Problem, invalid } from './card-errors.ts';
import type { CardContext } from './context.ts';
import type { MovementRecord } from './movement-record.ts';
import { listReply } from './paging.ts';
import { movementShape } from './shapes.ts';

type Test = (row: MovementRecord) => boolean;

/** A filter by the query; null: its value makes no sense. */
type Filter = (value: string) => Test | null;

const is =
  (read: (row: MovementRecord) => string | null): Filter =>
  (value) =>
  (row) =>
    read(row) === value;

function moment(compare: (row: MovementRecord, ms: number) => boolean): Filter {
  return (value) => {
    const ms = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(ms) ? null : (row) => compare(row, ms);
  };
}

const filters: Readonly<Record<string, Filter>> = {
  account_id: is((row) => row.accountId),
  card_id: is((row) => row.cardId),
  date_from: moment((row, ms) => row.createdMs >= ms),
  date_to: moment((row, ms) => row.createdMs < ms),
  status: is((row) => row.status),
  type: is((row) => row.type),
};

/** The names of the filters that a list takes. */
export function filterNames(of: MovementRecord['of']): readonly string[] {
  return Object.keys(filters).filter((name) => of === 'card' || name !== 'card_id');
}

function listMovements(
  context: CardContext,
  request: ReceivedRequest,
  of: MovementRecord['of'],
  merchantId: number,
): Reply {
  const problems: Problem[] = [];
  const tests: Test[] = [(row) => row.merchantId === merchantId && row.of === of];
  for (const name of filterNames(of)) {
    const value = request.query.get(name);
    if (value === null || value === '') continue;
    const test = filters[name]?.(value) ?? null;
    if (test === null) problems.push({ loc: ['query', name], msg: 'must be a moment', type: 'value_error' });
    else tests.push(test);
  }
  if (problems.length > 0) return invalid(context, problems);
  const rows = context.books.movements().filter((row) => tests.every((test) => test(row)));
  return listReply(context, request, rows, (row) => movementShape(context, row));
}

/** The two lists of transactions, newest first. */
export function transactionRoutes(context: CardContext): readonly MerchantRoute[] {
  const list = (path: string, of: MovementRecord['of']): MerchantRoute => ({
    method: 'GET',
    path: `/api/v2/transactions/${path}`,
    needs: 'read',
    handle: (request, _, merchantId) => listMovements(context, request, of, merchantId),
  });
  return [list('cards', 'card'), list('accounts', 'account')];
}
