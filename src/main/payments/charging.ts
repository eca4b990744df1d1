import { AppError } from '../../contract/errors.ts';
import type { MoneyView } from '../../contract/views.ts';
import type { Money } from '../../domain/money.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { PaymentParts } from './payment-parts.ts';
import { paymentStore } from './payment-store.ts';

/** Whether a QR of the sale is alive: the sale is frozen as long (PAY-11). */
export function isPaymentAlive(db: ReadHandle, saleId: string): boolean {
  return paymentStore.liveOfSale(db, saleId) !== undefined;
}

/** What a code is made for. */
export interface Charge {
  /** What the cashier saw as left to be paid; null when nobody did. */
  readonly expected: MoneyView | null;
  /** The part of it that the code collects; null: all of it. */
  readonly part: MoneyView | null;
}

/**
 * What a code for a sale may ask for now.
 * @throws AppError when there is nothing to charge, or not what the cashier saw
 */
export function chargeable(
  parts: PaymentParts,
  db: WriteHandle,
  saleId: string,
  { expected, part }: Charge,
): Money {
  const sale = parts.sales.read(db, saleId);
  if (!sale) throw new AppError('NOT_FOUND', 'There is no such sale');
  if (sale.state !== 'open') throw new AppError('SALE_NOT_OPEN', 'The sale is finished');
  if (isPaymentAlive(db, saleId)) throw new AppError('PAYMENT_ALIVE', 'A code for this sale is alive');
  if (parts.refunds.isGoingBack(db, saleId)) {
    throw new AppError('REFUND_LOCKED', 'A part of this sale is being given back: wait for its end');
  }
  if (sale.lines.length === 0) throw new AppError('SALE_EMPTY', 'There is nothing on the sale');
  const left = parts.sales.remaining(db, saleId);
  if (left.amountMinor <= 0) throw new AppError('AMOUNT_INVALID', 'There is nothing to pay');
  if (expected && (left.amountMinor !== expected.amountMinor || left.currency !== expected.currency)) {
    throw new AppError('SALE_CHANGED', 'The total has changed: look at the sale again');
  }
  if (part === null) return left;
  if (part.currency !== left.currency || part.amountMinor <= 0 || part.amountMinor > left.amountMinor) {
    throw new AppError('AMOUNT_INVALID', 'More than nothing and no more than what is left can be paid');
  }
  return part;
}

/** What the payer may pay with: what was chosen of what is offered; all of it when nothing was chosen. */
export function chosen(offered: readonly string[], wanted: readonly string[] | null): readonly string[] {
  const kept = offered.filter((method) => wanted?.includes(method) ?? true);
  return kept.length === 0 ? offered : kept;
}
