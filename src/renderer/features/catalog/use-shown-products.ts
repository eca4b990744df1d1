import { useState } from 'react';
import type { ListRange, ProductList } from './product-list.ts';
import type { ProductSearch } from './queries.ts';
import { useHitList } from './use-hit-list.ts';
import { useShelfList } from './use-shelf-list.ts';

export interface ShownProducts {
  /** Null only before the first answer. */
  readonly list: ProductList | null;
  /** Why there is no answer to what is asked now. */
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** What the grid has in sight: the pages for it are fetched. */
  readonly onRange: (range: ListRange) => void;
}

const NOWHERE: ListRange = { key: '', first: 0, last: 0 };

/** The products that a search, or a shelf, shows; until they are there, what was shown before stays. */
export function useShownProducts(search: ProductSearch): ShownProducts {
  const [range, setRange] = useState(NOWHERE);
  const shelf = useShelfList(search.shelf, range);
  const hits = useHitList(search, range);
  const { list, error, onRetry } = search.text === '' ? shelf : hits;
  const [before, setBefore] = useState(list);
  if (list !== null && list !== before) setBefore(list);
  return { list: list ?? before, error: list === null ? error : null, onRetry, onRange: setRange };
}
