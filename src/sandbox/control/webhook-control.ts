import type { Courier } from '../fourpay-online/webhooks/courier.ts';
import type { Delivery } from '../fourpay-online/webhooks/postman.ts';
import { readSeed, readWebhookSettings } from '../fourpay-online/webhooks/webhook-settings.ts';
import { type Reply, bareReply, errorReply, jsonReply } from '../http/reply.ts';
import { type JsonObject, isWholeNumber, memberOrNull } from '../json-value.ts';
import type { ControlParts } from './control-parts.ts';

const mostDeliveries = 100_000;

function deliveryShape(delivery: Delivery): object {
  return {
    event_id: delivery.eventId,
    transaction: delivery.transactionId,
    transactionStatus: delivery.transactionStatus,
    attempt: delivery.attempt,
    at: new Date(delivery.atMs).toISOString(),
    status: delivery.status,
    accepted: delivery.accepted,
    problem: delivery.problem,
  };
}

/** The settings without the secret. */
function settingsShape(courier: Courier): object | null {
  const settings = courier.settings();
  if (settings === null) return null;
  const { secret, ...others } = settings;
  return { ...others, secretSet: secret !== null };
}

/** Who is told, and what became of it. */
export function showWebhooks({ webhooks }: ControlParts): Reply {
  return jsonReply(200, {
    webhook: settingsShape(webhooks),
    events: webhooks.events().length,
    waiting: webhooks.waiting(),
    dropped: webhooks.dropped(),
    deliveries: webhooks.deliveries().map(deliveryShape),
  });
}

/** Sets who is told. Throws an Error that says what is wrong with the order. */
export function setWebhook({ webhooks, fourPay }: ControlParts, body: JsonObject): Reply {
  webhooks.set(readWebhookSettings(body, fourPay.partners));
  return jsonReply(200, settingsShape(webhooks));
}

/** Tells nobody any more. */
export function clearWebhook({ webhooks }: ControlParts): Reply {
  webhooks.set(null);
  return bareReply(204);
}

/** Tells everything again, and answers when that is done. Throws an Error that says what is wrong with the order. */
export function stormWebhook({ webhooks }: ControlParts, body: JsonObject): Reply | Promise<Reply> {
  const copies = memberOrNull(body, 'copies', isWholeNumber) ?? 1;
  if (copies < 1 || copies * webhooks.events().length > mostDeliveries) {
    throw new Error(
      `copies: at least 1, and with ${webhooks.events().length} events at most ${mostDeliveries}`,
    );
  }
  const storm = webhooks.storm(copies, readSeed(body));
  return (
    storm?.then((counts) => jsonReply(200, counts)) ??
    errorReply(409, 'conflict', 'There is no webhook: PUT /_sandbox/webhooks first.')
  );
}
