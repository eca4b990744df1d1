/**
 * Identifiers.
 *
 * Every row of ours has a UUID of version 7 (RFC 9562, 5.7): unique without asking anybody, and in the order
 * of creation, which keeps index pages warm. The clock and the randomness are arguments: the domain has none.
 */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * @param nowMs milliseconds since the Unix epoch, below 2^48
 * @param random ten random bytes
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('uuidV7 needs ten random bytes');
  const time = Math.floor(nowMs).toString(16).padStart(12, '0').slice(-12);
  const hex = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = (8 + (Number.parseInt(hex[3] ?? '0', 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(8, 20)}`;
}

/** Crockford's alphabet without I, L, O, U: a code that is read aloud without mistakes. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A register's short code, "R" and three characters. It begins every `txid` of ours and tells our payments
 * from those of other tills on the same account.
 * @param random three random bytes
 */
export function registerCode(random: Uint8Array): string {
  if (random.length < 3) throw new RangeError('registerCode needs three random bytes');
  return `R${Array.from(random.subarray(0, 3), (byte) => CODE_ALPHABET[byte % 32]).join('')}`;
}
