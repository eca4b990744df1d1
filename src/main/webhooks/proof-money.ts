import { isFinalTransaction, type KnownTransaction, type ProviderTransaction } from '../../domain/payment.ts';

/**
 * What of a proof is taken in as it stands: money, told whole, that leads on from what is known. Null for everything
 * else, and then the provider is asked for that very transaction. A proof is true, but
 *
 * - it may be late: what is final stays as it was read (a "charged" that comes after its reversal settles nothing), and
 *   a decline or a cancellation is read again, because over money that was taken it means that the money is gone;
 * - it may be thin: without an amount or a kind it would look like wrong money; without a link, like a deployment that
 *   names none; without an environment, test money would look like any other (PAY-9). What the provider's list has said
 *   of the same transaction fills such gaps. A currency may be missing: it is that of the code (`takeIn`);
 * - it may contradict what was read: then it is read again.
 */
export function moneyOf(
  told: ProviderTransaction,
  known: KnownTransaction | null,
): ProviderTransaction | null {
  if (told.status !== 'charged' || told.amountMinor === null) return null;
  if (known && isFinalTransaction(known.status)) return null;
  if (told.kind !== 'payment' && told.kind !== 'link') return null;
  if (told.kind === 'link' && !told.linkId) return null;
  if (known === null ? told.env === null : disagree(told, known)) return null;
  return {
    ...told,
    currency: told.currency ?? known?.currency ?? null,
    env: told.env ?? known?.env ?? null,
    amountWithFeeMinor: told.amountWithFeeMinor ?? known?.amountWithFeeMinor ?? null,
    amountDestMinor: told.amountDestMinor ?? known?.amountDestMinor ?? null,
    startedAt: told.startedAt ?? known?.startedAt ?? null,
    parentId: told.parentId ?? known?.parentId ?? null,
    refundedMinor: told.refundedMinor ?? known?.refundedMinor ?? null,
    // Words of the sender's may quote what nobody should read; money needs none.
    errorDescription: null,
  };
}

function disagree(told: ProviderTransaction, known: KnownTransaction): boolean {
  return (['kind', 'amountMinor', 'currency', 'env'] as const).some(
    (field) => told[field] !== null && known[field] !== null && told[field] !== known[field],
  );
}
