import { ERROR_CODES, type ErrorCode } from '../../contract/errors.ts';
import type { AttemptView, PaymentView, TenderView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { type Money, money } from '../../domain/money.ts';
import { isPayable } from '../../domain/payment.ts';
import type { QrMatrix } from '../ports.ts';
import type { TenderStanding } from '../sales/settling.ts';
import { methodsOf } from './collector.ts';
import type { AttemptEventRow, AttemptRow } from './payment-store.ts';
import type { TransactionRow } from './transaction-store.ts';
import type { LastCheck } from './watcher.ts';

/** What a view needs beside the attempt's own row. */
export interface PaymentContext {
  readonly qr: QrMatrix | null;
  readonly lastCheck: LastCheck;
  readonly paidAt: string | null;
  readonly receiptNumber: string | null;
  /** Of the sale, beside this payment. */
  readonly remaining: Money;
  readonly payerPageOpenable: boolean;
  readonly callNumber: number | null;
  /** The sale is completed on the customer's word, and nothing is known of it yet. */
  readonly claimed: boolean;
  readonly transactions: readonly TransactionRow[];
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
    remaining: context.remaining,
    payerPageOpenable: context.payerPageOpenable,
    callNumber: context.callNumber,
    way: attempt.way,
    methods: [...methodsOf(attempt)],
    extendable: attempt.way === 'link' && isPayable(attempt.state),
    claimed: context.claimed,
    declinedForGood: isDeclinedForGood(attempt, context.transactions),
    origin: attempt.origin,
    dayLong: attempt.day_long === 1,
  };
}

/** A hosted payment is one transaction: once that is over, nobody can try again on the same page. */
function isDeclinedForGood({ way, state }: AttemptRow, transactions: readonly TransactionRow[]): boolean {
  if (way !== 'hosted' || !isPayable(state)) return false;
  return transactions.some(({ status }) => status === 'declined' || status === 'cancelled');
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

export function toTenderView(
  tender: TenderStanding,
  currency: CurrencyCode,
  transaction: TransactionRow | undefined,
): TenderView {
  const { received_minor: received } = tender;
  const fee = transaction?.amount_with_fee_minor ?? null;
  const dest = transaction?.amount_dest_minor ?? null;
  return {
    id: tender.id,
    kind: tender.kind,
    amount: money(tender.amount_minor, currency),
    attemptId: tender.attempt_id,
    takenAt: tender.taken_at,
    received: received === null ? null : money(received, currency),
    changeDue: received === null ? null : money(received - tender.amount_minor, currency),
    method: tender.method,
    reference: tender.reference,
    returned:
      tender.returned_at === null ? null : { at: tender.returned_at, reason: tender.returned_reason ?? '' },
    providerTransactionId: tender.accepted_transaction_id,
    amountWithFee: fee === null ? null : money(fee, currency),
    amountDest: dest === null ? null : money(dest, currency),
    claim:
      tender.kind === 'claimed'
        ? {
            state: tender.outcome ?? 'awaiting',
            at: tender.outcome_at,
            reason: tender.outcome_reason,
          }
        : null,
  };
}
