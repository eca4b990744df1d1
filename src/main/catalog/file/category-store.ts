import type { Category } from '../../../domain/product.ts';
import type { ReadHandle, WriteHandle } from '../../database/handles.ts';
import { sortName } from './keys.ts';

interface CategoryRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly position: number;
}

const toCategory = ({ id, parent_id: parentId, name, position }: CategoryRow): Category => ({
  id,
  parentId,
  name,
  position,
});

/** The shelves of the catalogue's file. */
export const categoryStore = {
  /** Siblings in their order; parents are not before their children. */
  all: (db: ReadHandle): readonly Category[] =>
    db
      .all<CategoryRow>('SELECT id, parent_id, name, position FROM category ORDER BY position, sort_name, id')
      .map(toCategory),

  byId: (db: ReadHandle, id: string): Category | null => {
    const row = db.get<CategoryRow>('SELECT id, parent_id, name, position FROM category WHERE id = ?', id);
    return row ? toCategory(row) : null;
  },

  put: (db: WriteHandle, { id, parentId, name, position }: Category): void =>
    db.runOne(
      `INSERT INTO category (id, parent_id, name, sort_name, position) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name,
       sort_name = excluded.sort_name, position = excluded.position`,
      id,
      parentId,
      name,
      sortName(name),
      position,
    ),

  remove: (db: WriteHandle, id: string): void => db.runOne('DELETE FROM category WHERE id = ?', id),

  /** Active products of each category, without those below it. */
  activeCounts: (db: ReadHandle): ReadonlyMap<string | null, number> =>
    new Map(
      db
        .all<{ category_id: string | null; count: number }>(
          'SELECT category_id, count(*) AS count FROM product WHERE active = 1 GROUP BY category_id',
        )
        .map(({ category_id: id, count }) => [id, count]),
    ),

  /** Ids of the products in it, without those below it. */
  productsIn: (db: ReadHandle, id: string): readonly string[] =>
    db
      .all<{ id: string }>('SELECT id FROM product WHERE category_id = ? ORDER BY rowid', id)
      .map((row) => row.id),
};

/** The category and everything below it. */
export function withBelow(categories: readonly Category[], id: string): readonly string[] {
  const found = [id];
  for (let index = 0; index < found.length; index++) {
    for (const { id: child, parentId } of categories) if (parentId === found[index]) found.push(child);
  }
  return found;
}
