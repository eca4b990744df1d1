import type { Clock } from '../../ports.ts';

/** The longest delay that Node's timers take; beyond it they fire at once. */
const TIMER_MAX_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  startTimer: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(0, ms), TIMER_MAX_MS));
    return () => clearTimeout(timer);
  },
};
