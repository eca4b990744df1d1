import type { PaymentFacts } from '../../contract/views.ts';
import { holdsMoney, isLive } from '../../domain/payment.ts';
import { attentionStore } from './attention-store.ts';
import type { PaymentParts } from './payment-parts.ts';
import { money } from '../../domain/money.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { transactionStore } from './transaction-store.ts';
import type { LastCheck } from './watcher.ts';

/**
 * What is known of a payment that the customer says is made: facts, never guesses. What was learnt stands even
 * when the provider does not answer now; that nothing has come is said only after it has answered.
 * @param asked when the question was put, ISO 8601
 */
export function factsOf(
  parts: PaymentParts,
  attempt: AttemptRow,
  lastCheck: LastCheck,
  asked: string,
): PaymentFacts {
  const { read } = parts.database;
  const open = attentionStore.openOfAttempt(read, attempt.id).filter(({ kind }) => kind !== 'paying_long');
  if (holdsMoney(attempt.state) && hasSettled(parts, attempt)) return { kind: 'paid' };
  // Money that came late is there, and pays nothing until a person has said what it is for.
  if (open.length > 0 || holdsMoney(attempt.state)) return { kind: 'raised' };
  const transactions = transactionStore.ofAttempt(read, attempt.id);
  const busy = transactions.find(({ status, kind }) => status === 'processing' && kind !== 'refund');
  if (busy) return { kind: 'processing', since: busy.started_at ?? busy.first_seen_at };
  const elsewhere = transactionStore.chargedElsewhere(read, {
    attemptId: attempt.id,
    amount: attempt.amount_minor,
    currency: attempt.currency,
    since: attempt.requested_at,
  });
  const other = elsewhere ? paymentStore.find(read, elsewhere.attempt_id) : undefined;
  if (elsewhere && other) {
    return {
      kind: 'other_code',
      at: elsewhere.started_at ?? elsewhere.first_seen_at,
      amount: money(attempt.amount_minor, attempt.currency),
      saleId: other.sale_id,
      callNumber: parts.sales.view(other.sale_id).callNumber,
    };
  }
  if (attempt.declined_at !== null && isLive(attempt.state)) {
    return { kind: 'declined', at: attempt.declined_at, reason: attempt.declined_reason };
  }
  const answered = !lastCheck.failing && lastCheck.at !== null && lastCheck.at >= asked;
  return { kind: answered ? 'nothing' : 'not_known' };
}

/** Whether money of this attempt stands behind its sale. */
function hasSettled({ sales }: PaymentParts, { id, sale_id: saleId }: AttemptRow): boolean {
  return sales
    .standing(saleId)
    .some((tender) => tender.attempt_id === id && tender.accepted_transaction_id !== null);
}
