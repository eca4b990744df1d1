import { AppError } from '../../contract/errors.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import {
  type PaymentStanding,
  type RefundableLine,
  type RefundLine,
  refundableLines,
  refundedMinor,
} from '../../domain/refund.ts';
import type { Sale } from '../../domain/sale.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { RefundParts } from './refund-parts.ts';
import { type PaymentKey, type RefundLineRow, type RefundRow, refundStore } from './refund-store.ts';

/** Money that may be given back, and what has gone back of it. */
export interface RefundablePayment extends PaymentKey {
  readonly saleId: string | null;
  readonly tenderId: string | null;
  readonly attemptId: string | null;
  readonly attentionId: string | null;
  readonly currency: CurrencyCode;
  readonly standing: PaymentStanding;
  /** Empty for money that paid no sale. */
  readonly lines: readonly RefundableLine[];
}

/**
 * The payment of a completed sale; null where no money stands behind it. A sale that was handed over on the
 * customer's word is such a one until its money is seen: what nobody has seen is given back in no way.
 * @throws AppError NOT_FOUND
 */
export function paymentOfSale(parts: RefundParts, db: ReadHandle, saleId: string): RefundablePayment | null {
  const sale = parts.sales.read(db, saleId);
  if (!sale) throw new AppError('NOT_FOUND', 'There is no such sale');
  // A sale is completed by one tender: the money that stands behind it is the whole payment.
  const [tender] = parts.sales.tenders(saleId);
  const transactionId = tender ? parts.sales.transactionOf(db, tender.id) : null;
  if (sale.state !== 'completed' || !tender || transactionId === null) return null;
  const key = { provider: tender.provider, transactionId };
  return {
    ...key,
    saleId,
    tenderId: tender.id,
    attemptId: parts.money.transaction(db, transactionId)?.attemptId ?? tender.attemptId,
    attentionId: null,
    currency: sale.currency,
    standing: standingOf(parts, db, key, tender.amount.amountMinor),
    lines: linesLeft(db, sale, tender.id),
  };
}

function linesLeft(db: ReadHandle, sale: Sale, tenderId: string): readonly RefundableLine[] {
  const given = refundStore.linesOfTender(db, tenderId).map((row) => toRefundLine(row, sale.currency));
  return refundableLines(sale.lines, given);
}

export function toRefundLine(row: RefundLineRow, currency: CurrencyCode): RefundLine {
  return {
    saleLineId: row.sale_line_id,
    quantityThousandths: row.quantity_thousandths,
    amount: money(row.amount_minor, currency),
  };
}

export interface StandingView {
  /** A refund that is left out: the one that is about to be made. */
  readonly except?: string;
  /** What was read just now, in minor units; a deployment may know more than was taken in. */
  readonly seenMinor?: number;
}

/** What has gone back of a payment, by our books and by what the provider is known to have done. */
export function standingOf(
  parts: RefundParts,
  db: ReadHandle,
  key: PaymentKey,
  paidMinor: number,
  { except, seenMinor = 0 }: StandingView = {},
): PaymentStanding {
  const known = parts.money.transaction(db, key.transactionId);
  // Taken back by the bank, or undone in the office: nothing of it is here any more.
  const isGone = known !== null && known.status !== 'charged' && known.status !== 'refunded';
  return {
    paidMinor,
    ...refundStore.sums(db, key, except),
    providerMinor: isGone ? paidMinor : Math.max(known?.refundedMinor ?? 0, seenMinor),
  };
}

export function keyOf(refund: RefundRow): PaymentKey {
  return { provider: refund.provider, transactionId: refund.provider_transaction_id };
}

/** What was paid by the payment of a refund, in minor units. Money that settled nothing goes back whole. */
export function paidMinorOf({ sales }: Pick<RefundParts, 'sales'>, refund: RefundRow): number {
  const tenders = refund.sale_id === null ? [] : sales.tenders(refund.sale_id);
  const tender = tenders.find(({ id }) => id === refund.tender_id);
  return tender?.amount.amountMinor ?? (refund.refunded_before_minor ?? 0) + refund.amount_minor;
}

/** Whether nothing of the payment is left with us, this refund included. */
export function isGivenBackWhole(parts: RefundParts, db: ReadHandle, refund: RefundRow): boolean {
  const paidMinor = paidMinorOf(parts, refund);
  return refundedMinor(standingOf(parts, db, keyOf(refund), paidMinor)) >= paidMinor;
}
