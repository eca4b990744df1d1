import type { CallPriority, Clock } from '../../ports.ts';

/** At most this many calls at once from a rested limiter, and this many milliseconds per call afterwards. */
export const BURST = 5;
export const INTERVAL_MS = 1000;

const ORDER: readonly CallPriority[] = ['cashier', 'follow', 'discovery', 'sync'];

/**
 * A token bucket per host with a queue by priority: the cashier first, then a payment that is being followed,
 * then discovery, then everything that can wait.
 */
export interface RateLimiter {
  /**
   * Waits for a turn. Ends early, with false, when the signal aborts.
   * @param place `first` goes before those of the same priority: they wait for what this call brings
   */
  take(priority: CallPriority, signal?: AbortSignal, place?: 'first' | 'last'): Promise<boolean>;
  /** Nobody has a turn for so long: the provider asked us to slow down. */
  hold(ms: number): void;
  close(): void;
}

interface Waiter {
  readonly priority: CallPriority;
  readonly answer: (granted: boolean) => void;
}

export function createRateLimiter(clock: Clock): RateLimiter {
  let tokens = BURST;
  let refilledAt = clock.monotonic();
  let heldUntil = 0;
  let waiting: readonly Waiter[] = [];
  let cancelTimer: (() => void) | null = null;

  const refill = (): void => {
    const now = clock.monotonic();
    tokens = Math.min(BURST, tokens + (now - refilledAt) / INTERVAL_MS);
    refilledAt = now;
  };
  const delayMs = (): number =>
    Math.max(heldUntil - clock.monotonic(), tokens >= 1 ? 0 : (1 - tokens) * INTERVAL_MS);
  const serve = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    refill();
    while (waiting.length > 0 && delayMs() <= 0) {
      const next = ORDER.flatMap((priority) => waiting.filter((waiter) => waiter.priority === priority))[0];
      if (!next) return;
      tokens -= 1;
      waiting = waiting.filter((waiter) => waiter !== next);
      next.answer(true);
    }
    // A millisecond more than computed: timers may fire a fraction early, and would then spin.
    if (waiting.length > 0) cancelTimer = clock.startTimer(delayMs() + 1, serve);
  };
  const leave = (waiter: Waiter): void => {
    if (!waiting.includes(waiter)) return;
    waiting = waiting.filter((other) => other !== waiter);
    waiter.answer(false);
  };
  return {
    take: (priority, signal, place = 'last') =>
      new Promise((answer) => {
        if (signal?.aborted) {
          answer(false);
          return;
        }
        const abort = (): void => leave(waiter);
        const waiter: Waiter = {
          priority,
          answer: (granted) => {
            // A signal outlives its calls: listeners that stayed would pile up for a whole day.
            signal?.removeEventListener('abort', abort);
            answer(granted);
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        waiting = place === 'first' ? [waiter, ...waiting] : [...waiting, waiter];
        serve();
      }),
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, clock.monotonic() + ms);
    },
    close: () => {
      cancelTimer?.();
      for (const waiter of waiting) waiter.answer(false);
      waiting = [];
    },
  };
}
