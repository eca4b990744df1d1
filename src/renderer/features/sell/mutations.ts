import type { SaleView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';
import { writeSale } from '../sales/mutations.ts';

export function useDiscountLine() {
  return useCommand('sale.discountLine', { onReply: writeSale });
}

export function useDiscountSale() {
  return useCommand('sale.discount', { onReply: writeSale });
}

export function useOverridePrice() {
  return useCommand('sale.overridePrice', { onReply: writeSale });
}

export function useSetLineNote() {
  return useCommand('sale.setLineNote', { onReply: writeSale });
}

export function useSetNote() {
  return useCommand('sale.setNote', { onReply: writeSale });
}

export function useUndo() {
  return useCommand('sale.undo', { onReply: writeSale });
}

/** Puts the sale into the tray: the counter is empty then. */
export function useParkSale() {
  return useCommand('sale.park', {
    onReply: async (cache, sale) => {
      await cache.cancelQueries({ queryKey: keys.currentSale });
      cache.setQueryData<SaleView | null>(keys.currentSale, (before) =>
        before?.id === sale.id ? null : (before ?? null),
      );
      await Promise.all(
        [keys.tray, keys.currentSale].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
    },
  });
}
