import { z } from 'zod';
import { type WireError, wireErrorSchema } from './errors.ts';

/** Requests above this many bytes are refused unread; replies above it are a bug of ours (SEC-4). */
export const REQUEST_MAX_BYTES = 64 * 1024;
export const REPLY_MAX_BYTES = 1024 * 1024;

/** What a client sends: an operation's name and its input. */
export const requestSchema = z.strictObject({
  op: z.string().min(1).max(64),
  input: z.unknown().optional(),
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
