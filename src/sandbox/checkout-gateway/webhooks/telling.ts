import { createHmac, randomUUID } from 'node:crypto';
import { type JsonObject, isText, isWholeNumber, memberOrNull } from '../../json-value.ts';
import type { Courier, Telling } from '../../webhooks/courier.ts';
import type { WebhookEvent } from '../../webhooks/event-log.ts';
import type { WebhookMessage } from '../../webhooks/post.ts';
import { type PostSettings, readPostSettings } from '../../webhooks/post-settings.ts';
import type { GatewayBooks } from '../books.ts';
import type { CheckoutRecord } from '../checkout-record.ts';
import type { GatewayContext } from '../context.ts';
import { neighbourMerchantId, shopMerchantId } from '../merchants.ts';
import { toldStatus } from '../payments.ts';

/** That a payment got another status. */
export interface GatewayEvent extends WebhookEvent {
  /** The payment as it was then. */
  readonly checkout: CheckoutRecord;
}

/** Where a merchant wants to be told. */
export interface GatewayWebhookSettings extends PostSettings {
  readonly merchantId: number;
  /** Signs in place of the secret of the payment's application; null: that one signs. */
  readonly secret: string | null;
}

/** Tells the webhook of a merchant. */
export type GatewayCourier = Courier<GatewayEvent, GatewayWebhookSettings>;

/** Books that tell when a payment is made or gets another status, once it is written. */
export function tellingGatewayBooks(
  books: GatewayBooks,
  now: () => number,
  tell: (event: GatewayEvent) => void,
): GatewayBooks {
  return {
    ...books,
    putCheckout: (checkout) => {
      const before = books.checkout(checkout.id)?.status;
      books.putCheckout(checkout);
      const { id: paymentId, status } = checkout;
      if (status !== before) tell({ id: randomUUID(), atMs: now(), paymentId, status, checkout });
    },
  };
}

/**
 * The message about an event. The documents name a secret and no scheme: this one is made up, in the manner of
 * others, and a till must not rely on it.
 */
function message(
  context: GatewayContext,
  { secret }: GatewayWebhookSettings,
  { checkout }: GatewayEvent,
): WebhookMessage {
  const { id, status, reference, clientId } = checkout;
  const data = { id, status: toldStatus(context, status), reference };
  const body = JSON.stringify({ event: 'payment.updated', data });
  const headers = { 'content-type': 'application/json' };
  const key = secret ?? context.books.applicationByClientId(clientId)?.webhookSecret ?? null;
  if (key === null) return { headers, body };
  const moment = Math.floor(context.clock.now() / 1000);
  const signature = createHmac('sha256', key).update(`${moment}.${body}`).digest('hex');
  return { headers: { ...headers, 'x-signature': `t=${moment},v1=${signature}` }, body };
}

/** How merchants are told, each of its own payments. Any 2xx counts as taken. */
export function gatewayTelling(context: GatewayContext): Telling<GatewayEvent, GatewayWebhookSettings> {
  return {
    clock: context.clock,
    concerns: ({ merchantId }, { checkout }) => checkout.merchantId === merchantId,
    compose: (settings, event) => message(context, settings, event),
    accepts: ({ status }) => status >= 200 && status < 300,
  };
}

/** Reads an order of the control API. Throws an Error that says what is wrong with it. */
export function readGatewayWebhookSettings(body: JsonObject): GatewayWebhookSettings {
  const merchantId = memberOrNull(body, 'merchantId', isWholeNumber) ?? shopMerchantId;
  if (merchantId !== shopMerchantId && merchantId !== neighbourMerchantId) {
    throw new Error('merchantId: there is no such merchant');
  }
  const secret = memberOrNull(body, 'secret', isText);
  return { merchantId, secret: secret === '' ? null : secret, ...readPostSettings(body) };
}
