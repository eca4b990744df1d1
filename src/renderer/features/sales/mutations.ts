import type { QueryClient } from '@tanstack/react-query';
import type { SaleView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

export function useAddLine() {
  return useCommand('sale.addLine', { onReply: writeSale });
}

export function useAddAmount() {
  return useCommand('sale.addAmount', { onReply: writeSale });
}

export function useSetQuantity() {
  return useCommand('sale.setQuantity', { onReply: writeSale });
}

export function useRemoveLine() {
  return useCommand('sale.removeLine', { onReply: writeSale });
}

export function useVoidSale() {
  return useCommand('sale.void', { onReply: writeSale });
}

/** Sets the sale with a live code aside, so that the next customer can be served meanwhile. */
export function useNextSale() {
  return useCommand('sale.next', {
    onReply: async (cache, sale) => {
      await writeSale(cache, sale);
      await cache.invalidateQueries({ queryKey: keys.currentPayment });
    },
  });
}

/** Puts main's answer on the screen at once. Answers may overtake each other: an older revision never wins. */
export async function writeSale(cache: QueryClient, sale: SaleView): Promise<void> {
  await cache.cancelQueries({ queryKey: keys.currentSale });
  cache.setQueryData<SaleView | null>(keys.currentSale, (before) => newerSale(before ?? null, sale));
}

export function newerSale(before: SaleView | null, sale: SaleView): SaleView | null {
  if (before?.id === sale.id && before.revision > sale.revision) return before;
  return sale.state === 'open' ? sale : null;
}
