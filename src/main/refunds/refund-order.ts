import { AppError, type ErrorCode } from '../../contract/errors.ts';
import {
  planRefund,
  type RefundPlan,
  type RefundProblem,
  type RefundWay,
  type RefundWish,
} from '../../domain/refund.ts';
import type { WriteHandle } from '../database/handles.ts';
import { journalRefund, readRefund, recordRefund } from './refund-ledger.ts';
import type { RefundablePayment } from './refund-money.ts';
import type { RefundParts } from './refund-parts.ts';
import { type RefundRow, refundStore } from './refund-store.ts';

/** What is to be written down: which money, how much of it, and why. */
export interface RefundOrder {
  readonly payment: RefundablePayment;
  readonly plan: RefundPlan;
  readonly way: RefundWay;
  readonly reason: string;
  readonly reference: string;
}

/** Commits a refund with its lines. What needs no provider is done with that. */
export function insertRefund(
  parts: RefundParts,
  db: WriteHandle,
  { payment, plan, way, reason, reference }: RefundOrder,
): { readonly row: RefundRow; readonly paidMinor: number } {
  if (way === 'elsewhere' && reference === '') {
    throw new AppError('INVALID_INPUT', 'A refund that was made elsewhere has a reference', {
      details: { field: 'reference' },
    });
  }
  const id = parts.ids.newId();
  refundStore.insert(db, {
    id,
    sale_id: payment.saleId,
    tender_id: payment.tenderId,
    attempt_id: payment.attemptId,
    attention_id: payment.attentionId,
    provider: payment.provider,
    provider_transaction_id: payment.transactionId,
    way,
    amount_minor: plan.amount.amountMinor,
    currency: plan.amount.currency,
    reason,
    reference: reference === '' ? null : reference,
    requested_at: parts.now(),
  });
  for (const line of plan.lines) {
    refundStore.addLine(db, {
      refund_id: id,
      sale_line_id: line.saleLineId,
      quantity_thousandths: line.quantityThousandths,
      amount_minor: line.amount.amountMinor,
    });
  }
  const requested = recordRefund(parts, db, readRefund(db, id), { kind: 'requested' });
  journalRefund(parts, db, requested);
  const { paidMinor } = payment.standing;
  if (way === 'provider') return { row: requested, paidMinor };
  const done = recordRefund(parts, db, requested, { kind: 'done' }, { event: { kind: 'confirmed' } });
  return { row: done, paidMinor };
}

const PROBLEMS: Readonly<Record<RefundProblem, readonly [ErrorCode, string]>> = {
  nothing_left: ['REFUND_TOO_LARGE', 'Nothing is left to give back'],
  too_large: ['REFUND_TOO_LARGE', 'This is more than is left'],
  amount_invalid: ['AMOUNT_INVALID', 'The amount must be above zero, and in the currency of the payment'],
  lines_and_amount: ['INVALID_INPUT', 'Either lines or an amount'],
  line_not_found: ['NOT_FOUND', 'There is no such line'],
  quantity_out_of_range: ['QUANTITY_INVALID', 'This is more than was sold and not given back yet'],
  quantity_not_whole: ['QUANTITY_INVALID', 'This product is sold by the piece'],
  sale_open: ['REFUND_NOT_POSSIBLE', 'The sale is not completed: this part goes back whole'],
  only_whole: ['REFUND_NOT_POSSIBLE', 'This provider gives back only the whole payment'],
};

/** @throws AppError that says why it is not possible */
export function planned(
  wish: RefundWish,
  { standing, currency, lines, saleOpen }: RefundablePayment,
  partial: boolean,
): RefundPlan {
  const plan = planRefund(wish, { standing, currency, lines, partial, saleOpen });
  if (plan.ok) return plan.value;
  const [code, message] = PROBLEMS[plan.error];
  throw new AppError(code, message);
}
