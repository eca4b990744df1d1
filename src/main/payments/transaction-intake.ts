import { isFinalTransaction, isOwnReference, type ProviderTransaction } from '../../domain/payment.ts';
import { raiseAttention, takeInLinkless } from './attention.ts';
import { foreignStore } from './foreign-store.ts';
import { Intake } from './intake.ts';
import { envOf, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { type TransactionRow, transactionStore } from './transaction-store.ts';

/** Whose a row of the list turned out to be (PAY-10). */
export type Belonging = 'ours' | 'foreign';

/**
 * Takes in what the provider says of one transaction and does what follows from it, in one database
 * transaction: state, timeline, tender, receipt, sale, journal, outbox, Attention.
 *
 * Taking the same thing in twice changes nothing; something older than what is known is ignored.
 */
export function takeIn(parts: PaymentParts, told: ProviderTransaction): Belonging {
  const { database, provider } = parts;
  const attempt = findAttempt(parts, told);
  if (!attempt) return takeStranger(parts, told);
  if (told.kind === 'payout') return 'ours';
  // A row that names no currency is in that of the code that it names.
  const transaction = { ...told, currency: told.currency ?? attempt.currency };
  if (!isNews(transactionStore.find(database.read, provider, transaction.id), transaction)) return 'ours';
  const after = database.write((db) => new Intake(parts, db, attempt, transaction).apply());
  announce(parts, attempt, after);
  return 'ours';
}

/** By the link that it names, by our reference, by its own id, or by the payment that it gives back. */
export function findAttempt({ database, provider, links }: PaymentParts, transaction: ProviderTransaction) {
  const { read } = database;
  const { linkId, ownReference, parentId, id, kind } = transaction;
  if (linkId !== null) {
    const attempt = paymentStore.findByProviderPayment(read, provider, linkId);
    if (attempt) return attempt;
  }
  // A refund may repeat the reference of what it gives back; it is no payment all the same.
  if (ownReference !== null) {
    const attempt = paymentStore.findByReference(read, provider, ownReference);
    if (attempt) return attempt;
  }
  const known = transactionStore.find(read, provider, id);
  if (known) return paymentStore.find(read, known.attempt_id);
  if (kind === 'refund' && parentId !== null) {
    const parent = transactionStore.find(read, provider, parentId);
    return parent ? paymentStore.find(read, parent.attempt_id) : undefined;
  }
  const givenBack = links.attemptGivenBack(transaction);
  if (givenBack !== null) return paymentStore.find(read, givenBack);
  return paymentStore.findByProviderPayment(read, provider, id);
}

/** A row that points at no attempt: foreign, possibly ours, or ours and unmatched. */
function takeStranger(parts: PaymentParts, transaction: ProviderTransaction): Belonging {
  const { kind, status, linkId, ownReference } = transaction;
  if (isOwnReference(ownReference, parts.registerCode)) {
    const isMoney = (kind === 'payment' || kind === 'link') && status === 'charged';
    const subject = { ...transaction, currency: transaction.currency ?? parts.currency };
    const isOfMode = transaction.env === null || transaction.env === envOf(parts.mode);
    if (isMoney) raiseAttention(parts, null, isOfMode ? 'unmatched' : 'env_differs', subject);
    return 'ours';
  }
  if (parts.links.takeIn(transaction)) {
    forgetForeign(parts, transaction.id);
    if (parts.links.isUnexplainedRefund(transaction)) raiseAttention(parts, null, 'taken_back', transaction);
    return 'ours';
  }
  if (linkId === null && takeInLinkless(parts, transaction)) return 'ours';
  return 'foreign';
}

/** Its link was taken over since it was seen first. */
function forgetForeign({ database, provider }: PaymentParts, id: string): void {
  if (!foreignStore.isKept(database.read, provider, id)) return;
  database.write((db) => foreignStore.forget(db, provider, id));
}

/** The provider does not know a transaction any more that it once showed: nobody is paying with it. */
export function takeGone(parts: PaymentParts, row: TransactionRow): void {
  const attempt = paymentStore.find(parts.database.read, row.attempt_id);
  takeIn(parts, {
    id: row.id,
    linkId: attempt?.way === 'link' ? attempt.provider_payment_id : null,
    ownReference: attempt?.reference ?? null,
    kind: row.kind,
    status: 'cancelled',
    rawStatus: 'gone',
    amountMinor: row.amount_minor,
    currency: row.currency,
    amountWithFeeMinor: row.amount_with_fee_minor,
    amountDestMinor: row.amount_dest_minor,
    env: row.env,
    startedAt: row.started_at,
    errorDescription: null,
    parentId: row.parent_id,
    refundedMinor: row.refunded_minor,
  });
}

function isNews(known: TransactionRow | undefined, transaction: ProviderTransaction): boolean {
  if (!known) return true;
  if (isFinalTransaction(known.status) && !isFinalTransaction(transaction.status)) return false;
  if (known.status === 'refunded' && transaction.status === 'charged') return false;
  return (
    known.raw_status !== transaction.rawStatus ||
    known.amount_minor !== transaction.amountMinor ||
    known.currency !== transaction.currency ||
    known.env !== transaction.env ||
    known.kind !== transaction.kind ||
    known.amount_with_fee_minor !== transaction.amountWithFeeMinor ||
    known.amount_dest_minor !== transaction.amountDestMinor ||
    (known.refunded_minor ?? 0) < (transaction.refundedMinor ?? 0)
  );
}

function announce({ events, sales }: PaymentParts, before: AttemptRow, after: AttemptRow): void {
  const payload = { saleId: after.sale_id, attemptId: after.id };
  events.emit({ name: 'payment.changed', payload });
  if (after.state !== before.state) events.emit({ name: 'sale.changed', payload: { saleId: after.sale_id } });
  const isPaidNow = after.state === 'paid' && before.state !== 'paid';
  // The counter rejoices in its own sales only, not in a proof.
  if (isPaidNow && sales.view(after.sale_id).purpose === 'counter') {
    events.emit({ name: 'payment.paid', payload });
  }
  events.emit({ name: 'attention.changed', payload: {} });
}
