import { type BinaryLike, scrypt, timingSafeEqual } from 'node:crypto';

/** What scrypt is asked for: N, r and p of RFC 7914. */
export interface HashCost {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelism: number;
}

/** N = 2^15, r = 8, p = 1: 32 MiB and about a tenth of a second a try. */
export const PIN_COST: HashCost = { cost: 2 ** 15, blockSize: 8, parallelism: 1 };

/** A secret as it is kept: with the salt and the cost that it was hashed with. */
export interface SecretHash extends HashCost {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

export const SALT_BYTES = 16;
const HASH_BYTES = 32;
const SPARE_BYTES = 2 ** 20;

export async function hashSecret(secret: BinaryLike, salt: Uint8Array, cost: HashCost): Promise<SecretHash> {
  return { ...cost, salt, hash: await derive(secret, salt, cost) };
}

/** Whether this is the secret, in a time that does not tell how much of it was right. */
export async function agrees(secret: BinaryLike, kept: SecretHash): Promise<boolean> {
  return timingSafeEqual(await derive(secret, kept.salt, kept), kept.hash);
}

function derive(secret: BinaryLike, salt: Uint8Array, cost: HashCost): Promise<Buffer> {
  const { cost: N, blockSize: r, parallelism: p } = cost;
  return new Promise((resolve, reject) => {
    // Node's own limit is a little less than what N = 2^15 takes.
    scrypt(secret, salt, HASH_BYTES, { N, r, p, maxmem: 256 * r * (N + p) + SPARE_BYTES }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
