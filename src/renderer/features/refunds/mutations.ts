import type { QueryClient } from '@tanstack/react-query';
import type { OperationOutput } from '../../../contract/operations.ts';
import type { RefundView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

export function useStartRefund() {
  return useCommand('refund.start', { onReply: writeRefund });
}

export function useCheckRefund() {
  return useCommand('refund.check', { onReply: writeRefund });
}

export function useDecideRefund() {
  return useCommand('refund.decide', { onReply: writeRefund });
}

/** Puts the refund into its sale at once; what is left is asked for anew. */
export async function writeRefund(cache: QueryClient, refund: RefundView): Promise<void> {
  if (refund.saleId === null) return;
  cache.setQueryData<OperationOutput<'sale.get'>>(
    keys.sale(refund.saleId),
    (known) => known && { ...known, refunds: withRefund(known.refunds, refund) },
  );
  await cache.invalidateQueries({ queryKey: keys.refundOptionsOf(refund.saleId) });
}

/** The list with this refund in its place, or before all others: the newest comes first. */
export function withRefund(refunds: readonly RefundView[], refund: RefundView): RefundView[] {
  const known = refunds.some(({ id }) => id === refund.id);
  return known ? refunds.map((one) => (one.id === refund.id ? refund : one)) : [refund, ...refunds];
}
