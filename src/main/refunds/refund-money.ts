import { AppError } from '../../contract/errors.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import {
  type PaymentStanding,
  type RefundableLine,
  type RefundLine,
  refundableLines,
  refundableMinor,
  refundedMinor,
} from '../../domain/refund.ts';
import { type Sale, saleTotals } from '../../domain/sale.ts';
import type { Tender, TenderKind } from '../../domain/tender.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { RefundParts } from './refund-parts.ts';
import { type PaymentKey, type RefundLineRow, type RefundRow, refundStore } from './refund-store.ts';

/** Money that may be given back, and what has gone back of it. */
export interface RefundablePayment extends PaymentKey {
  /** Null for money that paid no sale. */
  readonly kind: TenderKind | null;
  readonly saleId: string | null;
  /** The sale is not completed yet. */
  readonly saleOpen: boolean;
  readonly tenderId: string | null;
  readonly attemptId: string | null;
  readonly attentionId: string | null;
  readonly currency: CurrencyCode;
  readonly standing: PaymentStanding;
  /** Empty for money that paid no sale. */
  readonly lines: readonly RefundableLine[];
}

/** Stands for a provider where a tender is its own money: cash, and what was paid beside the till. */
export const AT_THE_TILL = 'till';

/**
 * The payments of a sale, tender by tender, in the order in which they were taken. A tender on the customer's word
 * is none until its money is seen: what nobody has seen is given back in no way. Of a sale that is not completed
 * only money at the provider is one: what else was taken is taken back.
 * @throws AppError NOT_FOUND
 */
export function paymentsOfSale(
  parts: RefundParts,
  db: ReadHandle,
  saleId: string,
): readonly RefundablePayment[] {
  const sale = parts.sales.read(db, saleId);
  if (!sale) throw new AppError('NOT_FOUND', 'There is no such sale');
  if (sale.state === 'voided') return [];
  const lines = sale.state === 'completed' ? linesLeft(db, sale) : [];
  return parts.sales.tenders(saleId).flatMap((tender) => {
    const key = keyOfTender(parts, db, tender, sale.state);
    return key ? [toPayment(parts, db, { sale, tender, key, lines })] : [];
  });
}

/**
 * One payment of a sale.
 * @param tenderId null: the first of which something is left, else the first
 * @returns null where no money stands behind the sale, or not behind that tender
 */
export function paymentOfSale(
  parts: RefundParts,
  db: ReadHandle,
  saleId: string,
  tenderId: string | null,
): RefundablePayment | null {
  const payments = paymentsOfSale(parts, db, saleId);
  if (tenderId !== null) return payments.find((payment) => payment.tenderId === tenderId) ?? null;
  return payments.find(({ standing }) => refundableMinor(standing) > 0) ?? payments[0] ?? null;
}

function keyOfTender(
  parts: RefundParts,
  db: ReadHandle,
  { id, provider }: Tender,
  state: Sale['state'],
): PaymentKey | null {
  if (provider === null) {
    return state === 'completed' ? { provider: AT_THE_TILL, transactionId: id } : null;
  }
  const transactionId = parts.sales.transactionOf(db, id);
  return transactionId === null ? null : { provider, transactionId };
}

interface TenderOfSale {
  readonly sale: Sale;
  readonly tender: Tender;
  readonly key: PaymentKey;
  readonly lines: readonly RefundableLine[];
}

function toPayment(
  parts: RefundParts,
  db: ReadHandle,
  { sale, tender, key, lines }: TenderOfSale,
): RefundablePayment {
  return {
    ...key,
    kind: tender.kind,
    saleId: sale.id,
    saleOpen: sale.state === 'open',
    tenderId: tender.id,
    attemptId: parts.money.transaction(db, key.transactionId)?.attemptId ?? tender.attemptId,
    attentionId: null,
    currency: sale.currency,
    standing: standingOf(parts, db, key, tender.amount.amountMinor),
    lines,
  };
}

/** Of the sale, whichever tender they were given back on. */
function linesLeft(db: ReadHandle, sale: Sale): readonly RefundableLine[] {
  const given = refundStore.linesOfSale(db, sale.id).map((row) => toRefundLine(row, sale.currency));
  return refundableLines(
    sale.lines,
    given,
    saleTotals(sale).lines.map(({ charged }) => charged),
  );
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
