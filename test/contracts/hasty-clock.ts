import type { Clock } from '../../src/main/ports.ts';

/** Real time without its waits, moved on by the test where hours matter. */
export interface HastyClock extends Clock {
  /** Lets so many milliseconds be over, back when negative. No timer fires for it. */
  move(ms: number): void;
}

/** Deadlines of calls are kept real; waits between calls are shorter, and over at once. */
const DEADLINE_MS = 5000;

/**
 * A clock for tests over real HTTP that are not about pace: limiter and retries do wait, on it, for no time at all.
 * @param startMs what it shows until it is moved; without it real time goes on
 */
export function createHastyClock(startMs?: number): HastyClock {
  let spared = 0;
  let moved = 0;
  return {
    now: () => (startMs ?? Date.now()) + moved,
    monotonic: () => performance.now() + spared,
    startTimer: (ms, callback) => {
      const deadline = ms >= DEADLINE_MS;
      const timer = setTimeout(
        () => {
          if (!deadline) spared += ms;
          callback();
        },
        deadline ? ms : 0,
      );
      return () => clearTimeout(timer);
    },
    move: (ms) => {
      moved += ms;
    },
  };
}
