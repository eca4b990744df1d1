import { AppError } from '../../contract/errors.ts';
import { isLive } from '../../domain/payment.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { outboxStore } from './outbox-store.ts';
import type { PaymentParts } from './payment-parts.ts';
import type { AttemptRow } from './payment-store.ts';

/**
 * Hands the goods over before the money was seen: the sale is completed on the customer's word, with a claimed
 * tender. The code stays as it is and is watched; money that comes confirms the claim, and a code that ends
 * unpaid is raised.
 * @throws AppError when the code is not alive, or the sale is completed
 */
export function claim(parts: PaymentParts, attempt: AttemptRow, reason: string): AttemptRow {
  return parts.database.write((db) => {
    const present = readAttempt(db, attempt.id);
    if (!isLive(present.state) || present.payer_url === null) {
      throw new AppError('PAYMENT_NOT_LIVE', 'This code is not alive: nothing can be awaited on it');
    }
    if (parts.sales.view(present.sale_id).purpose === 'proof') {
      throw new AppError('PAYMENT_NOT_LIVE', 'A proof hands nothing over');
    }
    if (parts.sales.view(present.sale_id).state !== 'open') {
      throw new AppError('ALREADY_CLAIMED', 'The sale is completed');
    }
    if (parts.sales.remaining(db, present.sale_id).amountMinor !== present.amount_minor) {
      throw new AppError(
        'PAYMENT_NOT_LIVE',
        'This code pays a part: the goods stay here until the rest is paid',
      );
    }
    const settlement = {
      kind: 'payment',
      amountMinor: present.amount_minor,
      attemptId: present.id,
      provider: parts.provider,
      providerTransactionId: null,
    } as const;
    if (parts.sales.settle(db, present.sale_id, settlement) !== 'completed') {
      throw new AppError('ALREADY_CLAIMED', 'The sale is completed');
    }
    const at = parts.now();
    parts.journal.append(db, {
      kind: 'sale.claimed',
      subjectId: present.sale_id,
      payload: { attempt: present.id, amount: present.amount_minor },
    });
    outboxStore.add(db, 'payment.claimed', present.id, at);
    return recordAttempt(db, present, at, { kind: 'claimed', detail: { reason } });
  });
}
