import { z } from 'zod';
import { command, nothing, query } from './operation.ts';
import { instantSchema } from './values.ts';

/** The receiver of webhooks: off by default, on this machine only. */

export const webhookSchema = z.strictObject({
  enabled: z.boolean(),
  port: z.number().int(),
  /** Behind `http://127.0.0.1:PORT`. */
  path: z.string(),
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off') }),
    z.strictObject({ kind: z.literal('listening'), port: z.number().int() }),
    z.strictObject({
      kind: z.literal('not_listening'),
      port: z.number().int(),
      reason: z.enum(['port_taken', 'not_allowed', 'other']),
    }),
  ]),
  /** Null when none was given. */
  secret: z.strictObject({ lastFour: z.string().max(4), since: instantSchema }).nullable(),
  /** One that was given and is not at hand has to be given again: until then nothing is proof. */
  secretAtHand: z.boolean(),
  /** Since the program began. */
  counts: z.strictObject({
    proofs: z.number().int(),
    hints: z.number().int(),
    refused: z.number().int(),
    duplicates: z.number().int(),
    failed: z.number().int(),
    lastAt: instantSchema.nullable(),
    lastRefusal: z
      .strictObject({
        reason: z.enum(['too_large', 'malformed', 'bad_signature', 'stale']),
        at: instantSchema,
      })
      .nullable(),
  }),
});

export const webhookOperations = {
  'webhook.get': query('manager', nothing, webhookSchema),
  'webhook.change': command(
    'owner',
    z.strictObject({
      enabled: z.boolean().optional(),
      port: z.number().int().min(1024).max(65_535).optional(),
    }),
    webhookSchema,
  ),
  /** With it a signature can be verified; it goes to the secret store alone. */
  'webhook.keepSecret': command(
    'owner',
    z.strictObject({ secret: z.string().trim().min(8).max(500) }),
    webhookSchema,
  ),
  'webhook.forgetSecret': command('owner', nothing, webhookSchema),
} as const;
