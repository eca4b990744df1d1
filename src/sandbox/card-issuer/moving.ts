import type { Reply } from '../http/reply.ts';
import type { AccountRecord } from './account-record.ts';
import type { MerchantRoute } from './authentication.ts';
import { accountOf, availableOn, bodyOf, cardOf } from './belongings.ts';
import { invalid, missing, refusal, wrongField } from './card-errors.ts';
import type { CardRecord } from './card-record.ts';
import type { CardContext } from './context.ts';
import { percentOf, unitsOf } from './decimals.ts';
import { type MoveFields, createFieldReader, readMoveFields } from './field-reader.ts';
import { type Entry, type Posting, postEntries } from './ledger.ts';
import type { MovementRecord } from './movement-record.ts';
import { objectReply } from './paging.ts';
import { movementShape } from './shapes.ts';

/** What becomes of a move that is asked for now. */
export function postingOf(context: CardContext, { merchantId, currency }: AccountRecord): Posting {
  const { cardMoves, cardMoveDelaySeconds, cardMovesFail } = context.switches();
  const posting = { merchantId, currency };
  if (cardMoves === 'later') {
    return { ...posting, status: 'pending', dueMs: context.clock.now() + cardMoveDelaySeconds * 1000 };
  }
  return { ...posting, status: cardMovesFail ? 'failed' : 'completed', dueMs: null };
}

/** The answer to a move: 202 while it is under way. */
export function moveReply(context: CardContext, row: MovementRecord): Reply {
  return objectReply(context, row.status === 'pending' ? 202 : 200, movementShape(context, row));
}

/** The two sides of what goes between a card and its account; `onCard` is what the card's row says. */
export function cardEntries(
  card: CardRecord,
  type: string,
  onCard: bigint,
  { fee, description }: Pick<Entry, 'fee' | 'description'>,
): readonly [Entry, Entry] {
  const both = { accountId: card.accountId, cardId: card.id, against: 'twin' as const, merchantName: null };
  return [
    { ...both, of: 'card', type, amount: onCard, fee, description },
    { ...both, of: 'account', type: `card_${type}`, amount: -onCard, fee: 0n, description },
  ];
}

/** What a top-up costs, in billionths. */
function topupFee({ topupPercent, topupFixed }: AccountRecord, amount: bigint): bigint {
  return percentOf(amount, unitsOf(topupPercent)) + unitsOf(topupFixed);
}

function topUp(context: CardContext, account: AccountRecord, card: CardRecord, fields: MoveFields): Reply {
  const { amount, description } = fields;
  const fee = topupFee(account, amount);
  if (fee >= amount) return wrongField(context, 'amount', 'must be above the fee');
  if (availableOn(account) < amount) return refusal(409, 'Insufficient funds');
  const [first, second] = cardEntries(card, 'topup', amount, { fee, description });
  return moveReply(context, postEntries(context, postingOf(context, account), first, second));
}

function withdraw(context: CardContext, account: AccountRecord, card: CardRecord, fields: MoveFields): Reply {
  const { amount, description } = fields;
  if (availableOn(card) < amount) return refusal(409, 'Insufficient funds');
  const [first, second] = cardEntries(card, 'withdraw', -amount, { fee: 0n, description });
  return moveReply(context, postEntries(context, postingOf(context, account), first, second));
}

type Move = typeof topUp;

function moveRoute(context: CardContext, act: 'topup' | 'withdraw', move: Move): MerchantRoute {
  return {
    method: 'POST',
    path: `/api/v2/accounts/:account/cards/:card/${act}`,
    needs: 'write',
    offered: () => act === 'topup' || !context.switches().cardsLacks.includes(act),
    handle: (request, params, merchantId) => {
      const account = accountOf(context, merchantId, params['account']);
      const card = cardOf(context, merchantId, params['account'], params['card']);
      if (account === undefined || card === undefined) return missing('Card');
      const reader = createFieldReader(bodyOf(request));
      const fields = readMoveFields(reader, account.currency);
      if (fields === null) return invalid(context, reader.problems);
      if (card.status !== 'active') return refusal(409, `Card is ${card.status}`);
      return move(context, account, card, fields);
    },
  };
}

/** Money between an account and its cards. Nothing promises that a second call with the same body does no more. */
export function movingRoutes(context: CardContext): readonly MerchantRoute[] {
  return [moveRoute(context, 'topup', topUp), moveRoute(context, 'withdraw', withdraw)];
}
