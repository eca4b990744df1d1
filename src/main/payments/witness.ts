import { isPayable } from '../../domain/payment.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { PaymentRef } from '../ports.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { transactionStore } from './transaction-store.ts';

/**
 * A payment of ours, alive or not yet removed, that surely exists at a provider: an account that does not see it is
 * another's. Null when there is none.
 */
export function findWitness(read: ReadHandle, provider: string): PaymentRef | null {
  const attempts = [...paymentStore.liveAt(read, provider), ...paymentStore.withLinkLeft(read, provider)];
  for (const attempt of attempts) {
    const witness = attempt.link_removed_at === null ? surelyThere(read, attempt) : null;
    if (witness) return witness;
  }
  return null;
}

/** A link that is taken back may be gone, heard or unheard: it proves nothing, but its money does. */
function surelyThere(read: ReadHandle, attempt: AttemptRow): PaymentRef | null {
  const { id, way, state, provider_payment_id: code } = attempt;
  if (code === null) return null;
  if (way !== 'link' || isPayable(state)) return { way, id: code };
  const [paid] = transactionStore.ofAttempt(read, id);
  return paid ? { way: 'hosted', id: paid.id } : null;
}
