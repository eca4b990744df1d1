import { expect, test } from 'vitest';
import { runSchedule } from './run-schedule.ts';

/** How many seeds there are in an ordinary run, over all parts; `npm run test:faults` runs ten thousand. */
const SEEDS = Number(process.env['TILLINK_SCHEDULES'] ?? 300);

/** Files like this one: vitest runs them side by side. */
const PARTS = 4;

/** @param part from 1: every fourth seed, from this one on */
export function testSchedules(part: number): void {
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1).filter(
    (seed) => seed % PARTS === part % PARTS,
  );
  test.each(seeds)('T-5 PAY-1 to PAY-8 and PAY-10 hold under the fault schedule of seed %i', async (seed) => {
    const { trace, problems, payments, paid } = await runSchedule(seed);
    expect(problems, `Seed ${seed}:\n${trace.join('\n')}`).toEqual([]);
    expect(paid).toBeLessThanOrEqual(payments);
  });
}
