import { useEffect, useMemo } from 'react';
import type { OperationOutput } from '../../../contract/operations.ts';
import type { ListRange, ProductList } from './product-list.ts';
import { type ProductSearch, useHits } from './queries.ts';
import type { ListAnswer } from './use-shelf-list.ts';

type HitPage = OperationOutput<'catalog.search'>;

/** Places before the end of what is there at which more is asked for. */
const AHEAD = 30;

/** What a search has found; more of it comes by cursor while it is scrolled. */
export function useHitList(search: ProductSearch, range: ListRange): ListAnswer {
  const key = `search/${search.shelf ?? ''}/${search.text}`;
  const { data, error, refetch, hasNextPage, isFetching, isError, fetchNextPage } = useHits(search);
  const list = useMemo(() => (data ? hitList(key, search.text, data.pages) : null), [key, search.text, data]);
  const loaded = data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  const isNearEnd = range.key === key && range.last >= loaded - AHEAD;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetching, isError, fetchNextPage]);
  return { list, error, onRetry: () => void refetch() };
}

export function hitList(key: string, text: string, pages: readonly HitPage[]): ProductList {
  const items = pages.flatMap((page) => page.items);
  const [first] = pages;
  const total = first?.total ?? 0;
  const isWhole = (pages.at(-1)?.nextCursor ?? null) === null;
  return {
    key,
    text,
    // Places for what is still on its way; beyond what was counted, one at least, to be scrolled into.
    count: isWhole ? items.length : Math.max(total, items.length + 1),
    at: (index) => items[index] ?? null,
    total: isWhole ? items.length : total,
    totalIsExact: isWhole || (first?.totalIsExact ?? true),
    understood: first?.understood ?? null,
  };
}
