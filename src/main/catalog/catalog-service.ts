import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import type { Category, Product, ProductUnit } from '../../domain/product.ts';
import type { TillDatabase, WriteHandle } from '../database/handles.ts';
import { catalogStore, type Page, type ProductFilter, type ProductRow } from './catalog-store.ts';
import { foldText, partsQuery, prefixQuery } from './search-text.ts';

export interface NewProduct {
  readonly id: string;
  readonly name: string;
  readonly categoryId: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly unit: ProductUnit;
  readonly unitAmountMinor: number;
  readonly favourite: boolean;
}

export interface CatalogService {
  /** An active product, or null. */
  find(productId: string): Product | null;
  search(query: OperationParsed<'catalog.search'>): OperationOutput<'catalog.search'>;
  categories(): readonly Category[];
  isEmpty(): boolean;
  addCategory(db: WriteHandle, id: string, name: string, position: number): void;
  addProduct(db: WriteHandle, product: NewProduct): void;
  /** Counts a sale of the products: what sells most comes first in a search. */
  countSold(db: WriteHandle, productIds: readonly string[]): void;
}

export function createCatalog(database: TillDatabase, currency: CurrencyCode): CatalogService {
  const { read } = database;
  const toProduct = (row: ProductRow): Product => ({
    id: row.id,
    name: row.name,
    categoryId: row.category_id,
    sku: row.sku,
    barcode: row.barcode,
    unit: row.unit,
    unitAmount: money(row.unit_amount_minor, currency),
    favourite: row.favourite === 1,
  });
  return {
    find: (productId) => {
      const row = catalogStore.find(read, productId);
      return row ? toProduct(row) : null;
    },
    search: (query) => {
      const page = { offset: readCursor(query.cursor), limit: query.limit };
      const { rows, total } = findRows(database, query, page);
      const end = page.offset + rows.length;
      return {
        items: rows.map(toProduct),
        nextCursor: end < total && rows.length > 0 ? String(end) : null,
        total,
      };
    },
    categories: () =>
      catalogStore.categories(read).map(({ id, name, count }) => ({ id, name, productCount: count })),
    isEmpty: () => catalogStore.countAll(read) === 0,
    addCategory: catalogStore.insertCategory,
    addProduct: (db, product) =>
      catalogStore.insertProduct(db, {
        id: product.id,
        name: product.name,
        sort_name: foldText(product.name),
        category_id: product.categoryId,
        sku: product.sku,
        barcode: product.barcode,
        unit: product.unit,
        unit_amount_minor: product.unitAmountMinor,
        favourite: product.favourite ? 1 : 0,
        words: foldText([product.name, product.sku ?? '', product.barcode ?? ''].join(' ')),
      }),
    countSold: (db, productIds) => {
      for (const id of productIds) catalogStore.countSold(db, id);
    },
  };
}

/** Words by their beginnings first; parts of words only where that finds nothing. */
function findRows(
  { read }: TillDatabase,
  { text, categoryId, favourite }: OperationParsed<'catalog.search'>,
  page: Page,
): { readonly rows: readonly ProductRow[]; readonly total: number } {
  const filter: ProductFilter = { categoryId, favourite };
  const exact = text.trim();
  if (exact === '') {
    return { rows: catalogStore.browse(read, filter, page), total: catalogStore.countBrowse(read, filter) };
  }
  for (const [index, query] of [
    ['product_words', prefixQuery(text)],
    ['product_parts', partsQuery(text)],
  ] as const) {
    const total = query === null ? 0 : catalogStore.countSearch(read, index, query, filter);
    if (query !== null && total > 0) {
      return { rows: catalogStore.search(read, index, query, exact, filter, page), total };
    }
  }
  return { rows: [], total: 0 };
}

/** Cursors are ours and opaque to the client; one that we did not make starts at the beginning. */
function readCursor(cursor: string | null): number {
  return cursor !== null && /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
}
