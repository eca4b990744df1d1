import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** What the grid shows: a text, and all products, the favourites or one category. */
export interface ProductSearch {
  readonly text: string;
  readonly shelf: string | null;
}

export const FAVOURITES = 'favourites';

const PAGE = 100;

export function useCategories() {
  const client = useClient();
  return useQuery({
    queryKey: keys.categories,
    queryFn: () => client.request('catalog.categories', {}),
  });
}

/** Products page by page; while another search runs, the old result stays on the screen. */
export function useProducts(search: ProductSearch) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.products(search),
    queryFn: ({ pageParam }) =>
      client.request('catalog.search', { ...toInput(search), cursor: pageParam, limit: PAGE }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

const firstPage: string | null = null;

function toInput({ text, shelf }: ProductSearch) {
  if (shelf === FAVOURITES) return { text, favourite: true };
  return { text, categoryId: shelf };
}

/** The best match for what was typed or scanned, asked for afresh: the grid may still show an older answer. */
export function useFindBest() {
  const client = useClient();
  return async (search: ProductSearch) => {
    const page = await client.request('catalog.search', { ...toInput(search), limit: 1 });
    return page.items[0] ?? null;
  };
}
