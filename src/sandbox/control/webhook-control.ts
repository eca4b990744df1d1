import { type Reply, bareReply, errorReply, jsonReply } from '../http/reply.ts';
import { type JsonObject, isWholeNumber, memberOrNull } from '../json-value.ts';
import type { Courier } from '../webhooks/courier.ts';
import type { WebhookEvent } from '../webhooks/event-log.ts';
import { type PostSettings, readSeed } from '../webhooks/post-settings.ts';
import type { Delivery } from '../webhooks/postman.ts';

/** Settings that may have a secret, which nobody is shown. */
export interface SecretSettings extends PostSettings {
  readonly secret: string | null;
}

/** The courier of any system. */
export type AnyCourier = Courier<WebhookEvent, SecretSettings>;

const mostDeliveries = 100_000;

function deliveryShape(delivery: Delivery): object {
  return {
    event_id: delivery.eventId,
    transaction: delivery.paymentId,
    transactionStatus: delivery.paymentStatus,
    attempt: delivery.attempt,
    at: new Date(delivery.atMs).toISOString(),
    status: delivery.status,
    accepted: delivery.accepted,
    problem: delivery.problem,
  };
}

/** The settings without the secret. */
function settingsShape(settings: SecretSettings | null): object | null {
  if (settings === null) return null;
  const { secret, ...others } = settings;
  return { ...others, secretSet: secret !== null };
}

/** Who is told, and what became of it. */
export function showWebhooks(webhooks: AnyCourier): Reply {
  return jsonReply(200, {
    webhook: settingsShape(webhooks.settings()),
    events: webhooks.events().length,
    waiting: webhooks.waiting(),
    dropped: webhooks.dropped(),
    deliveries: webhooks.deliveries().map(deliveryShape),
  });
}

/** Sets who is told. */
export function setWebhook<S extends SecretSettings>(webhooks: Courier<WebhookEvent, S>, settings: S): Reply {
  webhooks.set(settings);
  return jsonReply(200, settingsShape(webhooks.settings()));
}

/** Tells nobody any more. */
export function clearWebhook(webhooks: AnyCourier): Reply {
  webhooks.set(null);
  return bareReply(204);
}

/** Tells everything again, and answers when that is done. Throws an Error that says what is wrong with the order. */
export function stormWebhook(webhooks: AnyCourier, body: JsonObject): Reply | Promise<Reply> {
  const copies = memberOrNull(body, 'copies', isWholeNumber) ?? 1;
  if (copies < 1 || copies * webhooks.events().length > mostDeliveries) {
    throw new Error(
      `copies: at least 1, and with ${webhooks.events().length} events at most ${mostDeliveries}`,
    );
  }
  const storm = webhooks.storm(copies, readSeed(body));
  return (
    storm?.then((counts) => jsonReply(200, counts)) ??
    errorReply(409, 'conflict', 'There is no webhook: PUT its address first.')
  );
}
