import type { Route } from '../http/router.ts';
import type { JsonObject } from '../json-value.ts';
import type { Courier } from '../webhooks/courier.ts';
import type { WebhookEvent } from '../webhooks/event-log.ts';
import { post, withBody } from './orders.ts';
import {
  type SecretSettings,
  clearWebhook,
  setWebhook,
  showWebhooks,
  stormWebhook,
} from './webhook-control.ts';

/** The webhooks of one system, at `place`. A form cannot PUT or DELETE: it posts. */
export function webhookRoutes<S extends SecretSettings>(
  place: string,
  webhooks: Courier<WebhookEvent, S>,
  read: (body: JsonObject) => S,
): readonly Route[] {
  const path = `/_sandbox${place}`;
  const set = withBody((body) => setWebhook(webhooks, read(body)));
  return [
    { method: 'GET', path, handle: () => showWebhooks(webhooks) },
    { method: 'PUT', path, handle: set },
    { method: 'POST', path, handle: set },
    { method: 'DELETE', path, handle: () => clearWebhook(webhooks) },
    post(`${place}/clear`, () => clearWebhook(webhooks)),
    post(`${place}/storm`, (body) => stormWebhook(webhooks, body)),
  ];
}
