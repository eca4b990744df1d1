import { createHmac, randomUUID } from 'node:crypto';
import { type JsonObject, isWholeNumber, memberOrNull } from '../../json-value.ts';
import type { Courier, Telling } from '../../webhooks/courier.ts';
import type { WebhookEvent } from '../../webhooks/event-log.ts';
import type { WebhookMessage } from '../../webhooks/post.ts';
import { type PostSettings, readPostSettings } from '../../webhooks/post-settings.ts';
import type { AccountRecord } from '../account-record.ts';
import type { CardBooks } from '../books.ts';
import type { CardRecord } from '../card-record.ts';
import type { CardContext } from '../context.ts';
import { neighbourMerchantId, shopMerchantId } from '../merchants.ts';
import type { MovementRecord } from '../movement-record.ts';
import { accountShape, cardShape, movementShape } from '../shapes.ts';
import type { CardEventType } from '../side-records.ts';

/** What an event is about, as it was then. */
type Subject =
  | { readonly card: CardRecord }
  | { readonly movement: MovementRecord }
  | { readonly account: AccountRecord };

/** That a card or a transaction got another status, or that an account was funded. */
export interface CardEvent extends WebhookEvent {
  readonly type: CardEventType;
  readonly merchantId: number;
  readonly subject: Subject;
}

/** Where a merchant's deliveries are brought. */
export interface CardWebhookSettings extends PostSettings {
  readonly merchantId: number;
  /** Always null: the secret of the merchant's configuration signs. */
  readonly secret: string | null;
}

/** Tells the webhook of a merchant. */
export type CardCourier = Courier<CardEvent, CardWebhookSettings>;

/** Books that tell when a card or a transaction is made or gets another status, once it is written. */
export function tellingCardBooks(
  books: CardBooks,
  now: () => number,
  tell: (event: CardEvent) => void,
): CardBooks {
  const event = (
    type: CardEventType,
    { id: paymentId, merchantId }: { readonly id: string; readonly merchantId: number },
    status: string,
    subject: Subject,
  ): void => tell({ id: randomUUID(), atMs: now(), paymentId, status, type, merchantId, subject });
  return {
    ...books,
    putCard: (card) => {
      const before = books.card(card.id)?.status;
      books.putCard(card);
      if (card.status !== before) event('card_state', card, card.status, { card });
    },
    putMovement: (movement) => {
      const before = books.movement(movement.id)?.status;
      books.putMovement(movement);
      const { status, of, type } = movement;
      if (status === before) return;
      event(of === 'card' ? 'card_transaction' : 'account_transaction', movement, status, { movement });
      const account = books.account(movement.accountId);
      if (type !== 'account_topup' || status !== 'completed' || account === undefined) return;
      event('account_topup', movement, status, { account });
    },
  };
}

function dataOf(context: CardContext, subject: Subject): object {
  if ('card' in subject) return cardShape(context, subject.card);
  if ('movement' in subject) return movementShape(context, subject.movement);
  return accountShape(context, subject.account);
}

/** The message about an event, signed with the secret of the merchant's configuration. */
function message(context: CardContext, { id, type, atMs, merchantId, subject }: CardEvent): WebhookMessage {
  const created_at = new Date(atMs).toISOString();
  const body = JSON.stringify({ id, type, created_at, data: dataOf(context, subject) });
  const headers = { 'content-type': 'application/json' };
  const secret = context.books.hook(merchantId)?.secret ?? null;
  if (secret === null) return { headers, body };
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { headers: { ...headers, [context.switches().cardSignatureHeader]: signature }, body };
}

/** How merchants are told: each of its own, of what its configuration lists. Any 2xx counts as taken. */
export function cardTelling(context: CardContext): Telling<CardEvent, CardWebhookSettings> {
  return {
    clock: context.clock,
    concerns: (settings, { merchantId, type }) => {
      const hook = context.books.hook(merchantId);
      return settings.merchantId === merchantId && hook?.active === true && hook.eventTypes.includes(type);
    },
    compose: (_, event) => message(context, event),
    accepts: ({ status }) => status >= 200 && status < 300,
  };
}

/** Reads an order of the control API. Throws an Error that says what is wrong with it. */
export function readCardWebhookSettings(body: JsonObject): CardWebhookSettings {
  const merchantId = memberOrNull(body, 'merchantId', isWholeNumber) ?? shopMerchantId;
  if (merchantId !== shopMerchantId && merchantId !== neighbourMerchantId) {
    throw new Error('merchantId: there is no such merchant');
  }
  return { merchantId, secret: null, ...readPostSettings(body) };
}
