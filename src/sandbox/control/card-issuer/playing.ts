import { availableOn } from '../../card-issuer/belongings.ts';
import type { CardContext } from '../../card-issuer/context.ts';
import { readUnits } from '../../card-issuer/decimals.ts';
import { type Entry, postEntries, settleMovement } from '../../card-issuer/ledger.ts';
import { isMovementStatus } from '../../card-issuer/movement-record.ts';
import { type Reply, errorReply, jsonReply } from '../../http/reply.ts';
import { type JsonObject, isText, member, memberOrNull } from '../../json-value.ts';
import { controlCard, controlMovement } from './card-shapes.ts';

const missing = (what: string): Reply => errorReply(404, 'not_found', `There is no such ${what}.`);

function readAmount(body: JsonObject): bigint {
  const units = readUnits(body['amount']);
  if (units === null) throw new Error('amount: a decimal above 0 with at most 9 decimals');
  return units;
}

/**
 * Pays in a shop with a card: `completed` unless `pending` is wanted, and `failed` where the card is not active or has
 * too little. Throws an Error that names a wrong member.
 */
export function purchase(context: CardContext, body: JsonObject): Reply {
  const card = context.books.card(member(body, 'cardId', isText, 'cardId: which card'));
  const amount = readAmount(body);
  const wanted = memberOrNull(body, 'status', isMovementStatus) ?? 'completed';
  const merchantName = memberOrNull(body, 'merchant', isText) ?? 'Corner shop';
  if (card === undefined) return missing('card');
  const possible = card.status === 'active' && availableOn(card) >= amount;
  const { merchantId, currency } = card;
  const row = postEntries(
    context,
    { merchantId, currency, status: possible ? wanted : 'failed', dueMs: null },
    {
      of: 'card',
      accountId: card.accountId,
      cardId: card.id,
      type: 'purchase',
      amount: -amount,
      fee: 0n,
      against: 'outside',
      description: null,
      merchantName,
    },
  );
  return jsonReply(201, controlMovement(row));
}

/** Pays in to an account from outside. Throws an Error that names a wrong member. */
export function fund(context: CardContext, body: JsonObject): Reply {
  const account = context.books.account(member(body, 'accountId', isText, 'accountId: which account'));
  const amount = readAmount(body);
  const description = memberOrNull(body, 'description', isText);
  if (account === undefined) return missing('account');
  const { merchantId, currency } = account;
  const entry: Entry = {
    of: 'account',
    accountId: account.id,
    cardId: null,
    type: 'account_topup',
    amount,
    fee: 0n,
    against: 'outside',
    description,
    merchantName: null,
  };
  const row = postEntries(context, { merchantId, currency, status: 'completed', dueMs: null }, entry);
  return jsonReply(201, controlMovement(row));
}

/** Decides a pending transaction now. Throws an Error that names a wrong member. */
export function decide(context: CardContext, id: string | undefined, body: JsonObject): Reply {
  const status = member(body, 'status', isMovementStatus, 'status: completed or failed');
  if (status === 'pending') throw new Error('status: completed or failed');
  const row = context.books.movement(id ?? '');
  if (row === undefined) return missing('transaction');
  if (row.status !== 'pending') return errorReply(409, 'conflict', `The transaction is ${row.status}.`);
  settleMovement(context, row, status, context.clock.now());
  return jsonReply(200, controlMovement(context.books.movement(row.id) ?? row));
}

/** Makes a card whatever somebody wants it to be; no money moves. Throws an Error that names a wrong member. */
export function changeCard(context: CardContext, id: string | undefined, body: JsonObject): Reply {
  const status = member(body, 'status', isText, 'status: a word');
  const card = context.books.card(id ?? '');
  if (card === undefined) return missing('card');
  const changed = { ...card, status, dueMs: null };
  context.books.putCard(changed);
  return jsonReply(200, controlCard(changed));
}
