import type { FourPayContext } from '../fourpay-online/context.ts';
import { hostedState, moveHosted } from '../fourpay-online/hosted-paying.ts';
import { amountsAround, outcomeStatus } from '../fourpay-online/paying.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import type { JsonObject } from '../json-value.ts';
import { given, readOutcome, readOverrides } from './control-bodies.ts';
import { controlTransaction } from './control-shapes.ts';

/**
 * Plays the payer of a hosted payment. What is given beside the outcome makes the row a mismatch, as on links. Throws
 * an Error that names a wrong member.
 */
export function payHosted(context: FourPayContext, id: string | undefined, body: JsonObject): Reply {
  const hosted = context.books.hostedPayment(id ?? '');
  const row = context.books.transaction(id ?? '');
  if (hosted === undefined || row === undefined) {
    return errorReply(404, 'not_found', 'There is no such hosted payment.');
  }
  const status = outcomeStatus[readOutcome(body)];
  const overrides = given(readOverrides(body));
  const state = hostedState(context, hosted, row, body['evenIfDeleted'] === true);
  if (state === 'over') {
    return errorReply(409, 'conflict', `The payment is ${row.status}, and it has no other transaction.`);
  }
  if (state === 'gone') {
    const reason = 'The payment is cancelled or its page expired; send "evenIfDeleted": true all the same.';
    return errorReply(410, 'gone', reason);
  }
  // The moment of the start orders the list: it cannot move any more.
  const { method, errorDescription, startedMs: _started, ...mismatch } = overrides;
  const changed = { ...row, ...mismatch, ...amountsAround(context, mismatch.amountMinor ?? row.amountMinor) };
  const moved = moveHosted(context, changed, status, given({ method, errorDescription }));
  return jsonReply(201, controlTransaction(moved));
}
