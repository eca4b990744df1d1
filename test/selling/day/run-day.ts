import fc from 'fast-check';
import type { CurrencyCode } from '../../../src/domain/currency.ts';
import { changeTaxes } from './acts-selling.ts';
import { open } from './acts-shift.ts';
import { type Day, newDay } from './books.ts';
import { taxes } from './commands-selling.ts';
import { anyDay } from './day.ts';
import { plus } from './reckoning.ts';
import { closeDown } from './rest.ts';
import { openWorld } from './world.ts';

/** How much has happened, for the record. */
export interface Tally {
  acts: number;
  sales: number;
  codes: number;
  refunds: number;
  late: number;
  shifts: number;
}

export const emptyTally = (): Tally => ({ acts: 0, sales: 0, codes: 0, refunds: 0, late: 0, shifts: 0 });

/** What came of a day. */
export interface Played {
  /** What went wrong, with seed and path; null when nothing did. */
  readonly problem: string | null;
  /** Null where nobody has counted. */
  readonly tally: Tally | null;
}

/** Any days at a counter end as the owner's books say; with small coins, and without. */
const anyDayEndsAsBooked = (tally: Tally) =>
  fc.asyncProperty(
    fc.constantFrom<CurrencyCode>('RUB', 'CHF'),
    taxes,
    anyDay,
    async (currency, tax, commands) => {
      const world = await openWorld(currency);
      const day = newDay(currency, tax);
      try {
        await changeTaxes(day, world, tax);
        await open(day, world, 10_000);
        await fc.asyncModelRun(() => ({ model: day, real: world }), commands);
        await closeDown(day, world);
      } finally {
        await world.close();
      }
      countIn(tally, day);
    },
  );

function countIn(tally: Tally, { acts, receipts, reports, codes, sales }: Day): void {
  tally.acts += acts;
  tally.sales += receipts.length;
  tally.codes += codes.length;
  tally.refunds += plus(sales.map(({ refunds }) => refunds));
  tally.late += codes.filter(({ state, transaction }) => state === 'ended' && transaction !== null).length;
  tally.shifts += reports.length;
}

/**
 * Plays the day of a seed.
 * @param shrink looks for the shortest day that fails in the same way; takes minutes
 */
export async function playDay(seed: number, shrink = false): Promise<Played> {
  const tally = emptyTally();
  const run = await fc.check(anyDayEndsAsBooked(tally), {
    numRuns: 1,
    seed,
    unbiased: true,
    endOnFailure: !shrink,
  });
  if (!run.failed) return { problem: null, tally };
  const { errorInstance: error } = run;
  const problem = [
    `Seed ${seed}, path ${run.counterexamplePath}: ${fc.stringify(run.counterexample)}`,
    error instanceof Error ? error.stack : String(error),
    `Once more: npm run test:day -- --runs 1 --seed ${seed} --shrink`,
  ].join('\n');
  return { problem, tally };
}
