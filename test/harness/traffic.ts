import { setImmediate as nextTurn } from 'node:timers/promises';

/** Without an answer for so long, in real milliseconds, a call is taken to hang on purpose. */
const HANGING_MS = 700;

/** What is under way between tills and a sandbox. Tills that share one clock share one of these. */
export interface Traffic {
  /** Counts work as under way until it has ended. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Waits until nothing is under way but what hangs, without letting time pass. */
  settle(): Promise<void>;
}

/** @param hangingMs without an answer for so long, in real milliseconds, a call is taken to hang on purpose */
export function createTraffic(hangingMs: number = HANGING_MS): Traffic {
  /** What is awaited; what hangs is not, until it ends. */
  const underWay = new Set<Promise<unknown>>();
  let done = 0;
  return {
    track: async (work) => {
      underWay.add(work);
      try {
        return await work;
      } finally {
        underWay.delete(work);
        done += 1;
      }
    },
    settle: async () => {
      let quiet = 0;
      let seen = done;
      let since = performance.now();
      while (quiet < 4) {
        await nextTurn();
        if (done !== seen) {
          seen = done;
          since = performance.now();
        }
        if (performance.now() - since > hangingMs) underWay.clear();
        quiet = underWay.size === 0 ? quiet + 1 : 0;
      }
    },
  };
}
