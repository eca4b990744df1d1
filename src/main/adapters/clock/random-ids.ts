import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../../../domain/ids.ts';
import type { Clock, IdSource } from '../../ports.ts';

export function randomIds(clock: Clock): IdSource {
  return {
    newId: () => uuidV7(clock.now(), randomBytes(10)),
    randomBytes: (size) => randomBytes(size),
  };
}
