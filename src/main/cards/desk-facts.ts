import { z } from 'zod';
import type { WriteHandle } from '../database/handles.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** What may be told of a connected desk: its credential is not here, but in the keychain alone (SEC-7). */
export type DeskFact = z.infer<typeof factSchema>;

const offer = z.enum(['offered', 'not_listed', 'unknown_form', 'no_description']);

const descriptionSchema = z.object({
  version: z.string().nullable(),
  offers: z.object({
    transfer: offer,
    withdraw: offer,
    freeze: offer,
    unfreeze: offer,
    close: offer,
    merchant_holders: offer,
    webhooks: offer,
  }),
  transactionFilters: z.array(z.enum(['account', 'card', 'from', 'to', 'status', 'kind'])),
});

const factSchema = z.object({
  baseUrl: z.string(),
  kind: z.enum(['api_token', 'jwt']),
  lastFour: z.string(),
  since: z.string(),
  expiresAt: z.string().nullable(),
  describedAt: z.string(),
  description: descriptionSchema,
});

const KEPT = 'cards.desk';

/** Null until a desk has been connected, and after it was disconnected. */
export function readDeskFact(settings: SettingsService): DeskFact | null {
  return factSchema.safeParse(JSON.parse(settings.recall(KEPT) ?? 'null')).data ?? null;
}

export function keepDeskFact(settings: SettingsService, db: WriteHandle, fact: DeskFact | null): void {
  settings.rememberIn(db, KEPT, JSON.stringify(fact));
}
