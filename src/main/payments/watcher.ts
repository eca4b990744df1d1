import type { CallPriority, PaymentProvider } from '../ports.ts';
import { raiseAttention } from './attention.ts';
import type { Closer } from './closer.ts';
import type { Collector } from './collector.ts';
import { DiscoveryReader } from './discovery.ts';
import { followLinks } from './follow-links.ts';
import { takeOne } from './list-reader.ts';
import { busySpan, isoAt, isWithin, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { IDLE_MS, pollDelayMs } from './poll-schedule.ts';
import { raiseUnseenClaims } from './spare-codes.ts';
import { takeGone } from './transaction-intake.ts';
import { transactionStore } from './transaction-store.ts';

/** Ended attempts are watched this long for money that comes late; afterwards by the sweep. */
const WATCH_ENDED_MS = 60 * 60_000;
/** How much earlier than the attempt its transaction may be dated by the provider's clock. */
const SLACK_MS = 5 * 60_000;
const SKEW_MAX_MS = 26 * 60 * 60_000;
/** Transactions that are followed by their id in one look. */
const FOLLOWED_MAX = 50;
/** How many of them that are merely awaited: while somebody waits for a code, and while nobody does. */
const AWAITED_MAX = 2;
const AWAITED_IDLE_MAX = 5;
const UNFINISHED_MAX = 500;

/**
 * Watches the provider for our payments: discovery reads the list back to the oldest attempt of interest,
 * following reads each known transaction that is not final. Lives in main and goes on whatever the screen
 * shows (PAY-7).
 */
export interface Watcher {
  start(): void;
  /** Looks at once, because something has changed; the answer comes by events. */
  kick(): void;
  /** Takes back what is closing, without waiting for a look that is under way. */
  takeBack(): void;
  /** Looks at once and waits for the outcome. */
  lookNow(): Promise<void>;
  lastCheck(): LastCheck;
  close(): Promise<void>;
}

export interface LastCheck {
  /** When the provider last answered. */
  readonly at: string | null;
  /** When it will be asked next; null while it is being asked. */
  readonly nextAt: string | null;
  /** It did not answer the last time. */
  readonly failing: boolean;
}

export interface WatcherParts extends PaymentParts {
  readonly closer: Closer;
  readonly collector: () => Collector;
  /** Makes the codes that follow those that were replaced. */
  readonly startOwed: () => void;
}

export function createWatcher(parts: WatcherParts): Watcher {
  const { closer } = parts;
  const { clock, connections, logger } = parts;
  const discovery = new DiscoveryReader(parts);
  /** When a transaction was last asked for by its id, in looks. */
  const asked = new Map<string, number>();
  let turn = 0;
  let running: Promise<void> | null = null;
  let again: CallPriority | null = null;
  let cancelTimer: (() => void) | null = null;
  const closing = new AbortController();
  const { signal } = closing;
  let nextAt: string | null = null;
  let check: { at: string | null; failing: boolean } = { at: null, failing: false };

  const schedule = (): void => {
    cancelTimer?.();
    if (signal.aborted) return;
    const delay = nextDelayMs(parts);
    nextAt = isoAt(clock.now() + delay);
    cancelTimer = clock.startTimer(delay, () => void run('discovery'));
  };
  const run = (priority: CallPriority): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    if (running) {
      again = again === 'cashier' ? again : priority;
      return running;
    }
    cancelTimer?.();
    nextAt = null;
    running = loop(priority).finally(() => {
      running = null;
      schedule();
      // The screen learns when the next look will be.
      announceLive(parts);
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
      raiseUnseenClaims(parts);
      return;
    }
    await parts.collector().resolveUnknown(provider, { priority, signal });
    await closer.takeBack(provider, { priority, signal });
    if (signal.aborted) return;
    const removed = closer.removedLinks();
    const found = await discovery.look(provider, watchSince(parts), hostedSince(parts), { priority, signal });
    if (signal.aborted) return;
    const unread = found ? await follow(provider, priority, found.seen) : new Set<string>();
    if (found && !signal.aborted) await followLinks(parts, provider, found.seen, signal);
    if (signal.aborted) return;
    if (found && parts.collector().giveUpFound(found.whole)) again ??= priority;
    // Whether the provider answers or not; and before the confirming, which stops waiting for such a payer.
    raiseLongPaying(parts);
    raiseUnseenClaims(parts);
    if (found?.whole) {
      closer.confirm(new Set([...removed].filter((id) => !unread.has(id))));
      parts.startOwed();
    }
    check = found ? { at: parts.now(), failing: false } : { ...check, failing: true };
    announceLive(parts);
    if (!found) return;
    await parts.refunds.lookUpDue(provider, { priority: 'follow', signal });
    await closer.cleanUp(provider, { signal, stop: () => again !== null });
  };

  /**
   * A page that was opened and left may be awaited for ever: a few of these in each look, in turn, so that money is
   * not seen minutes late. What decides about a code that is taken back is asked for at once.
   */
  const toFollow = (since: string, seen: ReadonlySet<string>) => {
    const all = transactionStore.unfinished(parts.database.read, parts.provider, since, UNFINISHED_MAX);
    const open = new Set(all.map(({ id }) => id));
    for (const id of asked.keys()) if (!open.has(id)) asked.delete(id);
    const rows = all.filter(({ id }) => !seen.has(id));
    const isUrgent = ({ status, attempt_state: state }: (typeof rows)[number]): boolean =>
      status === 'processing' || state === 'closing' || state === 'unknown';
    const awaited = rows
      .filter((row) => !isUrgent(row))
      .sort((a, b) => (asked.get(a.id) ?? 0) - (asked.get(b.id) ?? 0));
    const most =
      paymentStore.liveAt(parts.database.read, parts.provider).length > 0 ? AWAITED_MAX : AWAITED_IDLE_MAX;
    return [...rows.filter(isUrgent).slice(0, FOLLOWED_MAX), ...awaited.slice(0, most)];
  };
  /** @returns the attempts of which a transaction could not be asked for: nothing is known about these */
  const follow = async (
    provider: PaymentProvider,
    priority: CallPriority,
    seen: ReadonlySet<string>,
  ): Promise<ReadonlySet<string>> => {
    const unread = new Set<string>();
    // What was merely awaited, or has been busy for too long, holds nothing up.
    const busy = busySpan(parts);
    const since = isoAt(clock.now() - WATCH_ENDED_MS);
    for (const row of toFollow(since, seen)) {
      asked.set(row.id, ++turn);
      const answer = await provider.readTransaction(row.id, {
        priority: priority === 'cashier' ? priority : 'follow',
        signal,
      });
      if (signal.aborted) return unread;
      connections.note(answer);
      if (answer.kind === 'ok' && takeOne(parts, answer.value) !== null) continue;
      if (answer.kind === 'rejected' && answer.problem.reason === 'not_found') takeGone(parts, row);
      else if (row.status === 'processing' && isWithin(row.first_seen_at, busy)) unread.add(row.attempt_id);
    }
    return unread;
  };

  return {
    start: () => void run('discovery'),
    kick: () => void run('cashier'),
    takeBack: () => {
      const provider = connections.providerOrNull();
      if (!provider || signal.aborted) return;
      closer
        .takeBack(provider, { priority: 'cashier', signal })
        .catch((error: unknown) => logger.error('Taking back failed', { error: String(error) }))
        .finally(() => void run('cashier'));
    },
    lookNow: async () => {
      await run('cashier');
      if (running) await running;
    },
    lastCheck: () => ({ ...check, nextAt }),
    close: async () => {
      closing.abort();
      cancelTimer?.();
      await running;
    },
  };
}

function announceLive({ database, events, provider }: PaymentParts): void {
  for (const { id, sale_id: saleId } of paymentStore.liveAt(database.read, provider)) {
    events.emit({ name: 'payment.changed', payload: { saleId, attemptId: id } });
  }
}

/** The timer never ends an attempt on which a payer is busy; after half an hour a person is told. */
function raiseLongPaying(parts: PaymentParts): void {
  const { read } = parts.database;
  for (const transaction of transactionStore.busyLong(read, parts.provider, busySpan(parts))) {
    const attempt = paymentStore.find(read, transaction.attempt_id);
    const { id, amount_minor: amountMinor, currency } = transaction;
    if (attempt) raiseAttention(parts, attempt, 'paying_long', { id, amountMinor, currency });
  }
}

/** Between two looks while nothing is alive but a refund whose end is not known. */
const REFUND_MS = 5000;

/** A code that may be paid for a day is waited for as eagerly as any other for so long, and calmly afterwards. */
const DAY_LONG_EAGER_MS = 30 * 60_000;

/** Until the next look: by the age of the newest live attempt, and no later than the next expiry. */
function nextDelayMs(parts: PaymentParts): number {
  const { clock, database, provider } = parts;
  const now = clock.now();
  const live = paymentStore.liveAt(database.read, provider).filter(({ state }) => state !== 'requesting');
  const isAwaited = (attempt: AttemptRow): boolean =>
    attempt.day_long === 0 || now - Date.parse(attempt.requested_at) < DAY_LONG_EAGER_MS;
  const newest = live.findLast(isAwaited);
  if (!newest) return parts.refunds.unfinishedCount() > 0 ? REFUND_MS : IDLE_MS;
  const age = Math.max(0, now - Date.parse(newest.requested_at));
  const expiries = live.flatMap(({ state, expires_at: at }) =>
    state === 'open' && at !== null ? [Math.max(0, Date.parse(at) - now)] : [],
  );
  return Math.min(pollDelayMs(age), ...expiries);
}

/**
 * How far back rows are of interest; null when nothing is watched. The provider dates its rows by its own
 * clock, so the measured difference and a slack are taken off; a clock that is wrong by more than a day is
 * not followed into the past, the sweep does that.
 */
function watchSince({ clock, connections, database, links, provider }: PaymentParts): string | null {
  const live = paymentStore.liveAt(database.read, provider).find(({ state }) => state !== 'requesting');
  const ended = paymentStore.oldestEndedSince(database.read, provider, isoAt(clock.now() - WATCH_ENDED_MS));
  // A reusable link may be paid at any time: what is older than an hour was read then, or is read by the sweep.
  const reusable = links.areOpen() ? isoAt(clock.now() - WATCH_ENDED_MS) : null;
  const [oldest] = [live?.requested_at, ended, reusable]
    .filter((at) => at !== null && at !== undefined)
    .sort();
  if (oldest === undefined) return null;
  return earlier({ connections }, oldest);
}

/** How far back the rows of hosted payments lie that may change where they stand. */
function hostedSince({ connections, database, provider }: PaymentParts): string | null {
  const oldest = paymentStore.oldestHosted(database.read, provider);
  return oldest === null ? null : earlier({ connections }, oldest);
}

function earlier({ connections }: Pick<PaymentParts, 'connections'>, at: string): string {
  const skew = Math.min(SKEW_MAX_MS, Math.abs(connections.clockSkewMs() ?? 0));
  return isoAt(Date.parse(at) - SLACK_MS - skew);
}
