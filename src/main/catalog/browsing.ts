import type { OperationParsed } from '../../contract/operations.ts';
import type { ReadHandle } from '../database/handles.ts';

type Browse = OperationParsed<'catalog.browse'>;

/** Any part of the whole list. @param categoryIds the chosen category with all below it; null: everything */
export function browseRowids(
  db: ReadHandle,
  query: Browse,
  categoryIds: readonly string[] | null,
): { readonly rowids: readonly number[]; readonly total: number } {
  const params = {
    categories: categoryIds && JSON.stringify(categoryIds),
    limit: query.limit,
    offset: query.offset,
  };
  const where = whereOf(query, categoryIds !== null);
  const filter = categoryIds === null ? {} : { categories: params.categories };
  const total =
    db.get<{ count: number }>(`SELECT count(*) AS count FROM product ${where}`, filter)?.count ?? 0;
  const rowids = db
    .all<{ rowid: number }>(
      `SELECT rowid FROM product ${where} ORDER BY ${ORDERS[query.order]} LIMIT :limit OFFSET :offset`,
      { ...filter, limit: params.limit, offset: params.offset },
    )
    .map(({ rowid }) => rowid);
  return { rowids, total };
}

const ORDERS = {
  rank: 'favourite DESC, sold_count DESC, sort_name, rowid',
  name: 'sort_name, rowid',
} as const;

/** Written out, not parameters: the planner chooses the index by what stands there. */
function whereOf({ favourite, state }: Browse, inCategories: boolean): string {
  const terms = [
    ...(state === 'all' ? [] : [`active = ${state === 'active' ? 1 : 0}`]),
    ...(favourite ? ['favourite = 1'] : []),
    ...(inCategories ? ['category_id IN (SELECT value FROM json_each(:categories))'] : []),
  ];
  return terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`;
}
