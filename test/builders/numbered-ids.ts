import { uuidV7 } from '../../src/domain/ids.ts';
import type { IdSource } from '../../src/main/ports.ts';

/** Ids and bytes that are the same in every run: a counter stands for chance. */
export function numberedIds(): IdSource {
  let count = 0;
  const randomBytes = (size: number): Uint8Array => {
    count += 1;
    return Uint8Array.from({ length: size }, (_, index) => (count >> (8 * (size - 1 - index))) & 255);
  };
  return { newId: () => uuidV7(Date.parse('2026-11-21T09:00:00Z'), randomBytes(10)), randomBytes };
}
