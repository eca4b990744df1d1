import { createHmac } from 'node:crypto';
import { isJsonObject } from '../../json-value.ts';
import type { Courier, Telling } from '../../webhooks/courier.ts';
import type { Answered, WebhookMessage } from '../../webhooks/post.ts';
import type { FourPayContext } from '../context.ts';
import { unixSeconds } from '../jwt-text.ts';
import type { TransactionRecord } from '../transaction-record.ts';
import { transactionShape } from '../transaction-shape.ts';
import type { FourPayEvent } from './telling-books.ts';
import type { WebhookSettings } from './webhook-settings.ts';

/** Tells the webhook of a partner. */
export type FourPayCourier = Courier<FourPayEvent, WebhookSettings>;

/** The body of the docs' links page: no currency, and the link whatever the switches say. */
function flatBody(row: TransactionRecord): object {
  return {
    type: row.type,
    ...(row.linkId === null ? {} : { link: row.linkId }),
    txid: row.txid,
    id: row.id,
    status: row.status,
    amount: row.amountMinor,
    amount_dest: row.amountDestMinor,
    amount_with_fee: row.amountWithFeeMinor,
    error_description: row.errorDescription,
  };
}

/** The hex HMAC-SHA256 of the envelope's page, over the moment and the body as they are sent. */
function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** The message about an event, as it goes out now. */
function webhookMessage(
  context: FourPayContext,
  settings: Pick<WebhookSettings, 'form' | 'secret'>,
  event: FourPayEvent,
): WebhookMessage {
  const type = { 'content-type': 'application/json' };
  if (settings.form === 'flat') return { headers: type, body: JSON.stringify(flatBody(event.row)) };
  const timestamp = String(unixSeconds(context.clock.now()));
  const body = JSON.stringify({
    event_id: event.id,
    timestamp: unixSeconds(event.atMs),
    type: `transaction.${event.row.status}`,
    data: transactionShape(context, event.row),
  });
  const headers = {
    ...type,
    'x-webhook-event-id': event.id,
    'x-webhook-timestamp': timestamp,
    'x-webhook-signature': signature(settings.secret ?? '', timestamp, body),
  };
  return { headers, body };
}

/** As the docs ask for: 200 with `{"success":"true"}`. */
function isAccepted({ status, text }: Answered): boolean {
  if (status !== 200) return false;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && value['success'] === 'true';
  } catch {
    return false;
  }
}

/** How partners are told, each of its own payments. */
export function fourPayTelling(context: FourPayContext): Telling<FourPayEvent, WebhookSettings> {
  return {
    clock: context.clock,
    concerns: ({ partnerId }, { row }) => row.partnerId === partnerId,
    compose: (settings, event) => webhookMessage(context, settings, event),
    accepts: isAccepted,
  };
}
