import type { ProviderTransaction } from '../../../../domain/payment.ts';
import type { CallOptions, ProviderAnswer, RefundRequest } from '../../../ports.ts';
import { found, parseWith, withReasons } from '../common/answers.ts';
import { problem } from '../common/calls.ts';
import type { Clean } from '../common/secrets.ts';
import type { SignedCall } from './signed-calls.ts';
import { parseTransaction } from './transactions.ts';

/**
 * Orders a refund. It is sent once: an answer that is lost, or of an unknown shape, leaves open whether the money
 * went back, and only reading the transaction tells (PAY-8).
 */
export async function refund(
  call: SignedCall,
  request: RefundRequest,
  options: CallOptions,
  clean: Clean,
): Promise<ProviderAnswer<ProviderTransaction | null>> {
  const path = `/transactions/${encodeURIComponent(request.transactionId)}`;
  const sent = await call('PUT', path, options, refundBody(request));
  // The payment was read before it is given back: what is not there is the operation.
  const answer = withReasons(sent, { 404: 'not_offered', 405: 'not_offered' });
  if (answer.kind === 'ok' && answer.value === undefined) return { ...answer, value: null };
  const parsed = parseWith(answer, (json) => found(parseTransaction(json, clean)));
  return parsed.kind === 'ok' && isRefusal(parsed.value)
    ? { kind: 'rejected', problem: declined(parsed.value, parsed.facts), facts: parsed.facts }
    : parsed;
}

/** What `PUT /transactions/:id` is sent: no amount for all of it, which every deployment takes. */
export function refundBody({ amount, whole }: RefundRequest): string {
  const part = whole ? {} : { amount: String(amount.amountMinor) };
  return JSON.stringify({ params: { type: 'refund', ...part } });
}

/** The answer may be the refund's own row, and that may have come to nothing at once. */
function isRefusal({ kind, status }: ProviderTransaction): boolean {
  return kind === 'refund' && (status === 'declined' || status === 'cancelled');
}

function declined({ errorDescription }: ProviderTransaction, facts: Parameters<typeof problem>[2]) {
  return problem('rejected', errorDescription || 'The refund was declined', facts);
}
