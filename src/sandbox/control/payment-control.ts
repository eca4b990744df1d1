import type { FourPayContext } from '../fourpay-online/context.ts';
import { productMethods } from '../fourpay-online/payer-pages/payables.ts';
import { addTransaction, isPayable, outcomeStatus } from '../fourpay-online/paying.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import { type JsonObject, isText, isWholeNumber, memberOrNull } from '../json-value.ts';
import { given, readOutcome, readOverrides } from './control-bodies.ts';
import { controlTransaction } from './control-shapes.ts';

/** Plays the payer of a link. Throws an Error that names a wrong member. */
export function payLink(context: FourPayContext, id: string | undefined, body: JsonObject): Reply {
  const link = context.books.link(id ?? '');
  if (link === undefined) return errorReply(404, 'not_found', 'There is no such link.');
  const status = outcomeStatus[readOutcome(body)];
  const overrides = readOverrides(body);
  if (!isPayable(context, link) && body['evenIfDeleted'] !== true) {
    return errorReply(410, 'gone', 'The link is deleted; send "evenIfDeleted": true to pay it all the same.');
  }
  const amountMinor = overrides.amountMinor ?? link.amountMinor;
  if (amountMinor === null) return errorReply(422, 'invalid', 'amount: the payer of this link enters it');
  const row = addTransaction(context, {
    partnerId: link.partnerId,
    linkId: link.id,
    currency: link.currency,
    method: link.methods[0] ?? null,
    ...given(overrides),
    amountMinor,
    status,
  });
  return jsonReply(201, controlTransaction(row));
}

/** Plays the payer of a product. What is given beside the outcome makes the row a mismatch, as on links. */
export function payProduct(context: FourPayContext, id: string | undefined, body: JsonObject): Reply {
  const product = context.books.product(id ?? '');
  if (product === undefined) return errorReply(404, 'not_found', 'There is no such product.');
  const status = outcomeStatus[readOutcome(body)];
  const overrides = readOverrides(body);
  if (!isPayable(context, product) && body['evenIfDeleted'] !== true) {
    return errorReply(
      410,
      'gone',
      'The product is deleted; send "evenIfDeleted": true to pay it all the same.',
    );
  }
  const row = addTransaction(context, {
    partnerId: product.partnerId,
    productId: product.id,
    amountMinor: product.priceMinor,
    currency: product.currency,
    method: productMethods[0] ?? null,
    ...given(overrides),
    status,
  });
  return jsonReply(201, controlTransaction(row));
}

/** Whose a row is: the partner who was named, else the owner of the link that it names, else the first. */
function partnerOf(context: FourPayContext, body: JsonObject, linkId: string | null): number {
  const named = memberOrNull(body, 'partnerId', isWholeNumber);
  if (named === null) {
    return context.books.link(linkId ?? '')?.partnerId ?? context.partners.first.partnerId;
  }
  if (context.partners.byId(named) !== undefined) return named;
  throw new Error(`partnerId: one of ${context.partners.all.map(({ partnerId }) => partnerId).join(', ')}`);
}

/** Adds a row as it is: another till's payment, a payout, a mismatch. Throws an Error that names a wrong member. */
export function addRow(context: FourPayContext, body: JsonObject): Reply {
  const id = memberOrNull(body, 'id', isText);
  if (id !== null && context.books.transaction(id) !== undefined) {
    return errorReply(409, 'conflict', 'A transaction with this id exists.');
  }
  const named = {
    id,
    txid: memberOrNull(body, 'txid', isText),
    linkId: memberOrNull(body, 'link', isText),
    amountDestMinor: memberOrNull(body, 'amount_dest', isWholeNumber),
    amountWithFeeMinor: memberOrNull(body, 'amount_with_fee', isWholeNumber),
    status: memberOrNull(body, 'status', isText),
  };
  const row = addTransaction(context, {
    partnerId: partnerOf(context, body, named.linkId),
    status: 'charged',
    amountMinor: 1000,
    currency: 'RUB',
    ...given(readOverrides(body)),
    ...given(named),
  });
  return jsonReply(201, controlTransaction(row));
}
