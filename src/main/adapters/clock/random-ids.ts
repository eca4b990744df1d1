import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../../../domain/ids.ts';
import type { Clock, IdSource } from '../../ports.ts';

const ID_BYTES = 10;
/** Ids for which the system is asked at once: asking costs more than making one. */
const IDS_AT_ONCE = 128;

export function randomIds(clock: Clock): IdSource {
  let drawn: Uint8Array = new Uint8Array();
  let next = 0;
  // Each byte is used for one id only.
  const bytesOfOne = (): Uint8Array => {
    if (next === drawn.length) {
      drawn = randomBytes(ID_BYTES * IDS_AT_ONCE);
      next = 0;
    }
    next += ID_BYTES;
    return drawn.subarray(next - ID_BYTES, next);
  };
  return {
    newId: () => uuidV7(clock.now(), bytesOfOne()),
    randomBytes: (size) => randomBytes(size),
  };
}
