import { type AttemptEvent, advance, type CloseReason, isLive } from '../../domain/payment.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptChanges, type AttemptRow, paymentStore } from './payment-store.ts';

/** What is written into an attempt's timeline. No payer URL and no secret goes in. */
export interface TimelineEntry {
  readonly kind: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Moves an attempt along the state machine and writes its timeline, inside the caller's transaction: the only
 * way in which the state of an attempt changes.
 * @returns the attempt as it stands afterwards
 */
export function recordAttempt(
  db: WriteHandle,
  attempt: AttemptRow,
  at: string,
  entry: TimelineEntry,
  { event, changes = {} }: { readonly event?: AttemptEvent; readonly changes?: AttemptChanges } = {},
): AttemptRow {
  const before = { state: attempt.state, closeReason: attempt.close_reason };
  const after = event ? advance(before, event) : before;
  const ends = isLive(before.state) && !isLive(after.state);
  paymentStore.update(db, attempt.id, after.state, after.closeReason, {
    ...changes,
    ...(ends ? { ended_at: at } : {}),
  });
  paymentStore.addEvent(db, {
    attempt_id: attempt.id,
    at,
    kind: entry.kind,
    state: after.state,
    detail: JSON.stringify(entry.detail ?? {}),
  });
  return readAttempt(db, attempt.id);
}

/** Puts the end of a code that was given up into the journal, whichever way it came. */
export function journalEnd(
  { journal }: Pick<PaymentParts, 'journal'>,
  db: WriteHandle,
  { id, sale_id: sale, state }: AttemptRow,
): void {
  if (state !== 'cancelled' && state !== 'expired' && state !== 'replaced') return;
  journal.append(db, { kind: 'payment.ended', subjectId: id, payload: { sale, state } });
}

/** Wishes an attempt taken back; one that is being taken back already, or has ended, stays as it is. */
export function requestClose(
  { now }: { readonly now: () => string },
  db: WriteHandle,
  attempt: AttemptRow,
  reason: CloseReason,
  detail: NonNullable<TimelineEntry['detail']> = {},
): AttemptRow {
  const event = { kind: 'close_requested', reason } as const;
  const before = { state: attempt.state, closeReason: attempt.close_reason };
  if (advance(before, event) === before) return attempt;
  const entry = { kind: 'close_requested', detail: { ...detail, reason } };
  return recordAttempt(db, attempt, now(), entry, { event });
}

/**
 * The cashier cancels. A code that is being taken back already, to be replaced, ends without another one.
 */
export function requestCancel(
  clock: { readonly now: () => string },
  db: WriteHandle,
  attempt: AttemptRow,
): AttemptRow {
  if (!isLive(attempt.state) || !isAnotherWanted(db, attempt)) {
    return requestClose(clock, db, attempt, 'cancelled');
  }
  return recordAttempt(db, attempt, clock.now(), {
    kind: 'close_requested',
    detail: { reason: 'cancelled' },
  });
}

/** Whether a code was last wished to be taken back in order to make another. */
export function isAnotherWanted(db: ReadHandle, { id, close_reason: reason }: AttemptRow): boolean {
  if (reason !== 'replaced') return false;
  const detail: unknown = JSON.parse(paymentStore.lastCloseDetail(db, id) ?? '{}');
  return typeof detail === 'object' && detail !== null && 'reason' in detail && detail.reason === 'replaced';
}

/** @throws Error when there is no such attempt: ids come from our own rows */
export function readAttempt(db: Parameters<typeof paymentStore.find>[0], id: string): AttemptRow {
  const row = paymentStore.find(db, id);
  if (!row) throw new Error('The attempt is gone');
  return row;
}
