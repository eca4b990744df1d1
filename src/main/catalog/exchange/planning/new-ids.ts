import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../../../../domain/ids.ts';

export type NewIds = () => string;

/**
 * Ids of what an import adds, in the order of the file even within a millisecond: two products of one name are found
 * again in that order. Of the ten bytes that tell ids of one time apart, two are the import's and four count.
 */
export function createNewIds(nowMs: number): NewIds {
  const bytes = randomBytes(10);
  let count = 0;
  return () => {
    bytes.writeUInt32BE(count++, 2);
    randomBytes(4).copy(bytes, 6);
    return uuidV7(nowMs, bytes);
  };
}
