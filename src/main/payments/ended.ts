import type { WriteHandle } from '../database/handles.ts';
import { outboxStore } from './outbox-store.ts';
import type { PaymentParts } from './payment-parts.ts';
import type { AttemptRow } from './payment-store.ts';

/** An attempt has ended without money, and the cashier has yet to see it: its sale comes back in front. */
export function tellEnded(parts: PaymentParts, db: WriteHandle, attempt: AttemptRow): void {
  // A proof has a screen of its own, and its sale is no business of the counter's.
  if (parts.sales.view(attempt.sale_id).purpose === 'proof') return;
  outboxStore.add(db, 'payment.ended', attempt.id, parts.now());
  parts.sales.bringForward(db, attempt.sale_id);
}
