import { isLive } from '../../domain/payment.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { recordAttempt } from './attempt-ledger.ts';
import { tellEnded } from './ended.ts';
import { outboxStore } from './outbox-store.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';

/** The payment in front of the cashier: PAID first, then what is alive, then what ended unseen. */
export function currentAttempt(parts: PaymentParts, read: ReadHandle): AttemptRow | undefined {
  for (const topic of ['payment.claimed', 'payment.paid'] as const) {
    const [seen] = outboxStore.waiting(read, topic);
    if (seen !== undefined) return paymentStore.find(read, seen);
  }
  const sale = parts.sales.current();
  const latest = sale ? paymentStore.latestOfSale(read, sale.id) : undefined;
  if (!latest) return undefined;
  const unseen = outboxStore.waiting(read, 'payment.ended').includes(latest.id);
  return isLive(latest.state) || unseen ? latest : undefined;
}

/**
 * After a kill nobody waits for the answer to a create. Nobody has seen the URL of a link: it is lost, by
 * definition. A hosted payment may be there under our reference: unknown, until it is found.
 */
export function endInterrupted(parts: PaymentParts, db: WriteHandle, attempt: AttemptRow): AttemptRow {
  const at = parts.now();
  const detail = { reason: 'restart' };
  if (attempt.way === 'hosted') {
    const entry = { kind: 'create_unknown', detail };
    return recordAttempt(db, attempt, at, entry, { event: { kind: 'create_unknown' } });
  }
  tellEnded(parts, db, attempt);
  return recordAttempt(db, attempt, at, { kind: 'create_lost', detail }, { event: { kind: 'create_lost' } });
}
