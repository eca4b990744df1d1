import { isLive } from '../../domain/payment.ts';
import type { CallOptions, PaymentProvider, PaymentRef, ProviderAnswer, ProviderProblem } from '../ports.ts';
import { addAttention } from './attention.ts';
import { isAnotherWanted, journalEnd, readAttempt, recordAttempt, requestClose } from './attempt-ledger.ts';
import { tellEnded } from './ended.ts';
import { outboxStore } from './outbox-store.ts';
import { DAY_MS } from './day-links.ts';
import { busySpan, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { transactionStore } from './transaction-store.ts';

/** Takes links back: deleted at the provider, then confirmed gone and unpaid (PAY-4). */
export interface Closer {
  /** Closes what has outlived its lifetime. The timer never ends an attempt on which a payer is busy. */
  expireDue(): void;
  /** Deletes the links of attempts that are closing, and looks up those whose delete was not answered. */
  takeBack(provider: PaymentProvider, options: CallOptions): Promise<void>;
  /** The closing attempts whose link is gone by now: a look that begins later may confirm them. */
  removedLinks(): ReadonlySet<string>;
  /** Ends closing attempts of which everything is known. */
  confirm(attemptIds: ReadonlySet<string>): void;
  /** Deletes the links of paid and refused attempts: nothing else stops the same QR from being paid again. */
  cleanUp(
    provider: PaymentProvider,
    options: { readonly signal: AbortSignal; readonly stop: () => boolean },
  ): Promise<void>;
}

export function createCloser(parts: PaymentParts): Closer {
  const { database, connections, clock } = parts;
  const deadlines = createDeadlines(parts);
  /** Deletes under way: a cashier's cancel does not wait for the look that is running. */
  const busy = new Set<string>();
  /** Ended attempts whose link could not be deleted, and when that was tried last. */
  const failed = new Map<string, number>();
  const record = (id: string, ...rest: RecordRest): AttemptRow => {
    const after = database.write((db) => recordAttempt(db, readAttempt(db, id), parts.now(), ...rest));
    announce(parts, after);
    return after;
  };

  /** @returns whether the link needs no more asking: it is gone, or the provider refuses for good */
  const remove = async (
    attempt: AttemptRow,
    provider: PaymentProvider,
    options: CallOptions,
  ): Promise<boolean> => {
    const answer = await provider.cancelPayment(refOf(attempt), options);
    // The program is ending: the delete will be looked at again when it starts.
    if (options.signal?.aborted) return false;
    connections.note(answer);
    if (answer.kind === 'ok') {
      record(attempt.id, { kind: 'link_removed' }, { changes: { link_removed_at: parts.now() } });
      return true;
    }
    const detail = { reason: answer.problem.reason, status: answer.problem.status };
    if (answer.kind === 'rejected' && isFinalRefusal(answer.problem.reason)) {
      // It cannot be taken back here. The code is off every screen; money on it is raised, not awaited.
      record(attempt.id, { kind: 'link_left', detail }, { changes: { link_left_at: parts.now() } });
      return true;
    }
    if (paymentStore.find(database.read, attempt.id)?.state === 'closing') {
      record(attempt.id, { kind: 'close_unanswered', detail }, { event: { kind: 'close_unanswered' } });
    }
    return false;
  };

  /** A delete that was not answered is left only by looking: the link is gone, or is deleted again (PAY-3). */
  const lookUp = async (
    attempt: AttemptRow,
    provider: PaymentProvider,
    options: CallOptions,
  ): Promise<void> => {
    const answer = await provider.readPayment(refOf(attempt), options);
    if (options.signal?.aborted) return;
    connections.note(answer);
    if (answer.kind !== 'ok') {
      // Here nothing can be looked up: to delete what may be gone does no harm.
      if (isUnreadable(answer)) await remove(attempt, provider, options);
      return;
    }
    if (!answer.value.exists) {
      record(attempt.id, { kind: 'link_gone' }, { changes: { link_removed_at: parts.now() } });
      return;
    }
    const resumed = record(attempt.id, { kind: 'link_still_there' }, { event: { kind: 'close_resumed' } });
    await remove(resumed, provider, options);
  };

  return {
    expireDue: () => {
      const live = paymentStore.liveAt(database.read, parts.provider);
      deadlines.keep(new Set(live.map(({ id }) => id)));
      for (const attempt of live) {
        // Asked of busy ones as well: their time runs, whatever becomes of the clock meanwhile.
        const isPast = deadlines.isPast(attempt);
        if (attempt.state !== 'open' || !isPast) continue;
        announce(
          parts,
          database.write((db) => requestClose(parts, db, readAttempt(db, attempt.id), 'expired')),
        );
      }
    },
    takeBack: async (provider, options) => {
      for (const attempt of paymentStore.liveAt(database.read, provider.id)) {
        const done = attempt.link_removed_at !== null || attempt.link_left_at !== null;
        // Without an id there is nothing to name yet: a create of unknown end is asked for first.
        if (done || attempt.provider_payment_id === null || busy.has(attempt.id)) continue;
        busy.add(attempt.id);
        try {
          if (attempt.state === 'closing') await remove(attempt, provider, options);
          if (attempt.state === 'unknown' && attempt.close_reason !== null) {
            await lookUp(attempt, provider, options);
          }
        } finally {
          busy.delete(attempt.id);
        }
      }
    },
    removedLinks: () => {
      const closing = paymentStore
        .liveAt(database.read, parts.provider)
        .filter(
          ({ state, close_reason: reason, link_removed_at: removed, link_left_at: left }) =>
            (state === 'closing' || state === 'unknown') &&
            reason !== null &&
            (removed !== null || left !== null),
        );
      return new Set(closing.map(({ id }) => id));
    },
    confirm: (attemptIds) => {
      const span = busySpan(parts);
      for (const { id } of paymentStore.liveAt(database.read, parts.provider)) {
        if (!attemptIds.has(id) || transactionStore.isPayerBusy(database.read, id, span)) continue;
        announce(
          parts,
          database.write((db) => end(parts, db, readAttempt(db, id))),
        );
      }
    },
    cleanUp: async (provider, { signal, stop }) => {
      const left = paymentStore.withLinkLeft(database.read, provider.id);
      // One that cannot be deleted keeps no other alive: it comes last from then on.
      const order = [...left].sort((a, b) => (failed.get(a.id) ?? 0) - (failed.get(b.id) ?? 0));
      for (const attempt of order) {
        if (stop() || isLive(attempt.state)) return;
        const isGone = await remove(attempt, provider, { priority: 'discovery', signal });
        if (isGone) failed.delete(attempt.id);
        else {
          failed.set(attempt.id, clock.monotonic());
          return;
        }
      }
    },
  };
}

function refOf({ way, provider_payment_id: id }: AttemptRow): PaymentRef {
  return { way, id: id ?? '' };
}

function announce({ events }: PaymentParts, { id, sale_id: saleId }: AttemptRow): void {
  events.emit({ name: 'payment.changed', payload: { saleId, attemptId: id } });
  events.emit({ name: 'sale.changed', payload: { saleId } });
}

/** The longest life that a shop can give a code at the counter: what a clock says beyond it is wrong. */
const LONGEST_LIFE_MS = 60 * 60_000;

interface Deadlines {
  isPast(attempt: AttemptRow): boolean;
  /** Nothing is asked any more about any others. */
  keep(attemptIds: ReadonlySet<string>): void;
}

/**
 * When codes expire: by the time on the wall, or by a clock that only grows, whichever comes first; a wall
 * clock that is put back must not keep a code alive for hours.
 */
function createDeadlines({ clock }: PaymentParts): Deadlines {
  const grown = new Map<string, { readonly timer: string; readonly deadline: number }>();
  return {
    isPast: ({
      id,
      expires_at: timer,
      opened_at: openedAt,
      requested_at: requestedAt,
      day_long: dayLong,
    }) => {
      if (timer === null) return false;
      const longest = dayLong === 1 ? DAY_MS : LONGEST_LIFE_MS;
      const end = Date.parse(timer);
      // A clock that was put back while the till was off leaves no code more than its whole life; one that was put
      // back since the code was opened says nothing about that, nor does one that was wrong when it was extended.
      const whole = end - Date.parse(openedAt ?? requestedAt);
      const most = whole > 0 ? Math.min(whole, longest) : longest;
      const left = Math.max(0, Math.min(end - clock.now(), most));
      // A timer that was set anew is another one.
      const known = grown.get(id);
      const before = known?.timer === timer ? known.deadline : Number.POSITIVE_INFINITY;
      const deadline = Math.min(before, clock.monotonic() + left);
      grown.set(id, { timer, deadline });
      return clock.monotonic() >= deadline;
    },
    keep: (attemptIds) => {
      for (const id of grown.keys()) if (!attemptIds.has(id)) grown.delete(id);
    },
  };
}

/** A refusal that asking again will not change; a key may be replaced, and slowing down ends. */
function isFinalRefusal(reason: ProviderProblem['reason']): boolean {
  return reason === 'forbidden' || reason === 'rejected' || reason === 'organization';
}

/** The answer will not become one that tells: this deployment does not let a code be read. */
function isUnreadable(answer: Exclude<ProviderAnswer<unknown>, { kind: 'ok' }>): boolean {
  const { reason } = answer.problem;
  return answer.kind === 'rejected' ? isFinalRefusal(reason) : reason === 'malformed';
}

type RecordRest = [
  entry: Parameters<typeof recordAttempt>[3],
  change?: NonNullable<Parameters<typeof recordAttempt>[4]>,
];

function end(parts: PaymentParts, db: Parameters<typeof recordAttempt>[0], attempt: AttemptRow): AttemptRow {
  const at = parts.now();
  const entry = { kind: 'close_confirmed' };
  const ended = recordAttempt(db, attempt, at, entry, { event: { kind: 'close_confirmed' } });
  if (ended.state === attempt.state) return ended;
  const claim = parts.sales.claimAwaited(db, attempt.sale_id);
  if (claim?.attemptId === attempt.id) {
    // The goods are gone, and the code has ended unpaid.
    const { amountMinor, currency } = claim.amount;
    addAttention(parts, db, ended, 'claim_unpaid', { id: claim.id, amountMinor, currency });
    parts.events.emit({ name: 'attention.changed', payload: {} });
  }
  // A cashier who cancelled knows it; an expiry happened by itself and has to be shown.
  else if (ended.state === 'expired') tellEnded(parts, db, attempt);
  // Another code is owed, even if the power goes now.
  else if (isAnotherWanted(db, ended)) outboxStore.add(db, 'payment.replaced', attempt.id, at);
  else parts.sales.bringForward(db, attempt.sale_id);
  journalEnd(parts, db, ended);
  return ended;
}
