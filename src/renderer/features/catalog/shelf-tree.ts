import type { CategoryView } from '../../../contract/views.ts';

/** What the chips show: null for all products, FAVOURITES, or a category's id. */
export type Shelf = string | null;

export const FAVOURITES = 'favourites';

/** The second row of chips: what stands on a shelf, and the way back up. */
export interface ShelfLevel {
  readonly of: CategoryView;
  readonly children: readonly CategoryView[];
  /** Where the way back leads: one level up, or to all products. */
  readonly up: CategoryView | null;
}

export interface ShelfRows {
  readonly top: readonly CategoryView[];
  /** The top category that the chosen one stands in; null with all products and the favourites. */
  readonly topChosen: string | null;
  /** Null while nothing is chosen that has shelves in it, or stands beside others. */
  readonly level: ShelfLevel | null;
}

/**
 * The chips for a shelf. A shelf with others in it shows those; one without shows its neighbours, so that the finger
 * goes on from one to the next.
 * @param categories in the order in which they are shown
 */
export function shelfRows(categories: readonly CategoryView[], shelf: Shelf): ShelfRows {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const childrenOf = (id: string) => categories.filter(({ parentId }) => parentId === id);
  const parentOf = ({ parentId }: CategoryView) => (parentId === null ? null : (byId.get(parentId) ?? null));
  const top = categories.filter((category) => parentOf(category) === null);
  const chosen = shelf === null ? undefined : byId.get(shelf);
  if (!chosen) return { top, topChosen: null, level: null };
  const of = childrenOf(chosen.id).length > 0 ? chosen : parentOf(chosen);
  return {
    top,
    topChosen: rootOf(chosen, parentOf).id,
    level: of === null ? null : { of, children: childrenOf(of.id), up: parentOf(of) },
  };
}

function rootOf(category: CategoryView, parentOf: (one: CategoryView) => CategoryView | null): CategoryView {
  const seen = new Set([category.id]);
  let root = category;
  for (let parent = parentOf(root); parent !== null && !seen.has(parent.id); parent = parentOf(root)) {
    seen.add(parent.id);
    root = parent;
  }
  return root;
}
