import {
  type CatalogService,
  createCatalog,
  type NewProduct,
} from '../../src/main/catalog/catalog-service.ts';
import { openBooks } from './books.ts';

/** A catalogue with two categories, `a` and `b`, for the running test. */
export interface Shelf {
  readonly catalog: CatalogService;
  /** Adds products to category `a` unless they say otherwise; ids are `p1`, `p2`, … */
  add(...products: readonly (Partial<NewProduct> & { readonly name: string })[]): void;
  /** The names that a search finds, in order. */
  find(
    text: string,
    filter?: { readonly categoryId?: string; readonly favourite?: boolean },
  ): readonly string[];
  sell(...ids: readonly string[]): void;
}

export async function openShelf(): Promise<Shelf> {
  const { database } = await openBooks();
  const catalog = createCatalog(database, 'RUB');
  let count = 0;
  database.write((db) => {
    catalog.addCategory(db, 'a', 'First', 0);
    catalog.addCategory(db, 'b', 'Second', 1);
  });
  return {
    catalog,
    add: (...products) =>
      database.write((db) => {
        for (const product of products) {
          count += 1;
          catalog.addProduct(db, {
            id: `p${count}`,
            categoryId: 'a',
            sku: null,
            barcode: null,
            unit: 'piece',
            unitAmountMinor: 100 * count,
            favourite: false,
            ...product,
          });
        }
      }),
    find: (text, { categoryId = null, favourite = false } = {}) =>
      catalog.search({ text, categoryId, favourite, cursor: null, limit: 200 }).items.map(({ name }) => name),
    sell: (...ids) => database.write((db) => catalog.countSold(db, ids)),
  };
}
