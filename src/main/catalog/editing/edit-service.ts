import { AppError } from '../../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../../contract/operations.ts';
import type { BulkChange, CatalogChangeView, ProductView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import type { TillDatabase } from '../../database/handles.ts';
import type { EventSink } from '../../events.ts';
import type { JournalService } from '../../journal/journal-service.ts';
import type { IdSource } from '../../ports.ts';
import { actorFields } from '../../staff/actor.ts';
import type { CatalogFiles } from '../file/catalog-files.ts';
import { categoryStore } from '../file/category-store.ts';
import { productStore } from '../file/product-store.ts';
import { productView } from '../product-view.ts';
import type { BulkWork } from './bulk-work.ts';
import { previewBulk, smallBulk } from './bulk-edits.ts';
import { deletedCategory, movedCategory, savedCategory, type CategoryEdit } from './category-edits.ts';
import {
  type ChangeItem,
  isUndoable,
  listChanges,
  makeChange,
  newestStanding,
  toChangeView,
  undoChange,
} from './change-log.ts';
import { toProduct } from './product-draft.ts';
import { selectedRowids } from './selection.ts';

export interface EditParts {
  readonly books: TillDatabase;
  readonly files: CatalogFiles;
  readonly currency: CurrencyCode;
  readonly ids: IdSource;
  readonly now: () => string;
  readonly events: EventSink;
  readonly journal: Pick<JournalService, 'append'>;
  readonly taxRateExists: (id: string) => boolean;
  readonly imageExists: (name: string) => boolean;
  /** @throws AppError CATALOG_BUSY while a new file of the catalogue is being made */
  readonly demandQuiet: () => void;
  /** The catalogue is another one: what is due for the journal is taken, screens ask again. */
  readonly changed: () => void;
  readonly work: BulkWork;
}

/** So many products are changed at the counter itself; more take a process, and the counter goes on. */
export const AT_ONCE = 200;

export interface EditService {
  save(draft: OperationParsed<'catalog.save'>): ProductView;
  remove(productId: string): void;
  previewBulk(input: OperationParsed<'catalog.previewBulk'>): OperationOutput<'catalog.previewBulk'>;
  bulk(input: OperationParsed<'catalog.bulk'>): OperationOutput<'catalog.bulk'>;
  saveCategory(input: OperationParsed<'catalog.saveCategory'>): { readonly id: string };
  moveCategory(input: OperationParsed<'catalog.moveCategory'>): void;
  deleteCategory(id: string): void;
  changes(input: OperationParsed<'catalog.changes'>): OperationOutput<'catalog.changes'>;
  undo(changeId: string): Promise<void>;
}

/** Changes of the catalogue by hand: each kept with what it takes to go back. */
export function createEdits(parts: EditParts): EditService {
  const { files, currency } = parts;
  const read = () => files.current.read;
  const make = (kind: CatalogChangeView['kind'], title: string, items: readonly ChangeItem[]): void => {
    if (items.length === 0) return;
    files.current.write((db) =>
      makeChange(db, { id: parts.ids.newId(), at: parts.now(), kind, title, items }),
    );
    parts.changed();
  };
  const stored = (productId: string) => {
    const found = productStore.byId(read(), productId, currency);
    if (!found) throw new AppError('PRODUCT_NOT_FOUND', 'There is no such product in the catalogue');
    return found;
  };
  const editCategory = (kind: CatalogChangeView['kind'], edit: CategoryEdit): { readonly id: string } => {
    make(kind, edit.title, edit.items);
    return { id: edit.id };
  };

  return {
    save: (draft) => {
      parts.demandQuiet();
      const before = draft.id === null ? null : stored(draft.id);
      if (before && before.revision !== draft.revision) {
        throw new AppError('CATALOG_CHANGED', 'Somebody else has changed this product');
      }
      const context = { ...parts, db: read(), newId: () => parts.ids.newId() };
      const after = toProduct(context, draft, before?.product ?? null);
      const same = before && JSON.stringify(before.product) === JSON.stringify(after);
      const kind = before ? 'product_changed' : 'product_added';
      if (!same) make(kind, after.name, [{ entity: 'product', before: before?.product ?? null, after }]);
      return productView(stored(after.id));
    },
    remove: (productId) => {
      parts.demandQuiet();
      const { product } = stored(productId);
      make('product_deleted', product.name, [{ entity: 'product', before: product, after: null }]);
    },
    previewBulk: ({ selection, change }) => {
      demandCurrency(change);
      return previewBulk(read(), currency, selection, change);
    },
    bulk: ({ selection, change }) => {
      parts.demandQuiet();
      demandCurrency(change);
      if (change.kind === 'category' && change.categoryId !== null) existingCategory(change.categoryId);
      if (change.kind === 'tax' && change.taxRateId !== null && !parts.taxRateExists(change.taxRateId)) {
        throw new AppError('PRODUCT_INVALID', 'There is no such rate', {
          details: { field: 'tax', reason: 'unknown' },
        });
      }
      const rowids = selectedRowids(read(), selection);
      if (rowids.length > AT_ONCE) {
        parts.work.start(change.kind, { kind: 'bulk', selection, change });
        return { changed: rowids.length, inBackground: true };
      }
      const items = smallBulk(read(), currency, rowids, change);
      make('bulk_changed', change.kind, items);
      return { changed: items.length, inBackground: false };
    },
    saveCategory: (input) => {
      parts.demandQuiet();
      return editCategory(
        input.id === null ? 'category_added' : 'category_changed',
        savedCategory(read(), input, () => parts.ids.newId()),
      );
    },
    moveCategory: (input) => {
      parts.demandQuiet();
      editCategory('category_moved', movedCategory(read(), input));
    },
    deleteCategory: (id) => {
      parts.demandQuiet();
      if (categoryStore.productsIn(read(), id).length > AT_ONCE) {
        const { parentId, name } = existingCategory(id);
        parts.work.start(name, { kind: 'drop_category', categoryId: id, parentId });
        return;
      }
      editCategory('category_deleted', deletedCategory(read(), id, currency));
    },
    changes: ({ cursor, limit }) => {
      const before = cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined;
      const rows = listChanges(read(), before, limit);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      const items = rows.map((row) => toChangeView(row, isUndoable(read(), row, files.hasPrevious)));
      return { items, nextCursor: last ? String(last.sequence) : null };
    },
    undo: async (changeId) => {
      parts.demandQuiet();
      const row = newestStanding(read());
      if (!row || row.id !== changeId || !isUndoable(read(), row, files.hasPrevious)) {
        throw new AppError('NOTHING_TO_UNDO', 'Only the newest change can be taken back');
      }
      if (row.whole_file === 0) {
        files.current.write((db) => undoChange(db, row, parts.now()));
      } else {
        const payload = { ...actorFields(), kind: row.kind };
        await files.goBack((db) =>
          parts.journal.append(db, { kind: 'catalog.undone', subjectId: row.id, payload }),
        );
      }
      parts.changed();
    },
  };

  function demandCurrency(change: BulkChange): void {
    if (!('amount' in change) || change.amount.currency === currency) return;
    throw new AppError('PRODUCT_INVALID', 'The shop has another currency', {
      details: { field: 'price', reason: 'currency' },
    });
  }

  function existingCategory(id: string) {
    const category = categoryStore.byId(read(), id);
    if (!category) throw new AppError('NOT_FOUND', 'There is no such category');
    return category;
  }
}
