import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { SaleView } from '../../../contract/views.ts';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

export type SaleState = SaleView['state'];

export function useCurrentSale() {
  const client = useClient();
  return useQuery({ queryKey: keys.currentSale, queryFn: () => client.request('sale.current', {}) });
}

export function useSaleList(state: SaleState | null) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.saleList(state),
    queryFn: ({ pageParam }) => client.request('sale.list', { state, cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

const firstPage: string | null = null;

export function useSale(saleId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.sale(saleId), queryFn: () => client.request('sale.get', { saleId }) });
}
