import { isOpenRefund, readRefundBack, type RefundSight } from '../../domain/refund.ts';
import type { CallOptions, PaymentProvider, ProviderProblem } from '../ports.ts';
import { NEVER_SENT, notSent, type RefundEntry, readRefund, recordRefund } from './refund-ledger.ts';
import { paidMinorOf } from './refund-money.ts';
import type { RefundParts } from './refund-parts.ts';
import { readPayment } from './refund-reader.ts';
import { type SaveAnswer, stopWhenClosing } from './refund-saving.ts';
import { type RefundRow, refundStore } from './refund-store.ts';

/** When a refund without an end is looked up, by its age; then every minute, and hourly once a person was asked. */
const EARLY_LOOKS_MS = [2000, 5000, 10_000, 30_000] as const;
const LOOK_AGAIN_MS = 60_000;
const LATE_LOOK_MS = 60 * 60_000;

/** A refund that cannot be read back for so long needs a person. */
const UNKNOWN_LONG_MS = 10 * 60_000;

/** Looks up what became of refunds that were sent: reading, never sending again (PAY-8). */
export interface RefundLooker {
  /** Begins to look a refund up in turn; nothing to do when it has ended. */
  watch(refundId: string, atOnce?: boolean): void;
  /** Looks once. @returns what kept the provider from answering, or null */
  look(refund: RefundRow, provider: PaymentProvider, options: CallOptions): Promise<ProviderProblem | null>;
  /**
   * Looks up what is due, one after the other; a walk that is under way is joined.
   * @param provider null when there is nobody to ask: a person is told in time all the same
   */
  lookUpDue(provider: PaymentProvider | null, options: CallOptions): Promise<void>;
  close(): void;
}

export interface LookerParts {
  readonly parts: RefundParts;
  readonly signal: AbortSignal;
  readonly save: SaveAnswer;
  readonly isSending: (refundId: string) => boolean;
  readonly announce: (refund: RefundRow) => void;
}

/** When a refund was sent and is looked up next, by the clock that only grows. */
interface Watched {
  readonly sinceMs: number;
  readonly nextMs: number;
}

export function createRefundLooker({ parts, signal, save, isSending, announce }: LookerParts): RefundLooker {
  const { clock, connections, database, logger } = parts;
  const watched = new Map<string, Watched>();
  let cancelTimer: (() => void) | null = null;
  let walking: Promise<void> | null = null;

  const schedule = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    if (signal.aborted || watched.size === 0) return;
    const next = Math.min(...[...watched.values()].map(({ nextMs }) => nextMs));
    // Without an account there is nobody to ask: it is tried again in a while.
    const least = connections.providerOrNull() ? 0 : LOOK_AGAIN_MS;
    cancelTimer = clock.startTimer(
      Math.max(least, next - clock.monotonic()),
      () => void lookUpDue(connections.providerOrNull(), { priority: 'follow', signal }),
    );
  };
  const watch = (refundId: string, atOnce = false): void => {
    if (signal.aborted || !isOpenRefund(readRefund(database.read, refundId).state)) return;
    const now = clock.monotonic();
    watched.set(refundId, { sinceMs: now, nextMs: atOnce ? now : now + EARLY_LOOKS_MS[0] });
    schedule();
  };

  const end = async (refund: RefundRow, entry: RefundEntry): Promise<void> => {
    announce(
      await save((db) => {
        const present = readRefund(db, refund.id);
        // A manager may have decided meanwhile.
        if (!isOpenRefund(present.state)) return present;
        return recordRefund(parts, db, present, entry, { event: { kind: 'confirmed' } });
      }),
    );
  };
  const look: RefundLooker['look'] = async (refund, provider, options) => {
    const reading = await readPayment(parts, provider, refund.provider_transaction_id, options);
    stopWhenClosing(signal);
    if (reading.kind === 'stopped') return null;
    if (reading.kind === 'not_seen') return reading.problem;
    const verdict = readRefundBack(sentOf(parts, refund), reading.sight);
    const detail = { refundedMinor: toldMinor(reading.sight) };
    if (verdict === 'shown') await end(refund, { kind: 'read_back', detail });
    // The provider has said that it is made, and this deployment shows no more than that.
    const isAnswered = refundStore.hasEvent(database.read, refund.id, 'answered');
    if (verdict === 'cannot_tell' && isAnswered) await end(refund, { kind: 'not_read_back', detail });
    return null;
  };

  /** What happened between two writes of a start that failed: no byte has left. */
  const dropUnsent = (refund: RefundRow): void =>
    announce(database.write((db) => notSent(parts, db, readRefund(db, refund.id), 'CLOSING', NEVER_SENT)));

  const tend = async (
    refund: RefundRow,
    provider: PaymentProvider | null,
    options: CallOptions,
  ): Promise<void> => {
    const { sinceMs, nextMs } = watched.get(refund.id) ?? { sinceMs: clock.monotonic(), nextMs: 0 };
    if (clock.monotonic() < nextMs) return;
    // Whatever goes wrong from here on, the next look is not at once.
    watched.set(refund.id, { sinceMs, nextMs: clock.monotonic() + LOOK_AGAIN_MS });
    if (refund.sent_at === null) {
      dropUnsent(refund);
      return;
    }
    if (provider) await look(refund, provider, options);
    if (signal.aborted || options.signal?.aborted) return;
    if (!isOpenRefund(readRefund(database.read, refund.id).state)) return;
    const now = clock.monotonic();
    const isLong = Math.max(now - sinceMs, clock.now() - Date.parse(refund.sent_at)) >= UNKNOWN_LONG_MS;
    if (isLong) raise(refund);
    watched.set(refund.id, { sinceMs, nextMs: isLong ? now + LATE_LOOK_MS : nextLookMs(sinceMs, now) });
  };
  const raise = (refund: RefundRow): void => {
    if (refundStore.hasEvent(database.read, refund.id, 'raised')) return;
    const raised = database.write((db) => {
      const present = readRefund(db, refund.id);
      parts.money.raiseRefundUnknown(db, {
        id: refund.id,
        saleId: refund.sale_id,
        attemptId: refund.attempt_id,
        amountMinor: refund.amount_minor,
        currency: refund.currency,
      });
      return recordRefund(parts, db, present, { kind: 'raised' }, { event: { kind: 'lost' } });
    });
    announce(raised);
  };

  const walk = async (provider: PaymentProvider | null, options: CallOptions): Promise<void> => {
    for (const { id } of refundStore.open(database.read)) {
      // The ones before it have taken their time: it may have been sent, or have ended, meanwhile.
      const refund = readRefund(database.read, id);
      if (isSending(id) || !isOpenRefund(refund.state)) continue;
      try {
        await tend(refund, provider, options);
      } catch (error) {
        if (signal.aborted) return;
        logger.error('A refund could not be looked up', { refund: refund.id, error: String(error) });
      }
      if (signal.aborted || options.signal?.aborted) return;
    }
    forgetEnded();
  };
  const forgetEnded = (): void => {
    const open = new Set(refundStore.open(database.read).map(({ id }) => id));
    for (const id of watched.keys()) if (!open.has(id)) watched.delete(id);
  };
  const lookUpDue: RefundLooker['lookUpDue'] = (provider, options) => {
    if (signal.aborted) return Promise.resolve();
    walking ??= walk(provider, options).finally(() => {
      walking = null;
      schedule();
    });
    return walking;
  };

  return { watch, look, lookUpDue, close: () => cancelTimer?.() };
}

function nextLookMs(sinceMs: number, nowMs: number): number {
  const age = nowMs - sinceMs;
  const early = EARLY_LOOKS_MS.find((at) => at > age);
  if (early !== undefined) return sinceMs + early;
  const again = nowMs + LOOK_AGAIN_MS;
  return age < UNKNOWN_LONG_MS ? Math.min(again, sinceMs + UNKNOWN_LONG_MS) : again;
}

function sentOf(parts: RefundParts, refund: RefundRow) {
  return {
    refundedBeforeMinor: refund.refunded_before_minor ?? 0,
    amountMinor: refund.amount_minor,
    paidMinor: paidMinorOf(parts, refund),
  };
}

function toldMinor({ givenMinor, tellsAmount }: RefundSight): number | null {
  return tellsAmount || givenMinor > 0 ? givenMinor : null;
}
