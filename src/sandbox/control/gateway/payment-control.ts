import type { CheckoutRecord } from '../../checkout-gateway/checkout-record.ts';
import type { GatewayContext } from '../../checkout-gateway/context.ts';
import {
  type GatewayOutcome,
  gatewayOutcomes,
  moveCheckout,
  playOutcome,
} from '../../checkout-gateway/paying.ts';
import { type Reply, errorReply, jsonReply } from '../../http/reply.ts';
import {
  type Check,
  type JsonObject,
  isText,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../../json-value.ts';
import { given } from '../control-bodies.ts';
import { controlCheckout } from './gateway-shapes.ts';

const isOutcome: Check<GatewayOutcome> = oneOf(gatewayOutcomes);

const missing = (): Reply => errorReply(404, 'not_found', 'There is no such payment.');

/**
 * Plays the payer of a checkout, or the network, also when its time is over or it has ended. Throws an Error that
 * names a wrong member.
 */
export function payCheckout(context: GatewayContext, body: JsonObject): Reply {
  const id = member(body, 'id', isText, 'id: which payment');
  const outcome = member(body, 'outcome', isOutcome, `outcome: one of ${gatewayOutcomes.join(', ')}`);
  const amountMinor = memberOrNull(body, 'amount', isWholeNumber);
  if (amountMinor !== null && amountMinor <= 0) throw new Error('amount: minor units above 0');
  const checkout = context.books.checkout(id);
  if (checkout === undefined) return missing();
  const played = playOutcome(context, checkout, outcome, amountMinor);
  return jsonReply(200, controlCheckout(context, played));
}

/** Makes a payment whatever somebody wants it to be. Throws an Error that names a wrong member. */
export function changeCheckout(context: GatewayContext, id: string | undefined, body: JsonObject): Reply {
  const checkout = context.books.checkout(id ?? '');
  if (checkout === undefined) return missing();
  const change = given({
    status: memberOrNull(body, 'status', isText),
    amountMinor: memberOrNull(body, 'amount', isWholeNumber),
    paidMinor: memberOrNull(body, 'paidAmount', isWholeNumber),
    currency: memberOrNull(body, 'currency', isText),
    reference: memberOrNull(body, 'reference', isText),
  }) satisfies Partial<CheckoutRecord>;
  const moved = moveCheckout(context, checkout, { ...change, settlesMs: null });
  return jsonReply(200, controlCheckout(context, moved));
}
