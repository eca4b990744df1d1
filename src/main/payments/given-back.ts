import type { ReadHandle } from '../database/handles.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { type TransactionRow, transactionStore } from './transaction-store.ts';

type Parts = Pick<PaymentParts, 'sales' | 'provider' | 'refunds'>;

/**
 * What the provider is known to have given back of a payment, in minor units: by its own word, by its status, or
 * by the rows of type refund, whichever says more.
 *
 * A row may name only the code, and a code may have been paid more than once: what we gave back of its other
 * payments is not taken for this one's, and what somebody else gave back is counted once.
 */
export function refundedOf(parts: Parts, db: ReadHandle, payment: TransactionRow): number {
  const told = toldOf(payment);
  const { named, nameless } = transactionStore.refundRowsSums(db, payment.attempt_id, payment.id);
  if (nameless === 0) return Math.max(told, named);
  const own = (id: string): number => parts.refunds.ownRefundedMinor(db, id);
  const money = moneyOf(parts, db, payment.attempt_id);
  const others = money.filter(({ id }) => id !== payment.id);
  const left = Math.max(
    0,
    others.reduce((rest, { id }) => rest - own(id), nameless),
  );
  const isFirst = money.length === 0 || money[0]?.id === payment.id;
  return Math.max(told, named + (isFirst ? left : Math.min(left, own(payment.id))));
}

/**
 * What has surely gone back of this very payment, in minor units: never more than `refundedOf`, which says what may
 * have. A row that names only the code proves nothing where the code may have been paid more than once: nobody can
 * tell which payment it gives back.
 */
export function surelyRefundedOf(db: ReadHandle, payment: TransactionRow): number {
  const { named, nameless } = transactionStore.refundRowsSums(db, payment.attempt_id, payment.id);
  return Math.max(toldOf(payment), named + (mayBePaidBeside(db, payment) ? 0 : nameless));
}

/** Whether its code may have brought other money: what was not over when it was last seen may be paid by now. */
function mayBePaidBeside(db: ReadHandle, { id, attempt_id: attemptId }: TransactionRow): boolean {
  return transactionStore
    .ofAttempt(db, attemptId)
    .some(
      (row) =>
        row.id !== id && row.kind !== 'refund' && row.status !== 'declined' && row.status !== 'cancelled',
    );
}

/** By the payment's own word, else by its status. */
function toldOf({ refunded_minor: told, status, amount_minor: amountMinor }: TransactionRow): number {
  return told ?? (status === 'refunded' ? (amountMinor ?? 0) : 0);
}

/** The payments of an attempt that brought money, what settled a sale first. */
export function moneyOf(
  { sales, provider }: Parts,
  db: ReadHandle,
  attemptId: string,
): readonly TransactionRow[] {
  const money = transactionStore
    .ofAttempt(db, attemptId)
    .filter(({ kind, status }) => kind !== 'refund' && (status === 'charged' || status === 'refunded'));
  const settled = money.find(({ id }) => sales.acceptedBy(db, provider, id) !== null);
  return settled ? [settled, ...money.filter(({ id }) => id !== settled.id)] : money;
}

/**
 * Whether an attempt stands on this money: only that moves it. Other money may come and go beside it: a second
 * payment of its code, even where that was taken for another sale.
 */
export function standsOn(
  { sales, provider }: Pick<PaymentParts, 'sales' | 'provider'>,
  db: ReadHandle,
  attempt: Pick<AttemptRow, 'id' | 'sale_id'>,
  transactionId: string,
): boolean {
  if (sales.saleSettledBy(db, provider, transactionId) === attempt.sale_id) return true;
  const isSettled = sales
    .standing(attempt.sale_id)
    .some((tender) => tender.attempt_id === attempt.id && tender.accepted_transaction_id !== null);
  return !isSettled && paymentStore.broughtBy(db, attempt.id) === transactionId;
}
