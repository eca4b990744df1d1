import type { WebhookEvent } from './event-log.ts';
import { type Errand, retry, tryOnce } from './postman.ts';
import { seededRandom, shuffled } from './random-order.ts';

/** What became of a storm. */
export interface StormCounts {
  readonly events: number;
  readonly copies: number;
  readonly seed: number;
  /** Those that were accepted, at the first try or a later one. */
  readonly accepted: number;
  /** Those that were not. */
  readonly failed: number;
}

/** How many are under way at a time. */
const atOnce = 16;

/** Tells every event `copies` times, in random order, several at a time. Never rejects. */
export async function raiseStorm<E extends WebhookEvent>(
  errand: Errand<E>,
  events: readonly E[],
  copies: number,
  seed: number,
): Promise<StormCounts> {
  const all = Array.from({ length: copies }, () => events).flat();
  const left = shuffled(all, seededRandom(seed))[Symbol.iterator]();
  let accepted = 0;
  const work = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true && !errand.ended.aborted; next = left.next()) {
      if ((await tryOnce(errand, next.value, 1)) || (await retry(errand, next.value))) accepted += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, work));
  return { events: events.length, copies, seed, accepted, failed: all.length - accepted };
}
