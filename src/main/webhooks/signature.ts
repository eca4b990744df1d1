import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes as they came, and their headers by lower-case names. */
export interface RawDelivery {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What a signature says. `unchecked`: there is none, or none that could be held against a secret; that is no fault
 * of the sender's, and proves nothing.
 */
export type SignatureCheck = 'verified' | 'unchecked' | 'bad_signature' | 'stale';

/** How far apart the sender's clock and ours may be, in milliseconds, either way. */
export const TOLERANCE_MS = 300_000;

/** An HMAC-SHA256 in hex; anything else is another scheme than the one that we know. */
const HEX_OF_SHA256 = /^[\da-f]{64}$/i;

/**
 * Holds `x-webhook-signature` against HMAC-SHA256(secret, `<timestamp>.<raw body>`): the bytes as they came, because
 * a body that was parsed and written again is not what was signed. The timestamp is signed too, so it is judged only
 * once the signature is good; no other header is, and none is believed.
 * @param secret null where none is at hand
 * @param nowMs by our clock
 */
export function checkSignature(
  { body, headers }: RawDelivery,
  secret: string | null,
  nowMs: number,
): SignatureCheck {
  const given = headers['x-webhook-signature'];
  const timestamp = headers['x-webhook-timestamp'];
  if (secret === null || timestamp === undefined) return 'unchecked';
  if (given === undefined || !HEX_OF_SHA256.test(given)) return 'unchecked';
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  if (!timingSafeEqual(expected, Buffer.from(given, 'hex'))) return 'bad_signature';
  const signedAt = readTimestamp(timestamp);
  if (signedAt === null) return 'unchecked';
  return Math.abs(nowMs - signedAt) > TOLERANCE_MS ? 'stale' : 'verified';
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** Seconds or milliseconds since the Unix epoch, or ISO 8601; null for anything else. In milliseconds. */
function readTimestamp(text: string): number | null {
  if (/^\d{1,11}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,14}$/.test(text)) return Number(text);
  const parsed = ISO.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}
