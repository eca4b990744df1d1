import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/main/ports.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Lets so many milliseconds pass: every timer that falls due runs in its turn, with time for what follows. */
  advance(ms: number): Promise<void>;
}

interface Timer {
  readonly dueAt: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A few turns of the event loop: enough for promises and local callbacks. */
async function settleDefault(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
}

export function createManualClock(
  startMs: number = Date.parse('2026-11-21T09:00:00Z'),
  settle: () => Promise<void> = settleDefault,
): ManualClock {
  let now = startMs;
  let order = 0;
  const timers = new Set<Timer>();
  const nextDue = (until: number): Timer | undefined =>
    [...timers]
      .filter(({ dueAt }) => dueAt <= until)
      .sort((a, b) => a.dueAt - b.dueAt || a.order - b.order)[0];
  return {
    now: () => now,
    monotonic: () => now,
    startTimer: (ms, callback) => {
      const timer = { dueAt: now + Math.max(0, ms), order: order++, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: async (ms) => {
      const until = now + ms;
      await settle();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.dueAt);
        timer.callback();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}
