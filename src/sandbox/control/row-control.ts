import type { FourPayContext } from '../fourpay-online/context.ts';
import { moveTransaction } from '../fourpay-online/paying.ts';
import {
  finishRefund,
  refundPayment,
  refundableMinor,
  whyNotAmount,
  whyNotRefundable,
} from '../fourpay-online/refunds.ts';
import { type TransactionRecord, isFinalStatus } from '../fourpay-online/transaction-record.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import { type JsonObject, isText, isWholeNumber, member, memberOrNull } from '../json-value.ts';
import { controlTransaction } from './control-shapes.ts';

const noSuchRow = (): Reply => errorReply(404, 'not_found', 'There is no such transaction.');

function moved(
  context: FourPayContext,
  row: TransactionRecord,
  status: string,
  errorDescription: string | null,
): TransactionRecord {
  const move = errorDescription === null ? {} : { errorDescription };
  if (row.settlesMs !== null && isFinalStatus(status)) {
    return finishRefund(context, { ...row, ...move }, status, context.clock.now());
  }
  const wholly = status === 'refunded' && row.status !== 'refunded';
  const before = wholly ? { ...row, refundedMinor: row.amountMinor - row.refundingMinor } : row;
  return moveTransaction(context, before, status, move);
}

/**
 * Moves a row on, whatever its status was. `refunded` means that nothing is left to refund; a refund that is under
 * way arrives with `charged` and comes to nothing with another end. Throws an Error that names a wrong member.
 */
export function moveRow(context: FourPayContext, id: string | undefined, body: JsonObject): Reply {
  const row = context.books.transaction(id ?? '');
  if (row === undefined) return noSuchRow();
  const status = member(body, 'status', isText);
  const description = memberOrNull(body, 'error_description', isText);
  return jsonReply(200, controlTransaction(moved(context, row, status, description)));
}

/**
 * A refund made in the partner's office: whatever the switches offer to the API, and whatever the card takes. The
 * refund's row. Throws an Error that names a wrong member.
 */
export function refundRow(context: FourPayContext, id: string | undefined, body: JsonObject): Reply {
  const payment = context.books.transaction(id ?? '');
  if (payment === undefined) return noSuchRow();
  const amountMinor = memberOrNull(body, 'amount', isWholeNumber) ?? refundableMinor(payment);
  const problem = whyNotRefundable(payment) ?? whyNotAmount(payment, amountMinor);
  if (problem !== null) return errorReply(422, 'invalid', `${problem.field} ${problem.message}`);
  if (amountMinor <= 0) return errorReply(422, 'invalid', 'amount must be greater than 0');
  return jsonReply(201, controlTransaction(refundPayment(context, payment, amountMinor)));
}
