import { randomUUID } from 'node:crypto';
import type { FourPayBooks } from '../books.ts';
import type { FourPayContext } from '../context.ts';
import { type TransactionRecord, isPaymentRow } from '../transaction-record.ts';

/** That a payment of a customer got another status. */
export interface WebhookEvent {
  readonly id: string;
  /** By the sandbox's clock. */
  readonly atMs: number;
  /** The payment as it was then. */
  readonly row: TransactionRecord;
}

const keptEvents = 10_000;

/** What happened since the sandbox started, oldest first; the newest of it. */
export interface EventLog {
  list(): readonly WebhookEvent[];
  add(event: WebhookEvent): void;
}

/** Makes an empty log. */
export function createEventLog(): EventLog {
  const events: WebhookEvent[] = [];
  return {
    list: () => events,
    add: (event) => {
      events.push(event);
      if (events.length > keptEvents) events.shift();
    },
  };
}

/** Books that tell when a payment got another status, once it is written. Refunds and payouts are not told. */
export function tellingBooks(
  books: FourPayBooks,
  clock: FourPayContext['clock'],
  tell: (event: WebhookEvent) => void,
): FourPayBooks {
  return {
    ...books,
    putTransaction: (row) => {
      const before = books.transaction(row.id)?.status;
      books.putTransaction(row);
      if (row.status !== before && isPaymentRow(row)) tell({ id: randomUUID(), atMs: clock.now(), row });
    },
  };
}
