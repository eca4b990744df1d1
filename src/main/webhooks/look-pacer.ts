import type { Clock, Logger } from '../ports.ts';
import { sleep } from '../waiting.ts';

/** At least so many milliseconds lie between two looks that deliveries have asked for. */
export const GAP_MS = 1000;
/** Under a storm the gap doubles up to this: deliveries are anybody's, the calls are the shop's (PAY-7). */
export const GAP_MAX_MS = 8000;

/** Turns however many wishes to look into few looks: the first at once, what comes meanwhile together in the next. */
export interface LookPacer {
  /** @param transactionId what to look at; null for everything that is watched */
  ask(transactionId: string | null): void;
  /** Waits for the look under way; none follows. */
  close(): Promise<void>;
}

export interface PacerParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lookNow: (transactionId: string | null) => Promise<void>;
}

export function createLookPacer({ clock, logger, lookNow }: PacerParts): LookPacer {
  const closing = new AbortController();
  const { signal } = closing;
  let wanted: { readonly transactionId: string | null } | null = null;
  let running: Promise<void> | null = null;

  const look = async (transactionId: string | null): Promise<void> => {
    try {
      await lookNow(transactionId);
    } catch (error) {
      logger.warn('A look that a webhook asked for failed', { error: String(error) });
    }
  };
  const run = async (): Promise<void> => {
    let gap = GAP_MS;
    while (wanted && !signal.aborted) {
      const { transactionId } = wanted;
      wanted = null;
      await Promise.all([look(transactionId), sleep(clock, gap, signal)]);
      gap = Math.min(GAP_MAX_MS, gap * 2);
    }
    running = null;
  };

  return {
    ask: (transactionId) => {
      if (signal.aborted) return;
      // Two transactions in one look: it is about everything.
      const same = wanted === null || wanted.transactionId === transactionId;
      wanted = { transactionId: same ? transactionId : null };
      running ??= run();
    },
    close: async () => {
      closing.abort();
      await running;
    },
  };
}
