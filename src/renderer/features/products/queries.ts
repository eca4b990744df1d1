import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { OperationOutput } from '../../../contract/operations.ts';
import type { BulkChange, ProductSelection } from '../../../contract/views.ts';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';
import { foundBy, isSearching, PAGE_ROWS, type ProductFilter } from './product-filter.ts';

/** Pages that are out of sight are let go soon: of a hundred thousand products, a few pages are in memory. */
const PAGE_KEPT_MS = 20_000;

export type ProductPage = OperationOutput<'catalog.browse'>;

/** The named pages of the whole list, as far as they are there. */
export function useProductPages(
  filter: ProductFilter,
  pages: readonly number[],
): ReadonlyMap<number, ProductPage> {
  const client = useClient();
  const { text: _all, ...list } = filter;
  const found = useQueries({
    queries: (isSearching(filter) ? [] : pages).map((page) => ({
      queryKey: keys.productPage(list, page),
      queryFn: () =>
        client.request('catalog.browse', { ...list, offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
      gcTime: PAGE_KEPT_MS,
    })),
  });
  return new Map(
    pages.flatMap((page, index) => {
      const data = found[index]?.data;
      return data ? [[page, data] as const] : [];
    }),
  );
}

/** What a search finds, page by page, best first; while another one runs, the old answer stays. */
export function useProductsFound(filter: ProductFilter) {
  const client = useClient();
  const asked = foundBy(filter);
  return useInfiniteQuery({
    queryKey: keys.productsFound(asked),
    queryFn: ({ pageParam }) =>
      client.request('catalog.search', { ...asked, cursor: pageParam, limit: PAGE_ROWS }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isSearching(filter),
    placeholderData: keepPreviousData,
    gcTime: PAGE_KEPT_MS,
  });
}

const firstPage: string | null = null;

export function useProduct(productId: string | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.product(productId ?? ''),
    queryFn: () => client.request('catalog.product', { productId: productId ?? '' }),
    enabled: productId !== null,
    // What is edited is read anew each time: another till's screen may have changed it.
    gcTime: 0,
  });
}

/** The prices that a variant has had, newest first. */
export function usePriceHistory(variantId: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.priceHistory(variantId),
    queryFn: ({ pageParam }) => client.request('catalog.priceHistory', { variantId, cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What a change of many products would do; while another one is reckoned, the old answer stays. */
export function useBulkPreview(selection: ProductSelection, change: BulkChange | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.bulkPreview({ selection, change }),
    queryFn: () => (change === null ? null : client.request('catalog.previewBulk', { selection, change })),
    enabled: change !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** What was changed in the catalogue, newest first. */
export function useCatalogChanges() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.catalogChanges,
    queryFn: ({ pageParam }) => client.request('catalog.changes', { cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The newest change that can be taken back, asked for afresh; null when none can. */
export function useFindNewestChange() {
  const client = useClient();
  return async () => {
    const { items } = await client.request('catalog.changes', { limit: 10 });
    return items.find(({ undone, undoable }) => !undone && undoable) ?? null;
  };
}

/** Reads a product anew, past what is remembered of it. */
export function useReadProduct() {
  const client = useClient();
  const cache: QueryClient = useQueryClient();
  return async (productId: string) => {
    const product = await client.request('catalog.product', { productId });
    cache.setQueryData(keys.product(productId), product);
    return product;
  };
}
