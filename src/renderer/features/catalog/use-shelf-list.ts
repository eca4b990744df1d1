import { useEffect, useMemo, useState } from 'react';
import { FIRST_PAGES, PAGE_SIZE, type PageWindow, pagesOf, touches, windowFor } from './page-window.ts';
import type { ListRange, ProductList } from './product-list.ts';
import { type ShelfPage, useFirstPage, useShelfPages } from './queries.ts';
import type { Shelf } from './shelf-tree.ts';

export interface ListAnswer {
  readonly list: ProductList | null;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** A whole shelf, of which only the pages around what is in sight are held. */
export function useShelfList(shelf: Shelf, range: ListRange): ListAnswer {
  const key = `shelf/${shelf ?? ''}`;
  const { data: first, error, refetch } = useFirstPage(shelf);
  const { from, to } = useHeldWindow(key, range, first?.total ?? 0);
  const pages = useShelfPages(shelf, pagesOf({ from, to }));
  const list = useMemo(() => (first ? shelfList(key, first, pages) : null), [key, first, pages]);
  return { list, error, onRetry: () => void refetch() };
}

function shelfList(key: string, first: ShelfPage, pages: readonly ShelfPage[]): ProductList {
  const byPage = new Map([first, ...pages].map(({ page, items }) => [page, items]));
  return {
    key,
    text: '',
    count: first.total,
    at: (index) => byPage.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE] ?? null,
    total: first.total,
    totalIsExact: true,
    understood: null,
  };
}

/** How long the scrollbar must rest before main is asked for a far place: what flies by is not read. */
const REST_MS = 70;

function useHeldWindow(key: string, range: ListRange, count: number): PageWindow {
  const { from, to } = range.key === key ? windowFor(range.first, range.last, count) : FIRST_PAGES;
  const [held, setHeld] = useState({ key, window: FIRST_PAGES });
  const window = held.key === key ? held.window : FIRST_PAGES;
  const isNear = touches(window, { from, to });
  useEffect(() => {
    const hold = () => setHeld({ key, window: { from, to } });
    if (isNear) {
      hold();
      return;
    }
    const timer = setTimeout(hold, REST_MS);
    return () => clearTimeout(timer);
  }, [key, from, to, isNear]);
  return window;
}
