import { AppError } from '../../../contract/errors.ts';
import type { OperationParsed } from '../../../contract/operations.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { CATEGORY_DEPTH_MAX, type Category } from '../../../domain/product.ts';
import type { ReadHandle } from '../../database/handles.ts';
import { categoryStore, withBelow } from '../file/category-store.ts';
import { productStore } from '../file/product-store.ts';
import type { ChangeItem } from './change-log.ts';

/** A change of the tree as items, with what it is called. */
export interface CategoryEdit {
  readonly id: string;
  readonly title: string;
  readonly items: readonly ChangeItem[];
}

/** @throws AppError CATEGORY_INVALID where the name is taken beside it, or the place is below itself or too deep */
export function savedCategory(
  db: ReadHandle,
  input: OperationParsed<'catalog.saveCategory'>,
  newId: () => string,
): CategoryEdit {
  const all = categoryStore.all(db);
  const before = input.id === null ? null : existing(all, input.id);
  const { name, parentId } = input;
  if (all.some((other) => other.parentId === parentId && other.id !== input.id && sameName(other.name, name)))
    throw invalid('name_taken');
  if (before?.parentId === parentId) {
    return edit(before, { ...before, name });
  }
  checkPlace(all, before?.id ?? null, parentId);
  const position = all.filter((other) => other.parentId === parentId).length;
  return edit(before, { id: before?.id ?? newId(), parentId, name, position });
}

/** Puts the category among its new siblings; those after it move on by one. */
export function movedCategory(
  db: ReadHandle,
  { id, parentId, position }: OperationParsed<'catalog.moveCategory'>,
): CategoryEdit {
  const all = categoryStore.all(db);
  const before = existing(all, id);
  checkPlace(all, id, parentId);
  const siblings = all.filter((other) => other.parentId === parentId && other.id !== id);
  if (siblings.some(({ name }) => sameName(name, before.name))) throw invalid('name_taken');
  const ordered = [...siblings.slice(0, position), { ...before, parentId }, ...siblings.slice(position)];
  const items = ordered.flatMap((after, index): readonly ChangeItem[] => {
    const was = all.find((other) => other.id === after.id) ?? null;
    const is = { ...after, position: index };
    return was && was.parentId === is.parentId && was.position === is.position
      ? []
      : [{ entity: 'category', before: was, after: is }];
  });
  return { id, title: before.name, items };
}

/** What is in it goes to its parent, products and categories alike. */
export function deletedCategory(db: ReadHandle, id: string, currency: CurrencyCode): CategoryEdit {
  const all = categoryStore.all(db);
  const before = existing(all, id);
  const heirs = all.filter(({ parentId }) => parentId === before.parentId).length;
  const children = all
    .filter(({ parentId }) => parentId === id)
    .map(
      (child, index): ChangeItem => ({
        entity: 'category',
        before: child,
        after: { ...child, parentId: before.parentId, position: heirs + index },
      }),
    );
  const products = categoryStore.productsIn(db, id).flatMap((productId): readonly ChangeItem[] => {
    const product = productStore.byId(db, productId, currency)?.product;
    return product
      ? [{ entity: 'product', before: product, after: { ...product, categoryId: before.parentId } }]
      : [];
  });
  const gone: ChangeItem = { entity: 'category', before, after: null };
  return { id, title: before.name, items: [...children, ...products, gone] };
}

function edit(before: Category | null, after: Category): CategoryEdit {
  return { id: after.id, title: after.name, items: [{ entity: 'category', before, after }] };
}

function existing(all: readonly Category[], id: string): Category {
  const found = all.find((category) => category.id === id);
  if (!found) throw new AppError('NOT_FOUND', 'There is no such category');
  return found;
}

function checkPlace(all: readonly Category[], id: string | null, parentId: string | null): void {
  if (parentId === null) return;
  existing(all, parentId);
  const below = id === null ? [] : withBelow(all, id);
  if (below.includes(parentId)) throw invalid('below_itself');
  const height = id === null ? 1 : heightOf(all, id);
  if (depthOf(all, parentId) + height > CATEGORY_DEPTH_MAX) throw invalid('too_deep');
}

function depthOf(all: readonly Category[], id: string): number {
  const parentId = all.find((category) => category.id === id)?.parentId ?? null;
  return parentId === null ? 1 : 1 + depthOf(all, parentId);
}

function heightOf(all: readonly Category[], id: string): number {
  const children = all.filter(({ parentId }) => parentId === id);
  return 1 + Math.max(0, ...children.map((child) => heightOf(all, child.id)));
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function invalid(reason: string): AppError {
  return new AppError('CATEGORY_INVALID', `The category cannot be so: ${reason}`, { details: { reason } });
}
