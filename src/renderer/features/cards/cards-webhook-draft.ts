import type { OperationInput } from '../../../contract/operations.ts';
import type { CardWebhookView } from '../../../contract/views.ts';

export const WEBHOOK_EVENTS = [
  'card_transaction',
  'account_transaction',
  'account_topup',
  'card_state',
] as const satisfies OperationInput<'cards.setWebhook'>['events'];

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** The configuration as it is being changed. */
export interface WebhookDraft {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly active: boolean;
  readonly newSecret: boolean;
}

/** Where none is set, everything is told. */
export function webhookDraftOf({ config, secret }: CardWebhookView): WebhookDraft {
  if (config === null) return { url: '', events: WEBHOOK_EVENTS, active: true, newSecret: false };
  return {
    url: config.url,
    events: WEBHOOK_EVENTS.filter((event) => config.events.includes(event)),
    active: config.active,
    newSecret: secret === null && config.secretSet,
  };
}

export function withEvent(draft: WebhookDraft, event: WebhookEvent, told: boolean): WebhookDraft {
  return {
    ...draft,
    events: WEBHOOK_EVENTS.filter((one) => (one === event ? told : draft.events.includes(one))),
  };
}

/** The fields that cannot be right. */
export function wrongWebhookFields({ url, events }: WebhookDraft): readonly ('url' | 'events')[] {
  return [
    ...(isPublicAddress(url) ? [] : ['url' as const]),
    ...(events.length > 0 ? [] : ['events' as const]),
  ];
}

/** The issuer takes HTTPS alone. */
function isPublicAddress(text: string): boolean {
  const trimmed = text.trim();
  return URL.canParse(trimmed) && new URL(trimmed).protocol === 'https:';
}

/** How the configuration stands, in one word. */
export function webhookStanding({
  config,
  secret,
}: CardWebhookView): 'none' | 'off' | 'noSecret' | 'otherSecret' | 'set' {
  if (config === null) return 'none';
  if (!config.secretSet) return 'noSecret';
  if (secret === null) return 'otherSecret';
  return config.active ? 'set' : 'off';
}
