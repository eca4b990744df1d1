import { createHmac } from 'node:crypto';
import type { FourPayContext } from '../context.ts';
import { unixSeconds } from '../jwt-text.ts';
import type { TransactionRecord } from '../transaction-record.ts';
import { transactionShape } from '../transaction-shape.ts';
import type { WebhookEvent } from './event-log.ts';
import type { WebhookSettings } from './webhook-settings.ts';

/** What is posted. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

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

/** The message about an event, as it goes out now: a retry is signed anew, or it would soon be too old. */
export function webhookMessage(
  context: FourPayContext,
  settings: Pick<WebhookSettings, 'form' | 'secret'>,
  event: WebhookEvent,
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
