import type { WebhookConfig, WebhookWish } from '../../../ports-card-issuer.ts';
import { fieldsOf, flagIn, textIn, valueIn, writtenIn } from './fields.ts';
import { single } from './single.ts';

/** Nothing is set: some deployments say so by an empty answer instead of 404. */
export const UNSET = 'unset';

/** Null for what is of no known shape. A secret that stands in it is not handed on. */
export function parseConfig(json: unknown): WebhookConfig | typeof UNSET | null {
  if (json === undefined || json === null) return UNSET;
  const fields = fieldsOf(single(json));
  if (!fields) return null;
  const url = writtenIn(fields, 'url', 'webhookurl') ?? '';
  if (url === '') return UNSET;
  const events = valueIn(fields, 'eventtypes', 'events');
  const secret = textIn(fields, 'secret') ?? '';
  return {
    url,
    events: Array.isArray(events) ? events.filter((event) => typeof event === 'string') : [],
    active: flagIn(fields, 'isactive', 'active', 'enabled') ?? true,
    secretSet: flagIn(fields, 'secretset', 'hassecret', 'issecretset') ?? secret !== '',
  };
}

export function configBody({ url, events, active, secret }: WebhookWish): string {
  return JSON.stringify({
    url,
    event_types: events,
    is_active: active,
    ...(secret === null ? {} : { secret }),
  });
}
