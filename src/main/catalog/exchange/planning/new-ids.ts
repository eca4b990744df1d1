import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../../../../domain/ids.ts';

export type NewIds = () => string;

/** Random hexadecimal digits of one id: what the time, the import and the count leave over. */
const CHANCE = 7;
/** So many ids are given chance at once. */
const POOL = 1024;

/**
 * Ids of what an import adds, in the order of the file even within a millisecond: two products of one name are found
 * again in that order. UUIDs of version 7: after the time come 14 bits of the import's, 32 that count, and chance.
 */
export function createNewIds(nowMs: number): NewIds {
  const beginning = uuidV7(nowMs, randomBytes(10)).slice(0, 20);
  let pool = '';
  let used = 0;
  let count = 0;
  return () => {
    if (used === pool.length) {
      pool = randomBytes((POOL * CHANCE) / 2).toString('hex');
      used = 0;
    }
    const chance = pool.slice(used, used + CHANCE);
    used += CHANCE;
    const place = (count++).toString(16).padStart(8, '0');
    return `${beginning}${place.slice(0, 3)}-${place.slice(3)}${chance}`;
  };
}
