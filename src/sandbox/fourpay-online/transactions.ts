import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import { type JsonObject, isJsonObject, readAmountMinor } from '../json-value.ts';
import type { PartnerRoute } from './authentication.ts';
import type { FourPayContext } from './context.ts';
import { cancelPayment } from './hosted-paying.ts';
import { type PagePlace, nextCursor, pageOf, readPageOrder } from './paging.ts';
import type { Partner } from './partners.ts';
import { refundPayment, refundableMinor, whyNotAmount, whyNotRefundable } from './refunds.ts';
import { type TransactionRecord, isEnvironment, isFinalStatus, isPaymentRow } from './transaction-record.ts';
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

function listTransactions(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  const { query } = request;
  const result = readPageOrder(query, defaultLimit);
  const problems = [...filterProblems(query), ...('problems' in result ? result.problems : [])];
  if ('problems' in result || problems.length > 0) return validationReply(problems, context.switches());
  const env = query.get('env');
  const status = query.get('status');
  const passes = (row: TransactionRecord): boolean =>
    row.partnerId === partner.partnerId &&
    (env === null || row.env === env) &&
    (status === null || row.status === status);
  const page = pageOf(context.books.transactions(), placeOf, result.order, passes);
  return jsonReply(200, {
    data: page.map((row) => transactionShape(context, row)),
    cursor: nextCursor(page, placeOf, result.order, 'started'),
  });
}

function cancel(context: FourPayContext, row: TransactionRecord): Reply {
  if (isFinalStatus(row.status) || !isPaymentRow(row)) {
    const message = `is not possible: the ${isPaymentRow(row) ? 'payment' : row.type} is ${row.status}`;
    return validationReply([{ field: 'type', message }], context.switches());
  }
  return jsonReply(200, { data: transactionShape(context, cancelPayment(context, row)) });
}

/** The amount to give back, or what is wrong with the order. */
function readRefund(
  context: FourPayContext,
  row: TransactionRecord,
  params: JsonObject,
): number | FieldProblem {
  const refused = whyNotRefundable(row);
  if (refused !== null) return refused;
  if (!row.refundable) return { field: 'type', message: 'is not possible: the card takes no refunds' };
  const wanted = params['amount'] ?? null;
  const amountMinor = wanted === null ? refundableMinor(row) : readAmountMinor(wanted);
  if (amountMinor === null) {
    return { field: 'amount', message: 'must be an integer greater than 0, or its digits' };
  }
  if (!context.switches().partialRefunds && amountMinor !== row.amountMinor) {
    return { field: 'amount', message: 'must be the whole payment' };
  }
  return whyNotAmount(row, amountMinor) ?? amountMinor;
}

function refund(context: FourPayContext, row: TransactionRecord, params: JsonObject): Reply {
  if (!context.switches().refundsOffered) {
    return errorReply(403, 'forbidden', 'Refunds are not offered to this partner.');
  }
  const order = readRefund(context, row, params);
  if (typeof order !== 'number') return validationReply([order], context.switches());
  refundPayment(context, row, order);
  return jsonReply(200, { data: transactionShape(context, context.books.transaction(row.id) ?? row) });
}

function changeTransaction(context: FourPayContext, request: ReceivedRequest, row: TransactionRecord): Reply {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return errorReply(400, 'bad_request', 'The body is not a JSON object.');
  const params = body['params'];
  const refused = (field: string, message: string): Reply =>
    validationReply([{ field, message }], context.switches());
  if (!isJsonObject(params)) return refused('params', 'must be an object');
  if (params['type'] === 'cancel') return cancel(context, row);
  if (params['type'] === 'refund') return refund(context, row, params);
  return refused('type', 'must be refund or cancel');
}

/** The routes of /api/v1/transactions, but for making a payment: that is in `hosted.ts`. */
export function transactionRoutes(context: FourPayContext): readonly PartnerRoute[] {
  const all = '/api/v1/transactions';
  const one = '/api/v1/transactions/:id';
  const withRow =
    (handle: (row: TransactionRecord, request: ReceivedRequest) => Reply): PartnerRoute['handle'] =>
    (request, { id }, { partner }) => {
      const row = context.books.transaction(id ?? '');
      if (row === undefined || row.partnerId !== partner.partnerId) {
        return errorReply(404, 'not_found', 'There is no such transaction.');
      }
      return handle(row, request);
    };
  return [
    {
      method: 'GET',
      path: all,
      handle: (request, _, { partner }) => listTransactions(context, request, partner),
    },
    {
      method: 'GET',
      path: one,
      handle: withRow((row) => jsonReply(200, { data: transactionShape(context, row) })),
    },
    {
      method: 'PUT',
      path: one,
      handle: withRow((row, request) => changeTransaction(context, request, row)),
    },
  ];
}
