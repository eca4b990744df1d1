import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { CategoryView, ProductView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { money, type Money } from '../../domain/money.ts';
import type { Category, Product, ProductUnit } from '../../domain/product.ts';
import { browseRowids } from './browsing.ts';
import type { CatalogFiles } from './file/catalog-files.ts';
import { categoryStore, withBelow } from './file/category-store.ts';
import { productStore } from './file/product-store.ts';
import { type SellableRow, sellableStore } from './file/sellable-store.ts';
import { productView, readTiles } from './product-view.ts';
import { createSearch } from './search/search.ts';

/** What a sale line is made of. */
export interface Sellable {
  readonly productId: string;
  readonly variantId: string;
  /** With the variant's name, where it has one. */
  readonly name: string;
  readonly unit: ProductUnit;
  readonly unitAmount: Money;
  readonly taxRateId: string | null;
  /** Inactive products are found, to be told apart from unknown ones, and not sold. */
  readonly active: boolean;
}

export interface CatalogService {
  /** What is sold under a variant's id; null where there is none. */
  sellable(variantId: string): Sellable | null;
  /** @param key see `barcodeKey` */
  sellableByBarcode(key: string): Sellable | null;
  /** @param key see `skuKey` */
  sellableBySku(key: string): Sellable | null;
  search(query: OperationParsed<'catalog.search'>): OperationOutput<'catalog.search'>;
  browse(query: OperationParsed<'catalog.browse'>): OperationOutput<'catalog.browse'>;
  /** @throws AppError PRODUCT_NOT_FOUND */
  product(productId: string): ProductView;
  categories(): readonly CategoryView[];
  priceHistory(query: OperationParsed<'catalog.priceHistory'>): OperationOutput<'catalog.priceHistory'>;
  isEmpty(): boolean;
  /** Puts products into the catalogue that nobody has typed: the demo's, a test's. Not a change that is listed. */
  fill(categories: readonly Category[], products: Iterable<Product>): void;
  /** What was read of the tree is not true any more. */
  forget(): void;
}

export interface CatalogParts {
  readonly files: CatalogFiles;
  readonly currency: CurrencyCode;
  readonly now: () => string;
}

/** Finding and reading; changing is `editing/`. */
export function createCatalog({ files, currency, now }: CatalogParts): CatalogService {
  const read = () => files.current.read;
  let tree: readonly Category[] | null = null;
  const below = (categoryId: string | null): readonly string[] | null => {
    if (categoryId === null) return null;
    tree ??= categoryStore.all(read());
    return withBelow(tree, categoryId);
  };
  const stored = (productId: string) => productStore.byId(read(), productId, currency);
  const sell = (row: SellableRow | undefined): Sellable | null => (row ? toSellable(row, currency) : null);
  return {
    sellable: (variantId) => sell(sellableStore.byVariant(read(), variantId)),
    sellableByBarcode: (key) => sell(sellableStore.byBarcode(read(), key)),
    sellableBySku: (key) => sell(sellableStore.bySku(read(), key)),
    search: ({ categoryId, ...query }) => {
      const { hits, ...found } = createSearch(read()).find({ ...query, categoryIds: below(categoryId) });
      return { ...found, items: [...readTiles(read(), hits, currency)] };
    },
    browse: (query) => {
      const { rowids, total } = browseRowids(read(), query, below(query.categoryId));
      const hits = rowids.map((rowid) => ({ rowid, variantId: null, marks: [] }));
      return { items: [...readTiles(read(), hits, currency)], total };
    },
    product: (productId) => {
      const found = stored(productId);
      if (!found) throw new AppError('PRODUCT_NOT_FOUND', 'There is no such product in the catalogue');
      return productView(found);
    },
    categories: () => categoryViews(categoryStore.all(read()), categoryStore.activeCounts(read())),
    priceHistory: ({ variantId, cursor, limit }) => {
      const before = cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER;
      const rows = read().all<PriceRow>(
        `SELECT sequence, at, staff_id, before_minor, after_minor FROM price_change
         WHERE variant_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?`,
        variantId,
        before,
        limit,
      );
      const last = rows.length === limit ? rows.at(-1) : undefined;
      const amount = (minor: number | null): Money | null => (minor === null ? null : money(minor, currency));
      return {
        items: rows.map(({ at, staff_id: staffId, before_minor, after_minor }) => ({
          at,
          staffId,
          before: amount(before_minor),
          after: amount(after_minor),
        })),
        nextCursor: last ? String(last.sequence) : null,
      };
    },
    isEmpty: () => read().get('SELECT 1 FROM product LIMIT 1') === undefined,
    fill: (categories, products) => {
      files.current.write((db) => {
        const at = now();
        for (const category of categories) categoryStore.put(db, category);
        for (const product of products) productStore.put(db, product, at);
      });
      tree = null;
    },
    forget: () => {
      tree = null;
    },
  };
}

interface PriceRow {
  readonly sequence: number;
  readonly at: string;
  readonly staff_id: string | null;
  readonly before_minor: number | null;
  readonly after_minor: number | null;
}

function toSellable(
  { name, variantName, amountMinor, ...row }: SellableRow,
  currency: CurrencyCode,
): Sellable {
  return {
    productId: row.productId,
    variantId: row.variantId,
    name: variantName === '' ? name : `${name} · ${variantName}`,
    unit: row.unit,
    unitAmount: money(amountMinor, currency),
    taxRateId: row.taxRateId,
    active: row.active === 1,
  };
}

/** Children follow their parent; counts are of everything below. */
function categoryViews(
  all: readonly Category[],
  counts: ReadonlyMap<string | null, number>,
): readonly CategoryView[] {
  const siblings = Map.groupBy(all, ({ parentId }) => parentId);
  const views = (parentId: string | null): readonly CategoryView[] =>
    (siblings.get(parentId) ?? []).flatMap((category) => {
      const children = views(category.id);
      const own = counts.get(category.id) ?? 0;
      const direct = children.filter(({ parentId: id }) => id === category.id);
      const productCount = direct.reduce((sum, child) => sum + child.productCount, own);
      return [{ ...category, productCount }, ...children];
    });
  return views(null);
}
