import type { ProviderAnswer, ProviderProblem } from '../ports.ts';
import type { IssuerPage, PageWish } from '../ports-card-issuer.ts';

/** The largest page that the issuer gives. */
export const PAGE_MAX = 1000;
/** No list is read beyond so many pages, but for a file. */
const PAGES_MAX = 50;

/** A list as it was read, page by page. */
export interface WholeList<T> {
  readonly items: readonly T[];
  readonly unreadable: number;
  /** All pages were read. */
  readonly whole: boolean;
}

export type ListAnswer<T> =
  | { readonly kind: 'ok'; readonly list: WholeList<T> }
  | { readonly kind: 'rejected' | 'unknown'; readonly problem: ProviderProblem };

/**
 * Reads a list to its end, or as far as it is wanted.
 * @param enough asked after each page with what there is so far
 */
export async function readWhole<T extends { readonly id: string }>(
  read: (page: PageWish) => Promise<ProviderAnswer<IssuerPage<T>>>,
  enough: (items: readonly T[]) => boolean = () => false,
): Promise<ListAnswer<T>> {
  const known = new Map<string, T>();
  let unreadable = 0;
  let offset = 0;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = await read({ offset, limit: PAGE_MAX });
    if (answer.kind !== 'ok') return { kind: answer.kind, problem: answer.problem };
    const { items, more } = answer.value;
    const before = known.size;
    // What is added while a list is read moves its rows to later pages: each counts once.
    for (const item of items) known.set(item.id, item);
    unreadable += answer.value.unreadable;
    offset += items.length + answer.value.unreadable;
    const all = [...known.values()];
    if (!more) return { kind: 'ok', list: { items: all, unreadable, whole: true } };
    // A list that does not move on would be read for ever.
    if (known.size === before || enough(all))
      return { kind: 'ok', list: { items: all, unreadable, whole: false } };
  }
  return { kind: 'ok', list: { items: [...known.values()], unreadable, whole: false } };
}
