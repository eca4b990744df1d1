import { randomUUID } from 'node:crypto';
import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import { isJsonObject } from '../json-value.ts';
import type { PartnerRoute } from './authentication.ts';
import { type FourPayContext, hostedPayerUrl } from './context.ts';
import { type HostedFields, readHostedFields } from './hosted-fields.ts';
import { jwtText, unixSeconds } from './jwt-text.ts';
import type { Partner } from './partners.ts';
import { addTransaction } from './paying.ts';
import { type TransactionRecord, isFinalStatus } from './transaction-record.ts';
import { validationReply } from './validation.ts';

/** The answer to a create. What is over already has no page to pay on. */
function hostedReply(context: FourPayContext, status: number, row: TransactionRecord): Reply {
  const { amountAs, hostedUrlField, hostedWrapped } = context.switches();
  const hosted = context.books.hostedPayment(row.id);
  const offersPage = hosted !== undefined && !isFinalStatus(row.status);
  const shape = {
    id: row.id,
    status: row.status,
    txid: row.txid,
    amount: amountAs === 'string' ? String(row.amountMinor) : row.amountMinor,
    currency: row.currency,
    ...(offersPage ? { [hostedUrlField]: hostedPayerUrl(context, hosted) } : {}),
  };
  return jsonReply(status, hostedWrapped ? { data: shape } : shape);
}

function bookHosted(context: FourPayContext, partner: Partner, fields: HostedFields): TransactionRecord {
  const { hostedOutcome, hostedUrlLifetimeSeconds } = context.switches();
  const { amountMinor, currency, txid, env, ...rest } = fields;
  const { partnerId } = partner;
  const id = randomUUID();
  const createdMs = context.clock.now();
  const expiresMs = createdMs + hostedUrlLifetimeSeconds * 1000;
  context.books.putHosted({
    ...rest,
    sequence: context.books.nextSequence(),
    id,
    partnerId,
    token: jwtText({ sub: id, iat: unixSeconds(createdMs), exp: unixSeconds(expiresMs) }),
    createdMs,
    expiresMs,
    cancelledMs: null,
    views: 0,
  });
  return addTransaction(context, {
    id,
    partnerId,
    txid,
    type: 'payment',
    status: hostedOutcome,
    amountMinor,
    currency,
    env,
  });
}

function createHosted(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  const switches = context.switches();
  if (!switches.hostedOffered) return errorReply(404, 'not_found', `Nothing is at ${request.path}.`);
  const body = jsonBody(request);
  if (!isJsonObject(body)) return errorReply(400, 'bad_request', 'The body is not a JSON object.');
  const params = body['params'];
  if (!isJsonObject(params)) {
    return validationReply([{ field: 'params', message: 'must be an object' }], switches);
  }
  const result = readHostedFields(params);
  if ('problems' in result) return validationReply(result.problems, switches);
  const first = context.books.transactionByTxid(partner.partnerId, result.fields.txid);
  if (first === undefined) return hostedReply(context, 201, bookHosted(context, partner, result.fields));
  return switches.duplicateTxid === 'replay'
    ? hostedReply(context, 200, first)
    : errorReply(409, 'conflict', 'A transaction with this txid exists.');
}

/** Making a hosted payment: the payer pays on a page of ours, under a `txid` of the caller's. */
export function hostedRoutes(context: FourPayContext): readonly PartnerRoute[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/transactions',
      handle: (request, _, { partner }) => createHosted(context, request, partner),
    },
  ];
}
