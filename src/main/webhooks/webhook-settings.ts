import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { WebhookParts } from './webhook-parts.ts';

export interface WebhookSettings {
  readonly enabled: boolean;
  /** On 127.0.0.1. */
  readonly port: number;
}

/** What may be told of the secret (SEC-7). */
export interface SecretNote {
  /** Empty where four characters would be too much of it. */
  readonly lastFour: string;
  readonly since: string;
}

const settingsSchema = z.object({ enabled: z.boolean(), port: z.int().min(1024).max(65_535) });

const noteSchema = z.object({ lastFour: z.string(), since: z.string() });

const OFF: WebhookSettings = { enabled: false, port: 4180 };

/** Under which facts they are kept. */
const KEPT = 'webhooks';
const KEPT_NOTE = 'webhook-secret';

type Keeping = Pick<WebhookParts, 'database' | 'settings' | 'journal' | 'events'>;

/** Off until somebody wants it. */
export function readWebhookSettings({ settings }: Pick<Keeping, 'settings'>): WebhookSettings {
  const kept = settingsSchema.safeParse(JSON.parse(settings.recall(KEPT) ?? 'null'));
  return kept.success ? kept.data : OFF;
}

/** @throws AppError INVALID_INPUT for a port that no program of a user's may take */
export function changeWebhookSettings(parts: Keeping, wanted: WebhookSettings): void {
  if (!settingsSchema.safeParse(wanted).success) {
    const details = { field: 'port' };
    throw new AppError('INVALID_INPUT', 'The port is a number from 1024 to 65535', { details });
  }
  const { enabled, port } = wanted;
  keep(parts, KEPT, wanted, { names: 'webhooks', enabled: enabled ? 1 : 0, port });
}

export function readSecretNote({ settings }: Pick<Keeping, 'settings'>): SecretNote | null {
  return noteSchema.safeParse(JSON.parse(settings.recall(KEPT_NOTE) ?? 'null')).data ?? null;
}

/** Notes that there is a secret, or that there is none any more; the secret itself is not here (SEC-7). */
export function noteSecret(parts: Keeping, note: SecretNote | null): void {
  keep(parts, KEPT_NOTE, note, { names: 'webhookSecret', set: note ? 1 : 0 });
}

function keep(
  { database, settings, journal, events }: Keeping,
  key: string,
  value: WebhookSettings | SecretNote | null,
  payload: Readonly<Record<string, string | number>>,
): void {
  database.write((db) => {
    settings.rememberIn(db, key, JSON.stringify(value));
    journal.append(db, { kind: 'settings.changed', subjectId: 'webhooks', payload });
  });
  events.emit({ name: 'settings.changed', payload: {} });
}
