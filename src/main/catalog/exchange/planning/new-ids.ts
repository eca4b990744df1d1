import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../../../../domain/ids.ts';

export type NewIds = () => string;

/** In bytes: chance is asked for in larger pieces than four at a time. */
const POOL = 4096;

/**
 * Ids of what an import adds, in the order of the file even within a millisecond: two products of one name are found
 * again in that order. Of the ten bytes that tell ids of one time apart, two are the import's and four count.
 */
export function createNewIds(nowMs: number): NewIds {
  const bytes = randomBytes(10);
  let pool = randomBytes(POOL);
  let count = 0;
  let used = 0;
  return () => {
    if (used === POOL) {
      pool = randomBytes(POOL);
      used = 0;
    }
    bytes.writeUInt32BE(count++, 2);
    pool.copy(bytes, 6, used, used + 4);
    used += 4;
    return uuidV7(nowMs, bytes);
  };
}
