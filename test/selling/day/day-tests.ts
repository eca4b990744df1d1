import { expect, test } from 'vitest';
import { playDay } from './run-day.ts';

/** How many days are played in all, and which. */
const DAYS = Number(process.env['TILLINK_DAYS'] ?? 60);
const SEED = Number(process.env['TILLINK_SEED'] ?? 20_261_121);

/** The files that share the days out: as many as run at the same time. */
const PARTS = 2;

/** Plays every second day; a failing one prints its seed and path. */
export function describeDays(part: number): void {
  test('T-1 T-6 T-7 FIS-2 FIS-3 after any day of selling, drawer, X, Z, receipts and journal are what the books say', {
    timeout: 900_000,
  }, async () => {
    for (let seed = SEED + part; seed < SEED + DAYS; seed += PARTS) {
      const { problem } = await playDay(seed);
      expect(problem, `seed ${seed}`).toBeNull();
    }
  });
}
