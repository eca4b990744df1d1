import fc from 'fast-check';
import type { LinkWay } from '../../../src/domain/payment.ts';
import { emptyDay, type RefundRows } from './books.ts';
import { anyDay } from './day.ts';
import { comeToRest } from './rest.ts';
import { openWorld } from './world.ts';

/** Any day at a counter that begins to collect this way ends as the owner's books say. */
const anyDayEndsAsBooked = (collectBy: LinkWay) =>
  fc.asyncProperty(fc.constantFrom<RefundRows>('parent', 'link'), anyDay, async (refundRows, commands) => {
    const world = await openWorld(collectBy, refundRows);
    const day = emptyDay(collectBy, refundRows);
    try {
      await fc.asyncModelRun(() => ({ model: day, real: world }), commands);
      await comeToRest(day, world);
    } finally {
      await world.close();
    }
  });

/**
 * Plays the day of a seed.
 * @param shrink looks for the shortest day that fails in the same way; takes minutes
 * @returns what went wrong, with seed and path; null when nothing did
 */
export async function playDay(collectBy: LinkWay, seed: number, shrink = false): Promise<string | null> {
  const run = await fc.check(anyDayEndsAsBooked(collectBy), {
    numRuns: 1,
    seed,
    unbiased: true,
    endOnFailure: !shrink,
  });
  if (!run.failed) return null;
  const { errorInstance: error } = run;
  return [
    `By ${collectBy}, seed ${seed}, path ${run.counterexamplePath}: ${String(run.counterexample)}`,
    error instanceof Error ? error.stack : String(error),
    `Once more: npm run test:model -- --runs 1 --seed ${seed} --by ${collectBy} --shrink`,
  ].join('\n');
}
