import { AppError } from '../../contract/errors.ts';
import { isPayable } from '../../domain/payment.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import type { AttemptRow } from './payment-store.ts';

/** How long a link may be paid that was sent to a customer who is elsewhere, in milliseconds. */
export const DAY_MS = 24 * 60 * 60_000;

/**
 * The code of a sale whose customer is not at the counter: it may be paid for a day, and the sale waits for it
 * beside the shift.
 * @throws AppError where the code is not alive, or its page ends by itself
 */
export function keepForDay(parts: PaymentParts, attemptId: string): AttemptRow {
  return parts.database.write((db) => {
    const attempt = readAttempt(db, attemptId);
    if (!isPayable(attempt.state)) throw new AppError('PAYMENT_NOT_LIVE', 'This code is not alive');
    if (attempt.way !== 'link') {
      throw new AppError(
        'PAYMENT_NOT_EXTENDABLE',
        'The provider ends this page by itself: it cannot wait a day',
      );
    }
    if (parts.sales.view(attempt.sale_id).purpose === 'proof') {
      throw new AppError('PAYMENT_NOT_EXTENDABLE', 'A proof is paid at once');
    }
    const expiresAt = isoAt(parts.clock.now() + DAY_MS);
    parts.journal.append(db, { kind: 'payment.extended', subjectId: attempt.id, payload: { expiresAt } });
    const entry = { kind: 'kept_for_day', detail: { until: expiresAt } };
    return recordAttempt(db, attempt, parts.now(), entry, {
      changes: { expires_at: expiresAt, day_long: 1 },
    });
  });
}
