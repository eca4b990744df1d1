import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';
import { type SaleSearch, searchKey } from './sale-search.ts';

export function useCurrentSale() {
  const client = useClient();
  return useQuery({ queryKey: keys.currentSale, queryFn: () => client.request('sale.current', {}) });
}

/** Sales page by page; while another search runs, the old result stays on the screen. */
export function useSaleSearch(search: SaleSearch) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.saleList(searchKey(search)),
    queryFn: ({ pageParam }) =>
      client.request('sale.search', { ...search, text: search.text.trim(), cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

const firstPage: string | null = null;

/** All that is known of one sale, in the order in which it happened. */
export function useSaleTimeline(saleId: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.saleTimeline(saleId),
    queryFn: ({ pageParam }) => client.request('sale.timeline', { saleId, cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useSale(saleId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.sale(saleId), queryFn: () => client.request('sale.get', { saleId }) });
}
