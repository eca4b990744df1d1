import { isLive } from '../../domain/payment.ts';
import type { CallOptions, PaymentProvider, ProviderProblem } from '../ports.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { tellEnded } from './ended.ts';
import { isoAt, PAYING_LONG_MS, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';

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
    const answer = await provider.cancelPayment(attempt.provider_payment_id ?? '', options);
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
    const answer = await provider.readPayment(attempt.provider_payment_id ?? '', options);
    if (options.signal?.aborted) return;
    connections.note(answer);
    if (answer.kind !== 'ok') return;
    if (!answer.value.exists) {
      record(attempt.id, { kind: 'link_gone' }, { changes: { link_removed_at: parts.now() } });
      return;
    }
    const resumed = record(attempt.id, { kind: 'link_still_there' }, { event: { kind: 'close_resumed' } });
    await remove(resumed, provider, options);
  };

  return {
    expireDue: () => {
      for (const attempt of paymentStore.live(database.read)) {
        if (attempt.state !== 'open' || !deadlines.isPast(attempt)) continue;
        const entry = { kind: 'close_requested', detail: { reason: 'expired' } };
        record(attempt.id, entry, { event: { kind: 'close_requested', reason: 'expired' } });
      }
    },
    takeBack: async (provider, options) => {
      for (const attempt of paymentStore.live(database.read)) {
        const done = attempt.link_removed_at !== null || attempt.link_left_at !== null;
        if (done || busy.has(attempt.id)) continue;
        busy.add(attempt.id);
        try {
          if (attempt.state === 'closing') await remove(attempt, provider, options);
          if (attempt.state === 'unknown') await lookUp(attempt, provider, options);
        } finally {
          busy.delete(attempt.id);
        }
      }
    },
    removedLinks: () => {
      const closing = paymentStore
        .live(database.read)
        .filter(
          ({ state, link_removed_at: removed, link_left_at: left }) =>
            (state === 'closing' || state === 'unknown') && (removed !== null || left !== null),
        );
      return new Set(closing.map(({ id }) => id));
    },
    confirm: (attemptIds) => {
      const since = isoAt(clock.now() - PAYING_LONG_MS);
      for (const { id } of paymentStore.live(database.read)) {
        if (!attemptIds.has(id) || paymentStore.isPayerBusy(database.read, id, since)) continue;
        announce(
          parts,
          database.write((db) => end(parts, db, readAttempt(db, id))),
        );
      }
    },
    cleanUp: async (provider, { signal, stop }) => {
      for (const attempt of paymentStore.withLinkLeft(database.read)) {
        if (stop() || isLive(attempt.state)) return;
        if (!(await remove(attempt, provider, { priority: 'discovery', signal }))) return;
      }
    },
  };
}

function announce({ events }: PaymentParts, { id, sale_id: saleId }: AttemptRow): void {
  events.emit({ name: 'payment.changed', payload: { saleId, attemptId: id } });
  events.emit({ name: 'sale.changed', payload: { saleId } });
}

/**
 * When codes expire: by the time on the wall, or by a clock that only grows, whichever comes first; a wall
 * clock that is put back must not keep a code alive for hours.
 */
function createDeadlines({ clock }: PaymentParts): { isPast(attempt: AttemptRow): boolean } {
  const grown = new Map<string, number>();
  return {
    isPast: ({ id, expires_at: expiresAt }) => {
      if (expiresAt === null) return false;
      const left = Math.max(0, Date.parse(expiresAt) - clock.now());
      const deadline = Math.min(grown.get(id) ?? Number.POSITIVE_INFINITY, clock.monotonic() + left);
      grown.set(id, deadline);
      if (clock.monotonic() < deadline) return false;
      grown.delete(id);
      return true;
    },
  };
}

/** A refusal that asking again will not change; a key may be replaced, and slowing down ends. */
function isFinalRefusal(reason: ProviderProblem['reason']): boolean {
  return reason === 'forbidden' || reason === 'rejected' || reason === 'organization';
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
  // A cashier who cancelled knows it; an expiry happened by itself and has to be shown.
  if (ended.state === 'expired') tellEnded(parts, db, attempt);
  else parts.sales.bringForward(db, attempt.sale_id);
  parts.journal.append(db, {
    kind: 'payment.ended',
    subjectId: attempt.id,
    payload: { sale: attempt.sale_id, state: ended.state },
  });
  return ended;
}
