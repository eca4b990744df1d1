import type { ProductSelection } from '../../../contract/views.ts';
import type { ReadHandle } from '../../database/handles.ts';
import { categoryStore, withBelow } from '../file/category-store.ts';
import { createSearch, type SearchPage } from '../search/search.ts';

type Filter = Extract<ProductSelection, { readonly kind: 'all' }>['filter'];

/** The rowids of what was selected, in the order of rank. Products that are gone meanwhile are not in it. */
export function selectedRowids(db: ReadHandle, selection: ProductSelection): readonly number[] {
  if (selection.kind === 'these') return rowidsOf(db, selection.ids);
  const left = new Set(rowidsOf(db, selection.except));
  const all =
    selection.filter.text.trim() === '' ? byFilter(db, selection.filter) : bySearch(db, selection.filter);
  return all.filter((rowid) => !left.has(rowid));
}

/** How many of them are looked up in one statement. */
const IDS_AT_ONCE = 500;

function rowidsOf(db: ReadHandle, ids: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const json = JSON.stringify(ids.slice(from, from + IDS_AT_ONCE));
    found.push(
      ...db
        .all<{ rowid: number }>(
          'SELECT rowid FROM product WHERE id IN (SELECT value FROM json_each(?))',
          json,
        )
        .map(({ rowid }) => rowid),
    );
  }
  return found;
}

function byFilter(db: ReadHandle, { categoryId, favourite, state }: Filter): readonly number[] {
  const categories = categoryId === null ? null : withBelow(categoryStore.all(db), categoryId);
  return db
    .all<{ rowid: number }>(
      `SELECT rowid FROM product
       WHERE (:categories IS NULL OR category_id IN (SELECT value FROM json_each(:categories)))
       AND (:favourite = 0 OR favourite = 1) AND (:state = 'all' OR active = (:state = 'active'))
       ORDER BY rowid`,
      {
        categories: categories && JSON.stringify(categories),
        favourite: favourite ? 1 : 0,
        state,
      },
    )
    .map(({ rowid }) => rowid);
}

/** So many hits a page; the whole of a search is read page by page. */
const HITS_AT_ONCE = 200;

function bySearch(db: ReadHandle, { text, categoryId, favourite, state }: Filter): readonly number[] {
  const { find } = createSearch(db);
  const categoryIds = categoryId === null ? null : withBelow(categoryStore.all(db), categoryId);
  const found: number[] = [];
  let cursor: string | null = null;
  do {
    const page: SearchPage = find({ text, categoryIds, favourite, state, cursor, limit: HITS_AT_ONCE });
    found.push(...page.hits.map(({ rowid }) => rowid));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
