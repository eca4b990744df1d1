/** What the list of products shows, and in which order. */
export interface ProductFilter {
  readonly text: string;
  /** With everything below it; null: the whole catalogue. */
  readonly categoryId: string | null;
  readonly favourite: boolean;
  readonly state: 'active' | 'inactive' | 'all';
  /** Of the whole list; what is searched for comes best first. */
  readonly order: 'rank' | 'name';
}

export const WHOLE_CATALOGUE: ProductFilter = {
  text: '',
  categoryId: null,
  favourite: false,
  state: 'all',
  order: 'name',
};

/** The filter without its order: what is found does not depend on it. */
export type FoundBy = Omit<ProductFilter, 'order'>;

export function foundBy({ text, categoryId, favourite, state }: ProductFilter): FoundBy {
  return { text: text.trim(), categoryId, favourite, state };
}

export function isSearching({ text }: Pick<ProductFilter, 'text'>): boolean {
  return text.trim() !== '';
}

/** Whether anything narrows the list: an empty one then says another thing. */
export function isNarrowed(filter: ProductFilter): boolean {
  const { categoryId, favourite, state } = filter;
  return isSearching(filter) || categoryId !== null || favourite || state !== 'all';
}

/** How many rows one answer has. */
export const PAGE_ROWS = 100;

/**
 * The pages that the visible rows need, with one before and one behind them, so that scrolling meets rows that are
 * there already.
 */
export function pagesAround(first: number, last: number, total: number | null): readonly number[] {
  const lastPage = total === null ? 0 : Math.max(0, Math.ceil(total / PAGE_ROWS) - 1);
  const from = Math.max(0, Math.min(Math.floor(first / PAGE_ROWS) - 1, lastPage));
  const to = Math.min(Math.floor(last / PAGE_ROWS) + 1, lastPage);
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, index) => from + index);
}
