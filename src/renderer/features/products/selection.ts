import type { ProductSelection } from '../../../contract/views.ts';
import type { FoundBy } from './product-filter.ts';

/**
 * What a bulk change is for: products ticked one by one, which stay ticked while other searches are looked at, or all
 * that one search finds but some.
 */
export type Selection =
  | { readonly kind: 'these'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly filter: FoundBy; readonly except: ReadonlySet<string> };

/** As many as the contract names one by one. */
export const NAMED_MAX = 1000;

export const NOTHING_SELECTED: Selection = { kind: 'these', ids: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'these' ? selection.ids.has(id) : !selection.except.has(id);
}

/** Ticks a product, or takes its tick away; the same selection when no more can be named one by one. */
export function toggled(selection: Selection, id: string): Selection {
  if (selection.kind === 'these') {
    const ids = flipped(selection.ids, id);
    return ids === null ? selection : { ...selection, ids };
  }
  const except = flipped(selection.except, id);
  return except === null ? selection : { ...selection, except };
}

/** Ticks these as well; the same selection when they are too many. */
export function withIds(selection: Selection, more: readonly string[]): Selection {
  if (selection.kind === 'all') {
    const except = new Set(selection.except);
    for (const id of more) except.delete(id);
    return { ...selection, except };
  }
  const ids = new Set([...selection.ids, ...more]);
  return ids.size > NAMED_MAX ? selection : { ...selection, ids };
}

export function isNothing(selection: Selection): boolean {
  return selection.kind === 'these' && selection.ids.size === 0;
}

/** How many products, where `found` is how many the filter finds now. */
export function selectedCount(selection: Selection, found: number): number {
  return selection.kind === 'these' ? selection.ids.size : Math.max(0, found - selection.except.size);
}

/** As the contract takes it; null when nothing is selected. */
export function toWire(selection: Selection): ProductSelection | null {
  if (isNothing(selection)) return null;
  return selection.kind === 'these'
    ? { kind: 'these', ids: [...selection.ids] }
    : { kind: 'all', filter: selection.filter, except: [...selection.except] };
}

function flipped(set: ReadonlySet<string>, id: string): ReadonlySet<string> | null {
  const next = new Set(set);
  if (next.delete(id)) return next;
  return next.size >= NAMED_MAX ? null : next.add(id);
}
