import type { Day } from './books.ts';
import type { World } from './world.ts';

/** The till's clock is put somewhere else; the provider's goes on. */
export function putClock(day: Day, { skew }: World, ms: number): void {
  if (skew.ms === ms) return;
  skew.ms = ms;
  day.jumps += 1;
}

/** The power goes, and comes back. */
export async function crash(_: Day, { counter, clock }: World): Promise<void> {
  await counter.crash();
  await clock.advance(1000);
}

export async function restart(_: Day, { counter, clock }: World): Promise<void> {
  await counter.restart();
  await clock.advance(1000);
}
