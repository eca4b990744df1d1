import { AppError } from '../../contract/errors.ts';
import { isPayable } from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import type { AttemptChanges, AttemptRow } from './payment-store.ts';

/** How long a link may be paid that was sent to a customer who is elsewhere, in milliseconds. */
export const DAY_MS = 24 * 60 * 60_000;

/**
 * Sets the timer of a code anew: to the shop's minutes, or to a day where it waits for a customer who is elsewhere.
 * @throws AppError where the code is not alive, or its page ends by itself
 */
export function extendCode(parts: PaymentParts, attemptId: string): AttemptRow {
  return parts.database.write((db) => {
    const attempt = readLink(db, attemptId);
    const minutes = parts.settings.get().linkLifetimeMinutes * 60_000;
    const lifetime = attempt.day_long === 1 ? DAY_MS : minutes;
    return setTimer(parts, db, attempt, { kind: 'extended', lifetime });
  });
}

/**
 * The code of a sale whose customer is not at the counter: it may be paid for a day, and the sale waits for it
 * beside the shift.
 * @throws AppError where the code is not alive, or its page ends by itself
 */
export function keepForDay(parts: PaymentParts, attemptId: string): AttemptRow {
  return parts.database.write((db) => {
    const attempt = readLink(db, attemptId);
    if (parts.sales.view(attempt.sale_id).purpose === 'proof') {
      throw new AppError('PAYMENT_NOT_EXTENDABLE', 'A proof is paid at once');
    }
    return setTimer(parts, db, attempt, { kind: 'kept_for_day', lifetime: DAY_MS, changes: { day_long: 1 } });
  });
}

function readLink(db: WriteHandle, attemptId: string): AttemptRow {
  const attempt = readAttempt(db, attemptId);
  if (!isPayable(attempt.state)) throw new AppError('PAYMENT_NOT_LIVE', 'This code is not alive');
  if (attempt.way !== 'link') {
    throw new AppError('PAYMENT_NOT_EXTENDABLE', 'The provider ends this page by itself: make a new code');
  }
  return attempt;
}

interface Timer {
  readonly kind: 'extended' | 'kept_for_day';
  /** Milliseconds from now. */
  readonly lifetime: number;
  readonly changes?: AttemptChanges;
}

function setTimer(
  parts: PaymentParts,
  db: WriteHandle,
  attempt: AttemptRow,
  { kind, lifetime, changes }: Timer,
): AttemptRow {
  const expiresAt = isoAt(parts.clock.now() + lifetime);
  parts.journal.append(db, { kind: 'payment.extended', subjectId: attempt.id, payload: { expiresAt } });
  const entry = { kind, detail: { until: expiresAt } };
  return recordAttempt(db, attempt, parts.now(), entry, { changes: { ...changes, expires_at: expiresAt } });
}
