import type { Clock } from './ports.ts';

/** Waits on the clock port; ends early, without an error, when the signal aborts. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const finish = (): void => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = clock.startTimer(ms, finish);
    signal?.addEventListener('abort', finish, { once: true });
  });
}
