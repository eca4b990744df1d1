import type { FourPayContext } from './context.ts';
import { addTransaction } from './paying.ts';
import { type TransactionRecord, isPaymentRow } from './transaction-record.ts';
import type { FieldProblem } from './validation.ts';

/** What may still be ordered to be given back. Minor units. */
export function refundableMinor(payment: TransactionRecord): number {
  return payment.amountMinor - payment.refundedMinor - payment.refundingMinor;
}

/** What forbids any refund of the row; null when nothing does. */
export function whyNotRefundable(payment: TransactionRecord): FieldProblem | null {
  const no = (message: string): FieldProblem => ({ field: 'type', message });
  if (!isPaymentRow(payment)) return no('is not possible: this is not a payment');
  if (payment.status !== 'charged' && payment.status !== 'refunded') {
    return no(`is not possible: the payment is ${payment.status}`);
  }
  return refundableMinor(payment) > 0 ? null : no('is not possible: nothing is left to refund');
}

/** What is wrong with the amount of a refund; null when nothing is. */
export function whyNotAmount(payment: TransactionRecord, amountMinor: number): FieldProblem | null {
  const left = refundableMinor(payment);
  return amountMinor <= left ? null : { field: 'amount', message: `must be at most ${left}` };
}

/** The payment once a refund of it has arrived. A payment that was moved elsewhere keeps its status. */
function paymentAfter(
  context: FourPayContext,
  payment: TransactionRecord,
  amountMinor: number,
  atMs: number,
): TransactionRecord {
  const refundedMinor = payment.refundedMinor + amountMinor;
  const whole = refundedMinor >= payment.amountMinor;
  const turns = payment.status === 'charged' && (whole || context.switches().partialRefundAs === 'refunded');
  return {
    ...payment,
    status: turns ? 'refunded' : payment.status,
    refundedMinor,
    refundingMinor: payment.refundingMinor - amountMinor,
    updatedMs: Math.max(payment.updatedMs, atMs),
  };
}

/** Lets a refund that is under way arrive (`charged`) or come to nothing (any other status). */
export function finishRefund(
  context: FourPayContext,
  refund: TransactionRecord,
  status: string,
  atMs: number,
): TransactionRecord {
  const finished: TransactionRecord = {
    ...refund,
    status,
    settlesMs: null,
    updatedMs: atMs,
    finishedMs: atMs,
  };
  context.books.putTransaction(finished);
  const payment = context.books.transaction(refund.parentId ?? '');
  if (payment !== undefined) {
    const refundingMinor = payment.refundingMinor - refund.amountMinor;
    context.books.putTransaction(
      status === 'charged'
        ? paymentAfter(context, payment, refund.amountMinor, atMs)
        : { ...payment, refundingMinor },
    );
  }
  return finished;
}

/** Lets every refund arrive whose time has come by the sandbox's clock. */
export function settleRefunds(context: FourPayContext): void {
  const now = context.clock.now();
  for (const refund of context.books.refundsUnderWay()) {
    if (refund.settlesMs !== null && refund.settlesMs <= now) {
      finishRefund(context, refund, 'charged', refund.settlesMs);
    }
  }
}

/** Gives money back: adds the row of the refund, which arrives now or when the switch says. The row. */
export function refundPayment(
  context: FourPayContext,
  payment: TransactionRecord,
  amountMinor: number,
): TransactionRecord {
  const now = context.clock.now();
  const delayMs = context.switches().refundDelaySeconds * 1000;
  const refund = addTransaction(context, {
    partnerId: payment.partnerId,
    linkId: payment.linkId,
    parentId: payment.id,
    type: 'refund',
    status: 'processing',
    amountMinor,
    amountDestMinor: amountMinor,
    amountWithFeeMinor: amountMinor,
    currency: payment.currency,
    env: payment.env,
    method: payment.method,
    settlesMs: now + delayMs,
  });
  context.books.putTransaction({ ...payment, refundingMinor: payment.refundingMinor + amountMinor });
  return delayMs > 0 ? refund : finishRefund(context, refund, 'charged', now);
}
