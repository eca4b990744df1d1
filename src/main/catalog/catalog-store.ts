import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface ProductRow {
  readonly id: string;
  readonly name: string;
  readonly category_id: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly unit: 'piece' | 'kilogram';
  readonly unit_amount_minor: number;
  readonly favourite: number;
}

export interface NewProductRow extends ProductRow {
  readonly sort_name: string;
  readonly words: string;
}

export interface ProductFilter {
  readonly categoryId: string | null;
  readonly favourite: boolean;
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

const toParams = ({ categoryId, favourite }: ProductFilter) => ({
  categoryId,
  favourite: favourite ? 1 : 0,
});

const COLUMNS = `p.id, p.name, p.category_id, p.sku, p.barcode, p.unit, p.unit_amount_minor, p.favourite`;

const FILTER = `p.active = 1 AND (:categoryId IS NULL OR p.category_id = :categoryId) AND (:favourite = 0 OR p.favourite = 1)`;

/** Which full-text table answers: whole words by their beginning, or parts of words. */
export type SearchIndex = 'product_words' | 'product_parts';

export const catalogStore = {
  find: (db: ReadHandle, id: string) =>
    db.get<ProductRow>(`SELECT ${COLUMNS} FROM product p WHERE p.id = ? AND p.active = 1`, id),

  browse: (db: ReadHandle, filter: ProductFilter, { offset, limit }: Page) =>
    db.all<ProductRow>(
      `SELECT ${COLUMNS} FROM product p WHERE ${FILTER} ORDER BY p.sort_name, p.id LIMIT :limit OFFSET :offset`,
      { ...toParams(filter), limit, offset },
    ),

  countBrowse: (db: ReadHandle, filter: ProductFilter): number =>
    db.get<{ count: number }>(`SELECT count(*) AS count FROM product p WHERE ${FILTER}`, toParams(filter))
      ?.count ?? 0,

  /** An exact barcode or SKU first, then what sells most, then by name. */
  search: (
    db: ReadHandle,
    index: SearchIndex,
    query: string,
    exact: string,
    filter: ProductFilter,
    { offset, limit }: Page,
  ) =>
    db.all<ProductRow>(
      `SELECT ${COLUMNS} FROM ${index} JOIN product p ON p.rowid = ${index}.rowid
       WHERE ${index} MATCH :query AND ${FILTER}
       ORDER BY (p.barcode IS :exact OR p.sku IS :exact) DESC, p.sold_count DESC, p.sort_name, p.id LIMIT :limit OFFSET :offset`,
      { ...toParams(filter), limit, offset, query, exact },
    ),

  countSearch: (db: ReadHandle, index: SearchIndex, query: string, filter: ProductFilter): number =>
    db.get<{ count: number }>(
      `SELECT count(*) AS count FROM ${index} JOIN product p ON p.rowid = ${index}.rowid
       WHERE ${index} MATCH :query AND ${FILTER}`,
      { ...toParams(filter), query },
    )?.count ?? 0,

  categories: (db: ReadHandle) =>
    db.all<{ id: string; name: string; count: number }>(
      `SELECT c.id, c.name, count(p.id) AS count FROM category c
       LEFT JOIN product p ON p.category_id = c.id AND p.active = 1 GROUP BY c.id ORDER BY c.position, c.id`,
    ),

  countAll: (db: ReadHandle): number =>
    db.get<{ count: number }>('SELECT count(*) AS count FROM product')?.count ?? 0,

  insertCategory: (db: WriteHandle, id: string, name: string, position: number): void =>
    db.runOne('INSERT INTO category (id, name, position) VALUES (?, ?, ?)', id, name, position),

  insertProduct: (db: WriteHandle, row: NewProductRow): void => {
    const rowid = db.get<{ rowid: number }>(
      `INSERT INTO product (id, name, sort_name, category_id, sku, barcode, unit, unit_amount_minor, favourite, active)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING rowid`,
      row.id,
      row.name,
      row.sort_name,
      row.category_id,
      row.sku,
      row.barcode,
      row.unit,
      row.unit_amount_minor,
      row.favourite,
    )?.rowid;
    if (rowid === undefined) throw new Error('The product was not inserted');
    db.run('INSERT INTO product_words (rowid, words) VALUES (?, ?)', rowid, row.words);
    db.run('INSERT INTO product_parts (rowid, words) VALUES (?, ?)', rowid, row.words);
  },

  countSold: (db: WriteHandle, productId: string): number =>
    db.run('UPDATE product SET sold_count = sold_count + 1 WHERE id = ?', productId),
};
