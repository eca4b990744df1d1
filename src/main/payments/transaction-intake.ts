import {
  compareWithTerms,
  isFinalTransaction,
  type MismatchedField,
  type ProviderTransaction,
} from '../../domain/payment.ts';
import type { AttentionView } from '../../contract/views.ts';
import type { WriteHandle } from '../database/handles.ts';
import { addAttention, takeInLinkless } from './attention.ts';
import { recordAttempt } from './attempt-ledger.ts';
import { outboxStore } from './outbox-store.ts';
import { isoAt, PAYING_LONG_MS, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore, type TransactionRow } from './payment-store.ts';

const MISMATCH_KINDS: Readonly<Record<MismatchedField, AttentionView['kind']>> = {
  amount: 'amount_differs',
  currency: 'currency_differs',
  env: 'env_differs',
  kind: 'kind_differs',
};

/**
 * Takes in what the provider says of one transaction and does what follows from it, in one database
 * transaction: state, timeline, tender, receipt, sale, journal, outbox, Attention.
 *
 * Taking the same thing in twice changes nothing; something older than what is known is ignored.
 * @returns the attempt that it belongs to, or null when it is none of ours (PAY-10)
 */
export function takeIn(parts: PaymentParts, transaction: ProviderTransaction): AttemptRow | null {
  const { database, provider } = parts;
  if (transaction.kind === 'payout') return null;
  if (transaction.linkId === null) return takeInLinkless(parts, transaction);
  const attempt = paymentStore.findByProviderPayment(database.read, provider, transaction.linkId);
  if (!attempt) return null;
  if (!isNews(paymentStore.findTransaction(database.read, provider, transaction.id), transaction)) {
    return attempt;
  }
  const after = database.write((db) => new Intake(parts, db, attempt, transaction).apply());
  announce(parts, attempt, after);
  return after;
}

/** The provider does not know a transaction any more that it once showed: nobody is paying with it. */
export function takeGone(parts: PaymentParts, row: TransactionRow): void {
  const attempt = paymentStore.find(parts.database.read, row.attempt_id);
  takeIn(parts, {
    id: row.id,
    linkId: attempt?.provider_payment_id ?? null,
    ownReference: null,
    kind: 'link',
    status: 'cancelled',
    rawStatus: 'gone',
    amountMinor: row.amount_minor,
    currency: row.currency,
    amountWithFeeMinor: row.amount_with_fee_minor,
    amountDestMinor: row.amount_dest_minor,
    env: row.env,
    startedAt: null,
    errorDescription: null,
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
    known.env !== transaction.env
  );
}

function announce({ events }: PaymentParts, before: AttemptRow, after: AttemptRow): void {
  const payload = { saleId: after.sale_id, attemptId: after.id };
  events.emit({ name: 'payment.changed', payload });
  if (after.state === 'paid' && before.state !== 'paid') {
    events.emit({ name: 'sale.changed', payload: { saleId: after.sale_id } });
    events.emit({ name: 'payment.paid', payload });
  }
  events.emit({ name: 'attention.changed', payload: {} });
}

/** One transaction on its way into one attempt, inside one database transaction. */
class Intake {
  private readonly parts: PaymentParts;
  private readonly db: WriteHandle;
  private readonly transaction: ProviderTransaction;
  private readonly at: string;
  private attempt: AttemptRow;

  constructor(parts: PaymentParts, db: WriteHandle, attempt: AttemptRow, transaction: ProviderTransaction) {
    this.parts = parts;
    this.db = db;
    this.attempt = attempt;
    this.transaction = transaction;
    this.at = parts.now();
  }

  apply(): AttemptRow {
    const { transaction } = this;
    this.remember();
    if (transaction.kind === 'refund') {
      if (transaction.status === 'charged') this.takeBack();
      return this.attempt;
    }
    const mismatch = compareWithTerms(transaction, {
      providerPaymentId: this.attempt.provider_payment_id ?? '',
      amount: { amountMinor: this.attempt.amount_minor, currency: this.attempt.currency },
      env: this.attempt.env,
    });
    switch (transaction.status) {
      case 'awaiting':
        break;
      case 'processing':
        if (mismatch === null) this.record('payer_started', { event: { kind: 'payer_started' } });
        break;
      case 'declined':
      case 'cancelled':
        this.takeDecline();
        break;
      case 'charged':
        if (mismatch === null) this.takeMoney();
        else if (mismatch !== 'not_ours') this.raise(MISMATCH_KINDS[mismatch]);
        break;
      case 'refunded':
      case 'reversed':
        this.takeBack();
        break;
    }
    return this.attempt;
  }

  private remember(): void {
    const { transaction, parts } = this;
    const row = {
      provider: parts.provider,
      id: transaction.id,
      attempt_id: this.attempt.id,
      status: transaction.status,
      raw_status: transaction.rawStatus,
      amount_minor: transaction.amountMinor,
      currency: transaction.currency,
      amount_with_fee_minor: transaction.amountWithFeeMinor,
      amount_dest_minor: transaction.amountDestMinor,
      env: transaction.env,
      error_description: transaction.errorDescription,
    };
    paymentStore.putTransaction(this.db, row, this.at);
    this.record('transaction_seen', {});
  }

  private record(kind: string, change: Parameters<typeof recordAttempt>[4]): void {
    const { id, rawStatus, amountMinor, currency } = this.transaction;
    const detail = { transaction: id, status: rawStatus, amountMinor, currency };
    this.attempt = recordAttempt(this.db, this.attempt, this.at, { kind, detail }, change);
  }

  private takeDecline(): void {
    const declined = { declined_at: this.at, declined_reason: this.transaction.errorDescription || null };
    // Money that was there and is not any more: a void in the partner's office ends as "failed".
    if (this.isSettled()) {
      this.loseMoney();
      return;
    }
    const since = isoAt(this.parts.clock.now() - PAYING_LONG_MS);
    const busy = paymentStore.isPayerBusy(this.db, this.attempt.id, since);
    const changes = this.transaction.status === 'declined' ? declined : {};
    if (busy) this.record('payer_stopped', { changes });
    else this.record('payer_stopped', { event: { kind: 'payer_stopped' }, changes });
  }

  /** Whether this very transaction has settled the sale. */
  private isSettled(): boolean {
    return this.parts.sales
      .tenders(this.attempt.sale_id)
      .some(
        ({ provider, providerTransactionId }) =>
          provider === this.parts.provider && providerTransactionId === this.transaction.id,
      );
  }

  private loseMoney(): void {
    this.record('reversal_seen', { event: { kind: 'reversal_seen' } });
    this.raise('taken_back');
  }

  private takeMoney(): void {
    if (this.isSettled()) return;
    const before = this.attempt.state;
    this.record('payment_accepted', { event: { kind: 'payment_accepted' } });
    if (this.attempt.state === before) this.raise('second_payment');
    else if (this.attempt.state === 'late_paid') this.raise('late_payment');
    else if (this.settleSale()) this.announcePaid();
    else this.raise('second_payment');
  }

  /** @returns false when the sale has been settled otherwise meanwhile */
  private settleSale(): boolean {
    return this.parts.sales.complete(this.db, this.attempt.sale_id, {
      amountMinor: this.attempt.amount_minor,
      attemptId: this.attempt.id,
      provider: this.parts.provider,
      providerTransactionId: this.transaction.id,
    });
  }

  private announcePaid(): void {
    this.parts.journal.append(this.db, {
      kind: 'payment.paid',
      subjectId: this.attempt.id,
      payload: {
        sale: this.attempt.sale_id,
        transaction: this.transaction.id,
        amount: this.attempt.amount_minor,
        withFee: this.transaction.amountWithFeeMinor,
        dest: this.transaction.amountDestMinor,
      },
    });
    outboxStore.add(this.db, 'payment.paid', this.attempt.id, this.at);
  }

  /** Refunded or reversed elsewhere: whole or in part is for a person to read off; the money is not ours now. */
  private takeBack(): void {
    if (this.transaction.status === 'reversed') {
      this.loseMoney();
      return;
    }
    const whole = this.transaction.amountMinor === this.attempt.amount_minor;
    this.record('refund_seen', { event: { kind: 'refund_seen', whole } });
    this.raise('taken_back');
  }

  private raise(kind: AttentionView['kind']): void {
    if (!addAttention(this.parts, this.db, this.attempt, kind, this.transaction)) return;
    this.record(kind === 'late_payment' ? 'late_payment' : 'mismatch', {});
  }
}
