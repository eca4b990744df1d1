import { useThrottledValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { ProductTileView, UnderstoodView } from '../../../contract/views.ts';
import { isSearching, PAGE_ROWS, pagesAround, type ProductFilter } from './product-filter.ts';
import { useProductPages, useProductsFound } from './queries.ts';

/** The products that a filter finds, as a list that can be scrolled to anywhere. */
export interface FoundProducts {
  /** Null until main has answered once. */
  readonly total: number | null;
  /** A search counts up to a thousand. */
  readonly totalIsExact: boolean;
  /** How many rows the list has now, those included that are still to come. */
  readonly rowCount: number;
  /** Null: it is on its way. */
  readonly rowAt: (index: number) => ProductTileView | null;
  readonly understood: UnderstoodView | null;
  /** Tells which rows are in sight, so that theirs are asked for. */
  readonly onRange: (first: number, last: number) => void;
}

/** A finger on the scroll bar passes a thousand pages a second; these many are asked for. */
const ASK_EVERY_MS = 60;
/** Rows to come that are shown below a search that goes on. */
const MORE_ROWS = 20;

type Range = readonly [first: number, last: number];

const TOP: Range = [0, 30];

export function useFoundProducts(filter: ProductFilter): FoundProducts {
  const [range, setRange] = useState<Range>(TOP);
  const asked = useThrottledValue(range, ASK_EVERY_MS);
  const listed = useListed(filter, asked);
  const searched = useSearched(filter, asked);
  const now = isSearching(filter) ? searched : listed;
  // The list before stays until the first answer of the new one: no blink between two letters.
  const before = useRef<Omit<FoundProducts, 'onRange'> | null>(null);
  useEffect(() => {
    if (now.total !== null) before.current = now;
  });
  const shown = now.total === null ? (before.current ?? now) : now;
  const onRange = (first: number, last: number) => {
    if (first !== range[0] || last !== range[1]) setRange([first, last]);
  };
  return { ...shown, onRange };
}

function useListed(filter: ProductFilter, [first, last]: Range): Omit<FoundProducts, 'onRange'> {
  const [known, setKnown] = useState<number | null>(null);
  const pages = useProductPages(filter, pagesAround(first, last, known));
  const [some] = pages.values();
  const total = some?.total ?? null;
  if (total !== null && total !== known) setKnown(total);
  return {
    total,
    totalIsExact: true,
    rowCount: total ?? 0,
    rowAt: (index) => pages.get(Math.floor(index / PAGE_ROWS))?.items[index % PAGE_ROWS] ?? null,
    understood: null,
  };
}

function useSearched(filter: ProductFilter, [, last]: Range): Omit<FoundProducts, 'onRange'> {
  const { data, hasNextPage, isFetching, isPlaceholderData, fetchNextPage } = useProductsFound(filter);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const [head] = data?.pages ?? [];
  const wantsMore = hasNextPage && !isFetching && !isPlaceholderData && last >= items.length - MORE_ROWS;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);
  return {
    total: head?.total ?? null,
    totalIsExact: head?.totalIsExact ?? true,
    rowCount: items.length + (hasNextPage ? MORE_ROWS : 0),
    rowAt: (index) => items[index] ?? null,
    understood: head?.understood ?? null,
  };
}
