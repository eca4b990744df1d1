import type { QueryClient } from '@tanstack/react-query';
import type { SaleView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';
import { writeSale } from '../sales/mutations.ts';
import { takenSale } from './remembered.ts';

export function useTakeCash() {
  return useCommand('tender.takeCash', { onReply: writeTaken });
}

export function useTakeExternal() {
  return useCommand('tender.takeExternal', { onReply: writeTaken });
}

export function useTakeBack() {
  return useCommand('tender.takeBack', { onReply: writeSale });
}

/** A sale that is paid now stays on the screen until its change has been counted out. */
async function writeTaken(cache: QueryClient, sale: SaleView): Promise<void> {
  if (sale.state === 'completed') takenSale.set(sale.id);
  await writeSale(cache, sale);
  await cache.invalidateQueries({ queryKey: keys.sale(sale.id) });
}
