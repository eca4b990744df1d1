import { ERROR_CODES, type ErrorCode } from '../../contract/errors.ts';
import type { AttemptView, AttentionView, PaymentView, TenderView } from '../../contract/views.ts';
import { isCurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import type { Tender } from '../../domain/tender.ts';
import type { QrMatrix } from '../ports.ts';
import type { AttentionRow } from './attention-store.ts';
import type { LastCheck } from './watcher.ts';
import type { AttemptEventRow, AttemptRow, TransactionRow } from './payment-store.ts';

/** What a view needs beside the attempt's own row. */
export interface PaymentContext {
  readonly qr: QrMatrix | null;
  readonly lastCheck: LastCheck;
  readonly paidAt: string | null;
  readonly receiptNumber: string | null;
  readonly payerPageOpenable: boolean;
}

export function toPaymentView(attempt: AttemptRow, context: PaymentContext): PaymentView {
  const { lastCheck, qr } = context;
  const checkedAt = lastCheck.at !== null && lastCheck.at >= attempt.requested_at ? lastCheck.at : null;
  return {
    saleId: attempt.sale_id,
    attemptId: attempt.id,
    state: attempt.state,
    amount: money(attempt.amount_minor, attempt.currency),
    qr: qr ? { size: qr.size, bits: qr.bits } : null,
    requestedAt: attempt.requested_at,
    expiresAt: attempt.expires_at,
    checkedAt,
    nextCheckAt: lastCheck.nextAt,
    checkFailing: lastCheck.failing,
    declined:
      attempt.declined_at === null ? null : { reason: attempt.declined_reason, at: attempt.declined_at },
    problem: toProblem(attempt),
    paidAt: context.paidAt,
    receiptNumber: context.receiptNumber,
    payerPageOpenable: context.payerPageOpenable,
  };
}

function toProblem({ problem_code: code, problem_message: message }: AttemptRow): PaymentView['problem'] {
  if (code === null || !isErrorCode(code)) return null;
  return { code, category: ERROR_CODES[code], message: message ?? '' };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

export function toAttemptView(attempt: AttemptRow, events: readonly AttemptEventRow[]): AttemptView {
  return {
    id: attempt.id,
    number: attempt.number,
    state: attempt.state,
    amount: money(attempt.amount_minor, attempt.currency),
    requestedAt: attempt.requested_at,
    providerPaymentId: attempt.provider_payment_id,
    events: events.map(({ at, kind, state, detail }) => ({ at, kind, state, detail: JSON.parse(detail) })),
  };
}

export function toTenderView(tender: Tender, transaction: TransactionRow | undefined): TenderView {
  const fee = transaction?.amount_with_fee_minor ?? null;
  const dest = transaction?.amount_dest_minor ?? null;
  const { currency } = tender.amount;
  return {
    id: tender.id,
    kind: tender.kind,
    amount: tender.amount,
    attemptId: tender.attemptId,
    providerTransactionId: tender.providerTransactionId,
    amountWithFee: fee === null ? null : money(fee, currency),
    amountDest: dest === null ? null : money(dest, currency),
  };
}

export function toAttentionView(row: AttentionRow): AttentionView {
  const { amount_minor: amount, currency } = row;
  return {
    id: row.id,
    kind: row.kind,
    at: row.at,
    saleId: row.sale_id,
    attemptId: row.attempt_id,
    providerTransactionId: row.provider_transaction_id,
    // A wrong currency may be one that we do not know: then the id has to do.
    amount: amount !== null && currency !== null && isCurrencyCode(currency) ? money(amount, currency) : null,
  };
}
