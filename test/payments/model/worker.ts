import type { LinkWay } from '../../../src/domain/payment.ts';
import { playDay } from './run-day.ts';

/** One day to be played. */
export interface Order {
  readonly by: LinkWay;
  readonly seed: number;
  readonly shrink: boolean;
}

/** Plays the days that it is sent, one at a time, until the parent is gone; answers with what went wrong. */
process.on('message', (message) => {
  // Our own parent's message.
  const { by, seed, shrink } = message as Order;
  playDay(by, seed, shrink).then(
    (problem) => process.send?.(problem),
    (error: unknown) => process.send?.(`By ${by}, seed ${seed}: ${String(error)}`),
  );
});
process.on('disconnect', () => process.exit());
// The parent ends everything in its turn.
process.on('SIGINT', () => {});
