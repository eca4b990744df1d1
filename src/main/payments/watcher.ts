import type { ProviderTransaction } from '../../domain/payment.ts';
import type { CallPriority, PaymentProvider } from '../ports.ts';
import type { Closer } from './closer.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import { paymentStore } from './payment-store.ts';
import { IDLE_MS, pollDelayMs } from './poll-schedule.ts';
import { takeIn } from './transaction-intake.ts';

/** Ended attempts are watched this long for money that comes late; afterwards by the daily sweep. */
const WATCH_ENDED_MS = 60 * 60_000;
const SWEEP_EVERY_MS = 24 * 60 * 60_000;
/** How far back a sweep goes at most, and how much earlier than the attempt its transaction may be dated. */
const SWEEP_BACK_MS = 90 * 24 * 60 * 60_000;
const SLACK_MS = 5 * 60_000;
const REMEMBER_EVERY_MS = 5 * 60_000;
const PAGE_SIZE = 50;
const PAGES_MAX = 200;

const SWEPT_UNTIL = 'payments.sweptUntil';

/**
 * Watches the provider for our payments: discovery reads the list back to the oldest attempt of interest,
 * following reads each known transaction that is not final, the sweep closes the gap since the program last
 * ran. Lives in main and goes on whatever the screen shows (PAY-7).
 */
export interface Watcher {
  start(): void;
  /** Looks at once, because something has changed; the answer comes by events. */
  kick(): void;
  /** Looks at once and waits for the outcome. */
  lookNow(): Promise<void>;
  /** When the provider last answered, and whether it failed to the last time. */
  lastCheck(): { readonly at: string | null; readonly failing: boolean };
  close(): Promise<void>;
}

export function createWatcher(parts: PaymentParts, closer: Closer): Watcher {
  const { clock, database, connections, logger } = parts;
  let running: Promise<void> | null = null;
  let again: CallPriority | null = null;
  let cancelTimer: (() => void) | null = null;
  const closing = new AbortController();
  const { signal } = closing;
  let check: { at: string | null; failing: boolean } = { at: null, failing: false };
  let sweptAt: number | null = null;
  let rememberedAt = 0;

  const schedule = (): void => {
    cancelTimer?.();
    if (!signal.aborted) cancelTimer = clock.startTimer(nextDelayMs(parts), () => void run('discovery'));
  };
  const run = (priority: CallPriority): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    if (running) {
      again = again === 'cashier' ? again : priority;
      return running;
    }
    cancelTimer?.();
    running = loop(priority).finally(() => {
      running = null;
      schedule();
    });
    return running;
  };
  /** A look that is asked for while one is under way begins when that one has ended: it may have missed it. */
  const loop = async (first: CallPriority): Promise<void> => {
    let next: CallPriority | null = first;
    while (next && !signal.aborted) {
      again = null;
      try {
        await look(next);
      } catch (error) {
        check = { ...check, failing: true };
        logger.error('Watching failed', { error: String(error) });
      }
      next = again;
    }
  };

  const look = async (priority: CallPriority): Promise<void> => {
    closer.expireDue();
    const provider = connections.providerOrNull();
    if (!provider) {
      check = { ...check, failing: true };
      return announceLive();
    }
    await closer.takeBack(provider, { priority, signal });
    const beganAt = parts.now();
    const sweep = sweptAt === null || clock.now() - sweptAt >= SWEEP_EVERY_MS;
    const seen = await discover(provider, priority, sweep);
    if (signal.aborted) return;
    if (seen) {
      if (await follow(provider, priority, seen)) closer.confirm(beganAt);
      if (sweep) sweptAt = clock.now();
      rememberSwept(beganAt);
    }
    check = seen ? { at: parts.now(), failing: false } : { ...check, failing: true };
    announceLive();
    if (seen) await closer.cleanUp(provider, signal);
  };

  /** An older point than the true one only makes the next sweep read more: no need for a write a second. */
  const rememberSwept = (at: string): void => {
    if (Math.abs(Date.parse(at) - rememberedAt) < REMEMBER_EVERY_MS) return;
    rememberedAt = Date.parse(at);
    parts.settings.remember(SWEPT_UNTIL, at);
  };

  /** @returns the ids of all transactions that were read, or null when the list could not be read to its end */
  const discover = async (
    provider: PaymentProvider,
    priority: CallPriority,
    sweep: boolean,
  ): Promise<ReadonlySet<string> | null> => {
    const since = sweep ? sweepSince(parts) : watchSince(parts);
    const seen = new Set<string>();
    let cursor: string | null = null;
    for (let page = 0; page < PAGES_MAX; page++) {
      const options = { priority: page === 0 ? priority : 'discovery', signal } as const;
      const answer = await provider.listTransactions(
        { cursor, limit: since === null ? 1 : PAGE_SIZE },
        options,
      );
      if (signal.aborted) return null;
      connections.note(answer);
      if (answer.kind !== 'ok') return null;
      const { transactions, nextCursor } = answer.value;
      for (const transaction of transactions) {
        seen.add(transaction.id);
        take(transaction);
      }
      const done =
        since === null || transactions.some(({ startedAt }) => startedAt !== null && startedAt < since);
      if (done || transactions.length === 0 || nextCursor === null || nextCursor === cursor) return seen;
      cursor = nextCursor;
    }
    logger.warn('The list of transactions was not read to its end', { pages: PAGES_MAX });
    return null;
  };

  const follow = async (
    provider: PaymentProvider,
    priority: CallPriority,
    seen: ReadonlySet<string>,
  ): Promise<boolean> => {
    const since = isoAt(clock.now() - WATCH_ENDED_MS);
    for (const { id } of paymentStore.unfinished(database.read, since)) {
      if (seen.has(id)) continue;
      const answer = await provider.readTransaction(id, {
        priority: priority === 'cashier' ? priority : 'follow',
        signal,
      });
      if (signal.aborted) return false;
      connections.note(answer);
      if (answer.kind === 'ok') take(answer.value);
      if (answer.kind === 'unknown') return false;
    }
    return true;
  };

  const take = (transaction: ProviderTransaction): void => {
    if (transaction.kind === 'link' && transaction.linkId === null) connections.noteLinkless();
    takeIn(parts, transaction);
  };
  const announceLive = (): void => {
    for (const { id, sale_id: saleId } of paymentStore.live(database.read)) {
      parts.events.emit({ name: 'payment.changed', payload: { saleId, attemptId: id } });
    }
  };

  return {
    start: () => void run('discovery'),
    kick: () => void run('cashier'),
    lookNow: async () => {
      await run('cashier');
      if (running) await running;
    },
    lastCheck: () => check,
    close: async () => {
      closing.abort();
      cancelTimer?.();
      await running;
    },
  };
}

/** Until the next look: by the age of the newest live attempt, and no later than the next expiry. */
function nextDelayMs({ clock, database }: PaymentParts): number {
  const now = clock.now();
  const live = paymentStore.live(database.read).filter(({ state }) => state !== 'requesting');
  const newest = live.at(-1);
  if (!newest) return IDLE_MS;
  const age = Math.max(0, now - Date.parse(newest.requested_at));
  const expiries = live.flatMap(({ state, expires_at: at }) =>
    state === 'open' && at !== null ? [Math.max(0, Date.parse(at) - now)] : [],
  );
  return Math.min(pollDelayMs(age), ...expiries);
}

/**
 * How far back the list is read; null when nothing is watched. The provider dates its rows by its own clock,
 * so the measured difference and a slack are taken off.
 */
function watchSince({ clock, connections, database }: PaymentParts): string | null {
  const live = paymentStore.live(database.read).find(({ provider_payment_id: id }) => id !== null);
  const ended = paymentStore.oldestEndedSince(database.read, isoAt(clock.now() - WATCH_ENDED_MS));
  const [oldest] = [live?.requested_at, ended].filter((at) => at !== null && at !== undefined).sort();
  if (oldest === undefined) return null;
  const skew = Math.abs(connections.view()?.clockSkewMs ?? 0);
  return isoAt(Date.parse(oldest) - SLACK_MS - skew);
}

/** Back to where the last look of an earlier run, or of yesterday, has read everything. */
function sweepSince(parts: PaymentParts): string | null {
  const watched = watchSince(parts);
  const swept = parts.settings.recall(SWEPT_UNTIL);
  if (swept === null) return watched;
  const earliest = parts.clock.now() - SWEEP_BACK_MS;
  const from = isoAt(Math.max(earliest, Date.parse(swept) - WATCH_ENDED_MS - SLACK_MS));
  return watched !== null && watched < from ? watched : from;
}
