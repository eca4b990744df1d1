import { sleep } from '../waiting.ts';
import type { CallOptions, PaymentProvider } from '../ports.ts';
import { takeOne, takePage } from './list-reader.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import { foreignStore } from './foreign-store.ts';
import { paymentStore } from './payment-store.ts';
import { transactionStore } from './transaction-store.ts';

/** Between two sweeps, and between two that read everything again. */
const EVERY_MS = 60 * 60_000;
const WHOLE_EVERY_MS = 24 * 60 * 60_000;
/** A provider that does not answer is asked again after this. */
const RETRY_MS = 60_000;
/** How far back everything is read again, for refunds and reversals made elsewhere. */
const BACK_MS = 90 * 24 * 60 * 60_000;
/** A transaction may have been started so long before it is charged, and still be news. */
const OVERLAP_MS = 2 * 60 * 60_000;
/** Transactions that never became final and are asked for by their id in one sweep, newest first. */
const FOLLOWED_MAX = 1000;
const PAGE_SIZE = 100;
const PAGES_MAX = 5000;

const SWEPT_UNTIL = 'payments.sweptUntil';
const WHOLE_SWEPT_AT = 'payments.wholeSweptAt';

/**
 * Reads the provider's list for what watching cannot see: money that came while the program was off or after
 * a code was given up, refunds and reversals made elsewhere (PAY-5, PAY-7). Every hour from the last verified
 * point, every day the whole of 90 days, always after everybody else who wants to call the provider.
 */
export interface Sweeper {
  start(): void;
  close(): Promise<void>;
}

export function createSweeper(parts: PaymentParts): Sweeper {
  const { clock, logger } = parts;
  const closing = new AbortController();
  const { signal } = closing;
  let running: Promise<void> = Promise.resolve();

  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      let done = false;
      try {
        done = await sweep(parts, signal);
      } catch (error) {
        logger.error('The sweep failed', { error: String(error) });
      }
      await sleep(clock, done ? EVERY_MS : RETRY_MS, signal);
    }
  };
  return {
    start: () => {
      running = loop();
    },
    close: async () => {
      closing.abort();
      await running;
    },
  };
}

/** @returns whether everything back to the wanted point was read */
async function sweep(parts: PaymentParts, signal: AbortSignal): Promise<boolean> {
  const provider = parts.connections.providerOrNull();
  const first = firstOfOurs(parts);
  if (!provider) return false;
  if (first === null) return true; // nothing of ours can be in the list yet
  const beganAt = parts.now();
  const whole = isWholeDue(parts);
  const since = sweepFrom(parts, first, whole);
  const options = { priority: 'sync', signal } as const;
  const seen = await readBack(parts, provider, since, options);
  if (!seen) return false;
  const followed = isoAt(parts.clock.now() - (whole ? BACK_MS : WHOLE_EVERY_MS));
  for (const { id } of transactionStore.unfinished(
    parts.database.read,
    provider.id,
    followed,
    FOLLOWED_MAX,
  )) {
    if (seen.has(id)) continue;
    const answer = await provider.readTransaction(id, options);
    if (signal.aborted || answer.kind === 'unknown') return false;
    if (answer.kind === 'ok' && takeOne(parts, answer.value) === null) return false;
  }
  parts.settings.remember(SWEPT_UNTIL, beganAt);
  if (whole) {
    parts.settings.remember(WHOLE_SWEPT_AT, beganAt);
    parts.database.write((db) => foreignStore.forgetBefore(db, isoAt(parts.clock.now() - BACK_MS)));
  }
  return true;
}

/** When the first code of ours was asked for, of a sale or apart from one: nothing of ours can be older. */
function firstOfOurs({ database, links, provider }: PaymentParts): string | null {
  const [first] = [paymentStore.firstRequestedAt(database.read, provider), links.firstMadeAt()]
    .filter((at) => at !== null)
    .sort();
  return first ?? null;
}

/** @returns the ids that were read, or null when the way back was not walked to its end */
async function readBack(
  parts: PaymentParts,
  provider: PaymentProvider,
  since: string,
  options: CallOptions,
): Promise<ReadonlySet<string> | null> {
  const seen = new Set<string>();
  let cursor: string | null = null;
  let sound = true;
  for (let page = 0; page < PAGES_MAX; page++) {
    const read = await takePage(parts, provider, { cursor, limit: PAGE_SIZE }, options);
    if (!read) return null;
    for (const id of read.ids) seen.add(id);
    sound = sound && read.sound;
    if (read.nextCursor === null || (read.oldest ?? since) < since) return sound ? seen : null;
    cursor = read.nextCursor;
  }
  parts.logger.warn('The list of transactions was not read to its end', { pages: PAGES_MAX });
  return null;
}

/** A clock that was put back makes the last sweep lie in the future: then it is due. */
function isWholeDue({ clock, settings }: PaymentParts): boolean {
  const at = settings.recall(WHOLE_SWEPT_AT);
  return at === null || Math.abs(clock.now() - Date.parse(at)) >= WHOLE_EVERY_MS;
}

function sweepFrom(parts: PaymentParts, first: string, whole: boolean): string {
  const swept = parts.settings.recall(SWEPT_UNTIL);
  const now = parts.clock.now();
  const back = now - BACK_MS;
  // A point in the future was written under a clock that was wrong: it says nothing.
  const known = swept !== null && Date.parse(swept) <= now;
  const from = whole || !known ? back : Math.max(back, Date.parse(swept) - OVERLAP_MS);
  // So was an attempt that is dated in the future.
  const bound = Date.parse(first) <= now ? Date.parse(first) - OVERLAP_MS : from;
  return isoAt(Math.max(from, bound));
}
