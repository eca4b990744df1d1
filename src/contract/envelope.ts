import { z } from 'zod';
import { type WireError, wireErrorSchema } from './errors.ts';
import { idSchema, pinSchema } from './values.ts';

/** Requests above this many bytes are refused unread; replies above it are a bug of ours (SEC-4). */
export const REQUEST_MAX_BYTES = 64 * 1024;
export const REPLY_MAX_BYTES = 1024 * 1024;

/**
 * Somebody who may do more says yes to one act, with a PIN, at the client of whoever asks. Holds for the request that
 * carries it and for nothing else; never logged, never kept.
 */
export const approvalSchema = z.strictObject({ staffId: idSchema, pin: pinSchema });

export type Approval = z.infer<typeof approvalSchema>;

/** What a client sends: an operation's name, its input, and an approval where the operation takes more than it may. */
export const requestSchema = z.strictObject({
  op: z.string().min(1).max(64),
  input: z.unknown().optional(),
  approval: approvalSchema.optional(),
});

export type Request = z.infer<typeof requestSchema>;

/** Every answer, on every transport: a value or an error, never an exception, never undefined. */
export type Envelope<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WireError };

/** The outer shape of an answer; the value is parsed by the operation's own schema. */
export const envelopeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: wireErrorSchema }),
]);
