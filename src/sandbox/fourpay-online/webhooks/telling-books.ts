import { randomUUID } from 'node:crypto';
import type { WebhookEvent } from '../../webhooks/event-log.ts';
import type { FourPayBooks } from '../books.ts';
import type { FourPayContext } from '../context.ts';
import { type TransactionRecord, isPaymentRow } from '../transaction-record.ts';

/** That a payment of a customer got another status. */
export interface FourPayEvent extends WebhookEvent {
  /** The payment as it was then. */
  readonly row: TransactionRecord;
}

/** Books that tell when a payment got another status, once it is written. Refunds and payouts are not told. */
export function tellingBooks(
  books: FourPayBooks,
  clock: FourPayContext['clock'],
  tell: (event: FourPayEvent) => void,
): FourPayBooks {
  return {
    ...books,
    putTransaction: (row) => {
      const before = books.transaction(row.id)?.status;
      books.putTransaction(row);
      if (row.status === before || !isPaymentRow(row)) return;
      tell({ id: randomUUID(), atMs: clock.now(), paymentId: row.id, status: row.status, row });
    },
  };
}
