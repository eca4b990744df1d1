import { playDay, type Played } from './run-day.ts';

/** One day to be played. */
export interface Order {
  readonly seed: number;
  readonly shrink: boolean;
}

/** Plays the days that it is sent, one at a time, until the parent is gone; answers with what came of each. */
process.on('message', (message) => {
  // Our own parent's message.
  const { seed, shrink } = message as Order;
  playDay(seed, shrink).then(tell, (error: unknown) =>
    tell({ problem: `Seed ${seed}: ${String(error)}`, tally: null }),
  );
});
process.on('disconnect', () => process.exit());
// The parent ends everything in its turn.
process.on('SIGINT', () => {});

function tell(played: Played): void {
  process.send?.(played);
}
