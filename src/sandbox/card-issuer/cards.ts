import { type Reply, bareReply } from '../http/reply.ts';
import type { MerchantRoute } from './authentication.ts';
import { accountOf, cardOf } from './belongings.ts';
import { missing, refusal } from './card-errors.ts';
import type { CardRecord } from './card-record.ts';
import type { CardContext } from './context.ts';
import { unitsOf } from './decimals.ts';
import { postEntries } from './ledger.ts';
import { cardEntries } from './moving.ts';
import { listReply, objectReply } from './paging.ts';
import { cardShape, digitsShape, isMade } from './shapes.ts';

const place = '/api/v2/accounts/:account/cards';

function changed(context: CardContext, card: CardRecord, status: string): Reply {
  const { books } = context;
  const changedCard = { ...(books.card(card.id) ?? card), status };
  books.putCard(changedCard);
  if (context.switches().cardFreezeAnswers === 'empty') return bareReply(204);
  return objectReply(context, 200, cardShape(context, changedCard));
}

function freeze(context: CardContext, card: CardRecord): Reply {
  if (card.status !== 'active') return refusal(409, `Card is ${card.status}`);
  return changed(context, card, 'frozen');
}

function unfreeze(context: CardContext, card: CardRecord): Reply {
  if (card.status !== 'frozen') return refusal(409, `Card is ${card.status}`);
  return changed(context, card, 'active');
}

/** Whether a row of the card is still to be decided. */
function isBusy({ books }: CardContext, card: CardRecord): boolean {
  return books.movements().some((row) => row.cardId === card.id && row.status === 'pending');
}

/** Ends a card for good; what is on it goes back to its account at once. */
function close(context: CardContext, card: CardRecord): Reply {
  if (!isMade(card) || card.status === 'closed') return refusal(409, `Card is ${card.status}`);
  if (isBusy(context, card)) return refusal(409, 'Card has pending transactions');
  const balance = unitsOf(card.balance);
  if (balance !== 0n) {
    const { merchantId, currency } = card;
    const [first, second] = cardEntries(card, 'close', -balance, { fee: 0n, description: null });
    postEntries(context, { merchantId, currency, status: 'completed', dueMs: null }, first, second);
  }
  return changed(context, card, 'closed');
}

const acts = { freeze, unfreeze, close } as const;

function actRoute(context: CardContext, act: keyof typeof acts): MerchantRoute {
  return {
    method: 'POST',
    path: `${place}/:card/${act}`,
    needs: 'write',
    offered: () => !context.switches().cardsLacks.includes(act),
    handle: (_, params, merchantId) => {
      const card = cardOf(context, merchantId, params['account'], params['card']);
      return card === undefined ? missing('Card') : acts[act](context, card);
    },
  };
}

function readingRoutes(context: CardContext): readonly MerchantRoute[] {
  return [
    {
      method: 'GET',
      path: place,
      needs: 'read',
      handle: (request, params, merchantId) => {
        const account = accountOf(context, merchantId, params['account']);
        if (account === undefined) return missing('Account');
        const rows = context.books.cards().filter((card) => card.accountId === account.id);
        return listReply(context, request, rows, (card) => cardShape(context, card));
      },
    },
    {
      method: 'GET',
      path: `${place}/:card`,
      needs: 'read',
      handle: (_, params, merchantId) => {
        const card = cardOf(context, merchantId, params['account'], params['card']);
        return card === undefined ? missing('Card') : objectReply(context, 200, cardShape(context, card));
      },
    },
    {
      method: 'GET',
      path: `${place}/:card/sensitive`,
      // Whoever has the digits can spend.
      needs: 'write',
      handle: (_, params, merchantId) => {
        const card = cardOf(context, merchantId, params['account'], params['card']);
        if (card === undefined) return missing('Card');
        return isMade(card)
          ? objectReply(context, 200, digitsShape(card))
          : refusal(409, `Card is ${card.status}`);
      },
    },
  ];
}

/** Reading cards, and what can be done to one. */
export function cardRoutes(context: CardContext): readonly MerchantRoute[] {
  return [
    ...readingRoutes(context),
    actRoute(context, 'freeze'),
    actRoute(context, 'unfreeze'),
    actRoute(context, 'close'),
  ];
}
