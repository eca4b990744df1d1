import { expect, test } from 'vitest';
import type { LinkWay } from '../../../src/domain/payment.ts';
import { playDay } from './run-day.ts';

/** How many days are played in each way of collecting, and which. */
const RUNS = Number(process.env['TILLINK_MODEL_RUNS'] ?? 50);
const SEED = Number(process.env['TILLINK_SEED'] ?? 20_261_121);

/** Plays random days; a failing one prints its seed and path. */
export function describeModel(collectBy: LinkWay): void {
  test(`T-6 after any day, collecting by ${collectBy}, every sale, number, tender, refund and warning is what the books say`, {
    timeout: 600_000,
  }, async () => {
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      expect(await playDay(collectBy, seed), `seed ${seed}`).toBeNull();
    }
  });
}
