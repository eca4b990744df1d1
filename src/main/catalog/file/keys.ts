import { foldText } from '../search/search-text.ts';

/** What SKUs are compared by: `d-1` and ` D-1 ` are one. */
export function skuKey(sku: string): string {
  return sku.trim().toLowerCase();
}

/** What names are ordered by. */
export function sortName(name: string): string {
  return foldText(name);
}
