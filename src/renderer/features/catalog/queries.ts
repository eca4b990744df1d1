import { useInfiniteQuery, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OperationOutput } from '../../../contract/operations.ts';
import type { ProductView } from '../../../contract/views.ts';
import { useClient } from '../../client/client-context.tsx';
import type { Client } from '../../client/client.ts';
import { keys } from '../../queries/keys.ts';
import { PAGE_SIZE } from './page-window.ts';
import { FAVOURITES, type Shelf } from './shelf-tree.ts';

/** What the grid shows: a text, and all products, the favourites or one category. */
export interface ProductSearch {
  readonly text: string;
  readonly shelf: Shelf;
}

/** Products of one answer to a search: the first screenful quickly, more while it is scrolled. */
const HITS = 60;

export function useCategories() {
  const client = useClient();
  return useQuery({
    queryKey: keys.categories,
    queryFn: () => client.request('catalog.categories', {}),
  });
}

/** One page of a shelf, with which one it is. */
export interface ShelfPage extends OperationOutput<'catalog.browse'> {
  readonly page: number;
}

/** What is out of sight is forgotten at once: main has all of it, a hundred thousand do not fit in here. */
const pageOf = (client: Client, shelf: Shelf, page: number) => ({
  queryKey: keys.shelfPage(shelf, page),
  queryFn: async (): Promise<ShelfPage> => {
    const window = { offset: page * PAGE_SIZE, limit: PAGE_SIZE };
    return { ...(await client.request('catalog.browse', { ...placeOf(shelf), ...window })), page };
  },
  gcTime: 0,
});

/** The first page stays while the screen is shown: it says how many there are, and is there again at once. */
export function useFirstPage(shelf: Shelf) {
  return useQuery(pageOf(useClient(), shelf, 0));
}

export function useShelfPages(shelf: Shelf, pages: readonly number[]): readonly ShelfPage[] {
  const client = useClient();
  return useQueries({ queries: pages.map((page) => pageOf(client, shelf, page)), combine: present });
}

function present(results: readonly { readonly data: ShelfPage | undefined }[]): readonly ShelfPage[] {
  return results.flatMap(({ data }) => (data === undefined ? [] : [data]));
}

/** The hits of a search, page by page. Each text has an answer of its own: a late one never covers a newer. */
export function useHits(search: ProductSearch) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.products(search),
    queryFn: ({ pageParam }) =>
      client.request('catalog.search', { ...toInput(search), cursor: pageParam, limit: HITS }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    enabled: search.text !== '',
    gcTime: KEPT_MS,
  });
}

const firstPage: string | null = null;

/** Long enough to take a letter back and see the answer at once. */
const KEPT_MS = 30_000;

const placeOf = (shelf: Shelf) => (shelf === FAVOURITES ? { favourite: true } : { categoryId: shelf });

const toInput = ({ text, shelf }: ProductSearch) => ({ text, ...placeOf(shelf) });

/** The best match for what was typed or scanned, asked for afresh: the grid may still show an older answer. */
export function useFindBest() {
  const client = useClient();
  return async (search: ProductSearch) => {
    const page = await client.request('catalog.search', { ...toInput(search), limit: 1 });
    return page.items[0] ?? null;
  };
}

/** As long as a sale may lie open with a variant of it. */
const KNOWN_MS = 3_600_000;

export function useProduct(productId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.product(productId),
    queryFn: () => client.request('catalog.product', { productId }),
    gcTime: KNOWN_MS,
  });
}

/** The products that were looked at whole, such as to choose a variant: what this screen knows of whose a variant is. */
export function useKnownProducts(): () => readonly ProductView[] {
  const cache = useQueryClient();
  return () =>
    cache
      .getQueriesData<ProductView>({ queryKey: keys.productCards })
      .flatMap(([, product]) => (product === undefined ? [] : [product]));
}
