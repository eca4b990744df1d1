import { type Outcome, runSchedule } from '../payments/schedules/run-schedule.ts';

/** What a worker says of one seed: its outcome, or why there is none. */
export type Answer =
  | { readonly seed: number; readonly outcome: Outcome }
  | { readonly seed: number; readonly problem: string };

/** Runs the schedules that it is sent, one at a time, until the parent is gone. */
process.on('message', (seed) => void answer(Number(seed)));
process.on('disconnect', () => process.exit());
// The parent ends everything in its turn.
process.on('SIGINT', () => {});

async function answer(seed: number): Promise<void> {
  let told: Answer;
  try {
    told = { seed, outcome: await runSchedule(seed) };
  } catch (error) {
    told = { seed, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(told);
}
