import { randomUUID } from 'node:crypto';
import type { CardContext } from '../../card-issuer/context.ts';
import { decimalText, unitsOf } from '../../card-issuer/decimals.ts';
import { shopMerchantId } from '../../card-issuer/merchants.ts';
import type { MovementRecord } from '../../card-issuer/movement-record.ts';
import { type Reply, errorReply, jsonReply } from '../../http/reply.ts';
import { type JsonObject, isText, isWholeNumber, memberOrNull, oneOf } from '../../json-value.ts';

const mostRows = 200_000;
const dayMs = 24 * 60 * 60 * 1000;
const isOf = oneOf(['cards', 'accounts']);

/** What all seeded rows have, unless they say otherwise. */
type Model = Pick<MovementRecord, 'merchantId' | 'accountId' | 'cardId' | 'currency'>;

/** From 1.00 to 90.99, and every seventh with all nine decimals. */
function amountOf(index: number): bigint {
  const cents = BigInt(100 + ((index * 7919) % 9000));
  return cents * 10_000_000n + (index % 7 === 0 ? BigInt(index % 1000) + 1n : 0n);
}

interface Seeding {
  readonly context: CardContext;
  readonly model: Model;
  readonly count: number;
  readonly days: number;
}

type Own = Pick<MovementRecord, 'of' | 'type' | 'against'> & Partial<MovementRecord>;

/** A row at its place in time: the first is the oldest. */
function rowAt(
  { context, model, count, days }: Seeding,
  index: number,
  amount: bigint,
  own: Own,
): MovementRecord {
  const now = context.clock.now();
  const createdMs = now - Math.floor(((count - index) * days * dayMs) / count);
  return {
    ...model,
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    status: 'completed',
    amount: decimalText(amount),
    fee: '0.00',
    twinId: null,
    description: `Seeded ${index + 1}`,
    merchantName: null,
    createdMs,
    updatedMs: createdMs,
    dueMs: null,
    ...own,
  };
}

/** Purchases, and before them the money for them: what is on the card and on its account stays as it is. */
function seedCard(seeding: Seeding): void {
  const amounts = Array.from({ length: seeding.count - 1 }, (_, index) => amountOf(index));
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  const shops = ['Corner shop', 'Trains', 'Paper & pens'];
  const ids = [randomUUID(), randomUUID()] as const;
  const twin = 'twin';
  seeding.context.books.addMovements([
    rowAt(seeding, 0, sum, { of: 'account', type: 'account_topup', against: 'outside', cardId: null }),
    rowAt(seeding, 0, -sum, { of: 'account', type: 'card_topup', against: twin, id: ids[0], twinId: ids[1] }),
    rowAt(seeding, 0, sum, { of: 'card', type: 'topup', against: twin, id: ids[1], twinId: ids[0] }),
    ...amounts.map((amount, index) =>
      rowAt(seeding, index + 1, -amount, {
        of: 'card',
        type: 'purchase',
        against: 'outside',
        merchantName: shops[index % shops.length] ?? null,
      }),
    ),
  ]);
}

/** Funding from outside, all of which is on the account afterwards. */
function seedAccount(seeding: Seeding): void {
  const { books } = seeding.context;
  const amounts = Array.from({ length: seeding.count }, (_, index) => amountOf(index));
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  const account = books.account(seeding.model.accountId);
  if (account === undefined) return;
  books.putAccount({ ...account, balance: decimalText(unitsOf(account.balance) + sum) });
  const pot = books.pot(account.currency);
  books.putPot({ ...pot, outside: decimalText(unitsOf(pot.outside) - sum) });
  books.addMovements(
    amounts.map((amount, index) =>
      rowAt(seeding, index, amount, {
        of: 'account',
        type: 'account_topup',
        against: 'outside',
        cardId: null,
      }),
    ),
  );
}

function within(body: JsonObject, name: string, absent: number, most: number): number {
  const value = memberOrNull(body, name, isWholeNumber) ?? absent;
  if (value >= 1 && value <= most) return value;
  throw new Error(`${name}: a number from 1 to ${most}`);
}

/** Whose rows they become: what is named, or the shop's first account, or its newest card. */
function modelOf({ books }: CardContext, of: 'cards' | 'accounts', body: JsonObject): Model | null {
  const id = memberOrNull(body, of === 'cards' ? 'cardId' : 'accountId', isText);
  const mine = (row: { readonly merchantId: number }): boolean => row.merchantId === shopMerchantId;
  if (of === 'cards') {
    const card = id === null ? books.cards().find(mine) : books.card(id);
    if (card === undefined) return null;
    const { merchantId, accountId, currency } = card;
    return { merchantId, accountId, cardId: card.id, currency };
  }
  const account = id === null ? books.accounts().findLast(mine) : books.account(id);
  if (account === undefined) return null;
  return { merchantId: account.merchantId, accountId: account.id, cardId: null, currency: account.currency };
}

/**
 * Adds thousands of transactions at once, spread evenly over some days until now; no webhook is told. The books add up
 * afterwards as before. Throws an Error that names a wrong member.
 */
export function seedMovements(context: CardContext, body: JsonObject): Reply {
  const of = memberOrNull(body, 'of', isOf) ?? 'cards';
  const count = within(body, 'count', 1000, mostRows);
  const days = within(body, 'days', 90, 3650);
  const model = modelOf(context, of, body);
  if (model === null) return errorReply(404, 'not_found', 'There is no such card or account.');
  const seeding = { context, model, count, days };
  if (of === 'cards') seedCard(seeding);
  else seedAccount(seeding);
  return jsonReply(201, { of, count, cardId: model.cardId, accountId: model.accountId });
}
