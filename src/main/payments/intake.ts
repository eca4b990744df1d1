import type { AttentionView } from '../../contract/views.ts';
import {
  advance,
  compareWithTerms,
  isFinalTransaction,
  type MismatchedField,
  type ProviderTransaction,
} from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import { addAttention, settleAttention } from './attention.ts';
import { attentionStore } from './attention-store.ts';
import { recordAttempt } from './attempt-ledger.ts';
import { moneyOf, refundedOf, standsOn } from './given-back.ts';
import { outboxStore } from './outbox-store.ts';
import { busySpan, type PaymentParts } from './payment-parts.ts';
import type { AttemptRow } from './payment-store.ts';
import { toTransactionRow, type TransactionRow, transactionStore } from './transaction-store.ts';

const MISMATCH_KINDS: Readonly<Record<MismatchedField, AttentionView['kind']>> = {
  amount: 'amount_differs',
  currency: 'currency_differs',
  env: 'env_differs',
  kind: 'kind_differs',
};

/** What is nobody's question any more once the money counts. */
const SUPERSEDED: readonly AttentionView['kind'][] = [
  ...Object.values(MISMATCH_KINDS),
  'possibly_ours',
  'unmatched',
];

/** One transaction on its way into one attempt, inside one database transaction. */
export class Intake {
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
      if (transaction.status === 'charged') this.seeRefund();
      return this.attempt;
    }
    this.adoptHosted();
    const mismatch = compareWithTerms(transaction, {
      way: this.attempt.way,
      providerPaymentId: this.attempt.provider_payment_id,
      reference: this.attempt.reference,
      amount: { amountMinor: this.attempt.amount_minor, currency: this.attempt.currency },
      env: this.attempt.env,
    });
    switch (transaction.status) {
      case 'awaiting':
        // Whoever has gone back to the beginning is not busy any more.
        this.freeFromPayer();
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
        else if (mismatch !== 'not_ours') this.raiseMismatch(mismatch);
        if (this.isGivenBack()) this.seeRefund();
        break;
      case 'refunded':
        this.seeRefund();
        break;
      case 'reversed':
        this.loseMoney();
        break;
    }
    if (isFinalTransaction(transaction.status)) {
      settleAttention(this.parts, this.db, transaction.id, ['paying_long']);
      this.freeFromPayer();
    }
    return this.attempt;
  }

  /** Money that was taken already and has become more: the same checkout was paid once more. */
  private raiseMismatch(mismatch: MismatchedField): void {
    if (!this.isAccepted()) this.raise(MISMATCH_KINDS[mismatch]);
    else if (this.transaction.deviation === 'overpaid') this.raise('second_payment');
  }

  /** Whatever came of it, this payer is not busy any more: a code that nobody pays has to expire. */
  private freeFromPayer(): void {
    if (this.attempt.state !== 'paying' || this.isPayerBusy()) return;
    this.record('payer_stopped', { event: { kind: 'payer_stopped' } });
  }

  private isPayerBusy(): boolean {
    return transactionStore.isPayerBusy(this.db, this.attempt.id, busySpan(this.parts));
  }

  /** By its own word, or by a row of type refund that was seen before it. */
  private isGivenBack(): boolean {
    const payment = transactionStore.find(this.db, this.parts.provider, this.transaction.id);
    return payment !== undefined && refundedOf(this.parts, this.db, payment) > 0;
  }

  private remember(): void {
    const row = toTransactionRow(this.parts.provider, this.attempt.id, this.transaction);
    transactionStore.put(this.db, row, this.at);
    this.record('transaction_seen', {});
  }

  private record(kind: string, change: Parameters<typeof recordAttempt>[4]): void {
    const { id, rawStatus, amountMinor, currency } = this.transaction;
    const detail = { transaction: id, status: rawStatus, amountMinor, currency };
    this.attempt = recordAttempt(this.db, this.attempt, this.at, { kind, detail }, change);
  }

  /** The answer to a hosted create was lost; here is the payment that it made. */
  private adoptHosted(): void {
    if (this.attempt.way !== 'hosted' || this.attempt.provider_payment_id !== null) return;
    if (this.transaction.ownReference !== this.attempt.reference) return;
    this.record('create_found', { changes: { provider_payment_id: this.transaction.id } });
  }

  private takeDecline(): void {
    const declined = { declined_at: this.at, declined_reason: this.transaction.errorDescription || null };
    // Money that was there and is not any more: a void in the partner's office ends as "failed".
    if (this.isAccepted()) {
      this.loseMoney();
      return;
    }
    const changes = this.transaction.status === 'declined' ? declined : {};
    if (this.isPayerBusy()) this.record('payer_stopped', { changes });
    else this.record('payer_stopped', { event: { kind: 'payer_stopped' }, changes });
  }

  /** Whether this very transaction has been taken as money: it settled a sale, or confirmed a claim. */
  private isAccepted(): boolean {
    return this.parts.sales.acceptedBy(this.db, this.parts.provider, this.transaction.id) !== null;
  }

  private loseMoney(): void {
    const event = { kind: 'reversal_seen' } as const;
    this.record('reversal_seen', this.carries(this.transaction.id) ? { event } : {});
    this.raise('taken_back');
  }

  /** A person has been told of it as money already: what is learnt of it later makes no second payment of it. */
  private isRaised(): boolean {
    const { provider } = this.parts;
    const { id } = this.transaction;
    return (['late_payment', 'second_payment'] as const).some((kind) =>
      attentionStore.findBySubject(this.db, kind, provider, id),
    );
  }

  /** Given back before it counted: it pays nothing any more. */
  private goesBack(): boolean {
    return this.parts.refunds.goingBackMinor(this.db, this.transaction.id) > 0;
  }

  private carries(transactionId: string): boolean {
    return standsOn(this.parts, this.db, this.attempt, transactionId);
  }

  private takeMoney(): void {
    if (this.isAccepted() || this.isRaised() || this.goesBack()) return;
    // What did not count when it was seen first does now.
    settleAttention(this.parts, this.db, this.transaction.id, SUPERSEDED);
    const event = { kind: 'payment_accepted' } as const;
    const { state, close_reason: closeReason } = this.attempt;
    if (advance({ state, closeReason }, event).state === state) {
      this.raise('second_payment');
      return;
    }
    // A hosted payment or a checkout is paid once; only a link could be paid again, and is deleted for that.
    const removed = this.attempt.way !== 'link' ? { link_removed_at: this.at } : {};
    this.record('payment_accepted', { event, changes: { accepted_at: this.at, ...removed } });
    if (this.confirmClaim()) this.announcePaid();
    else if (this.attempt.state === 'late_paid') this.raise('late_payment');
    else if (this.settleSale()) this.announcePaid();
    else this.raise('second_payment');
  }

  /** The sale was handed over on the customer's word, and here is the money. */
  private confirmClaim(): boolean {
    const { sales, provider } = this.parts;
    const claim = sales.claimAwaited(this.db, this.attempt.sale_id);
    if (claim?.attemptId !== this.attempt.id) return false;
    const confirmation = { provider, providerTransactionId: this.transaction.id };
    if (!sales.confirmClaim(this.db, this.attempt.sale_id, confirmation)) return false;
    this.record('claim_confirmed', {});
    settleAttention(this.parts, this.db, claim.id, ['claim_unpaid']);
    return true;
  }

  /** @returns false when the sale has been settled otherwise meanwhile */
  private settleSale(): boolean {
    const outcome = this.parts.sales.settle(this.db, this.attempt.sale_id, {
      kind: 'payment',
      amountMinor: this.attempt.amount_minor,
      attemptId: this.attempt.id,
      provider: this.parts.provider,
      providerTransactionId: this.transaction.id,
    });
    return outcome !== 'refused';
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
    // Whoever proves a connection watches it on a screen of its own.
    if (this.parts.sales.view(this.attempt.sale_id).purpose === 'proof') return;
    outboxStore.add(this.db, 'payment.paid', this.attempt.id, this.at);
  }

  /**
   * Money of this attempt has gone back. What we gave back ourselves is known; anything beyond is somebody
   * else's doing, and a person is told.
   */
  private seeRefund(): void {
    const payment = this.refundedPayment();
    if (!payment) {
      this.record('refund_seen', {});
      this.raise('taken_back');
      return;
    }
    this.settleRowsOf(payment);
    const given = refundedOf(this.parts, this.db, payment);
    if (given === 0) {
      // Other money of this code, which we gave back ourselves.
      this.record('refund_seen', {});
      return;
    }
    const event = { kind: 'refund_seen', whole: given >= this.attempt.amount_minor } as const;
    this.record('refund_seen', this.carries(payment.id) ? { event } : {});
    const own = this.parts.refunds.ownRefundedMinor(this.db, payment.id);
    if (given <= own) return;
    // Once for each sum that the office has come to: a refund of our own makes no news of it.
    const byOffice = given - this.parts.refunds.sentRefundedMinor(this.db, payment.id);
    const subject = { id: `${payment.id}#${byOffice}`, amountMinor: given - own, currency: payment.currency };
    const concerned = this.concernedBy(payment.id);
    if (addAttention(this.parts, this.db, concerned, 'taken_back', subject)) this.record('mismatch', {});
  }

  /** Rows of type refund that were raised before their payment was seen: it is raised instead. */
  private settleRowsOf(payment: TransactionRow): void {
    const rows = transactionStore
      .ofAttempt(this.db, this.attempt.id)
      .filter(({ kind, parent_id: parent }) => kind === 'refund' && (parent ?? payment.id) === payment.id);
    for (const { id } of rows) settleAttention(this.parts, this.db, id, ['taken_back']);
  }

  /** Money may have come through one code and paid the sale of another: that one has lost it. */
  private concernedBy(transactionId: string): Pick<AttemptRow, 'id' | 'sale_id'> {
    const { sales, provider } = this.parts;
    const settled = sales.saleSettledBy(this.db, provider, transactionId);
    return { id: this.attempt.id, sale_id: settled ?? this.attempt.sale_id };
  }

  /** The payment that this row, itself or a row of type refund, gives back. */
  private refundedPayment(): TransactionRow | undefined {
    const { transaction, parts, db } = this;
    if (transaction.kind !== 'refund') return transactionStore.find(db, parts.provider, transaction.id);
    if (transaction.parentId !== null) return transactionStore.find(db, parts.provider, transaction.parentId);
    // It names only the code: what settled a sale comes first, then what we gave back ourselves.
    const money = moneyOf(parts, db, this.attempt.id);
    const [first] = money;
    if (first && parts.sales.acceptedBy(db, parts.provider, first.id) !== null) return first;
    return money.find(({ id }) => parts.refunds.ownRefundedMinor(db, id) > 0) ?? first;
  }

  private raise(kind: AttentionView['kind']): void {
    const concerned = this.concernedBy(this.transaction.id);
    if (!addAttention(this.parts, this.db, concerned, kind, this.transaction)) return;
    this.record(kind === 'late_payment' ? 'late_payment' : 'mismatch', {});
  }
}
