import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

/** Without an answer for so long, in real milliseconds, a call is taken to hang on purpose. */
const HANGING_MS = 700;

/**
 * How often it is looked whether something has ended. What hangs is counted in such looks, not by the clock on the
 * wall: on a busy machine a call may be slow, and what has come in is worked off between two looks.
 */
const LOOK_MS = 20;

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
  /** @returns false when everything that is left hangs */
  const waitForOne = async (): Promise<boolean> => {
    const before = done;
    for (let looks = 0; looks * LOOK_MS < hangingMs; looks++) {
      const pause = delay(LOOK_MS).then(() => true);
      for (let paused = false; !paused && done === before; ) {
        paused = await Promise.race([pause, nextTurn().then(() => false)]);
      }
      if (done !== before) return true;
    }
    return false;
  };
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
      for (let quiet = 0; quiet < 4; ) {
        await nextTurn();
        quiet = underWay.size === 0 ? quiet + 1 : 0;
        if (underWay.size > 0 && !(await waitForOne())) underWay.clear();
      }
    },
  };
}
