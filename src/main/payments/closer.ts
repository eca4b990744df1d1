import { isLive } from '../../domain/payment.ts';
import type { CallOptions, PaymentProvider } from '../ports.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { outboxStore } from './outbox-store.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';

/** Takes links back: deleted at the provider, then confirmed gone and unpaid (PAY-4). */
export interface Closer {
  /** Closes what has outlived its lifetime. The timer never ends an attempt on which a payer is busy. */
  expireDue(): void;
  /** Deletes the links of attempts that are closing, and looks up those whose delete was not answered. */
  takeBack(provider: PaymentProvider, options: CallOptions): Promise<void>;
  /** Ends the closing attempts whose link is gone, after a look at the list that began later than that. */
  confirm(removedBefore: string): void;
  /** Deletes the links of paid and refused attempts: nothing else stops the same QR from being paid again. */
  cleanUp(provider: PaymentProvider, signal: AbortSignal): Promise<void>;
}

export function createCloser(parts: PaymentParts): Closer {
  const { database, connections, events } = parts;
  const announce = ({ id, sale_id: saleId }: AttemptRow): void => {
    events.emit({ name: 'payment.changed', payload: { saleId, attemptId: id } });
    events.emit({ name: 'sale.changed', payload: { saleId } });
  };
  const record = (id: string, ...rest: RecordRest): AttemptRow => {
    const after = database.write((db) => recordAttempt(db, readAttempt(db, id), parts.now(), ...rest));
    announce(after);
    return after;
  };
  const noteRemoved = (id: string, kind: string): AttemptRow =>
    record(id, { kind }, { changes: { link_removed_at: parts.now() } });

  const remove = async (
    attempt: AttemptRow,
    provider: PaymentProvider,
    options: CallOptions,
  ): Promise<void> => {
    const answer = await provider.cancelPayment(attempt.provider_payment_id ?? '', options);
    // The program is ending: the delete will be looked at again when it starts.
    if (options.signal?.aborted) return;
    connections.note(answer);
    if (answer.kind === 'ok') {
      noteRemoved(attempt.id, 'link_removed');
      return;
    }
    const detail = { reason: answer.problem.reason, status: answer.problem.status };
    if (attempt.state === 'closing') {
      const entry = { kind: 'close_unanswered', detail };
      record(attempt.id, entry, { event: { kind: 'close_unanswered' } });
    }
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
      noteRemoved(attempt.id, 'link_gone');
      return;
    }
    const resumed = record(attempt.id, { kind: 'link_still_there' }, { event: { kind: 'close_resumed' } });
    await remove(resumed, provider, options);
  };

  return {
    expireDue: () => {
      const now = parts.now();
      for (const attempt of paymentStore.live(database.read)) {
        if (attempt.state !== 'open' || attempt.expires_at === null || attempt.expires_at > now) continue;
        const entry = { kind: 'close_requested', detail: { reason: 'expired' } };
        record(attempt.id, entry, { event: { kind: 'close_requested', reason: 'expired' } });
      }
    },
    takeBack: async (provider, options) => {
      for (const attempt of paymentStore.live(database.read)) {
        if (attempt.link_removed_at !== null) continue;
        if (attempt.state === 'closing') await remove(attempt, provider, options);
        if (attempt.state === 'unknown') await lookUp(attempt, provider, options);
      }
    },
    confirm: (removedBefore) => {
      for (const attempt of paymentStore.live(database.read)) {
        const { link_removed_at: removedAt, state } = attempt;
        const gone = removedAt !== null && removedAt <= removedBefore;
        const closing = state === 'closing' || state === 'unknown';
        if (!gone || !closing || paymentStore.isPayerBusy(database.read, attempt.id)) continue;
        announce(database.write((db) => end(parts, db, readAttempt(db, attempt.id))));
      }
    },
    cleanUp: async (provider, signal) => {
      for (const attempt of paymentStore.withLinkLeft(database.read)) {
        if (isLive(attempt.state)) continue;
        await remove(attempt, provider, { priority: 'discovery', signal });
      }
    },
  };
}

type RecordRest = [
  entry: Parameters<typeof recordAttempt>[3],
  change?: NonNullable<Parameters<typeof recordAttempt>[4]>,
];

function end(parts: PaymentParts, db: Parameters<typeof recordAttempt>[0], attempt: AttemptRow): AttemptRow {
  const at = parts.now();
  const ended = recordAttempt(
    db,
    attempt,
    at,
    { kind: 'close_confirmed' },
    {
      event: { kind: 'close_confirmed' },
    },
  );
  // A cashier who cancelled knows it; an expiry happened by itself and has to be shown.
  if (ended.state === 'expired') outboxStore.add(db, 'payment.ended', attempt.id, at);
  parts.journal.append(db, {
    kind: 'payment.ended',
    subjectId: attempt.id,
    payload: { sale: attempt.sale_id, state: ended.state },
  });
  return ended;
}
