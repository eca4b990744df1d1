import { z } from 'zod';
import type { CatalogChangeView } from '../../../contract/views.ts';
import type { Category, Product } from '../../../domain/product.ts';
import type { ReadHandle, WriteHandle } from '../../database/handles.ts';
import { actorFields, currentStaffId } from '../../staff/actor.ts';
import { categoryStore } from '../file/category-store.ts';
import { dueForJournal, type PriceChange } from '../file/price-changes.ts';
import { type ProductFacts, productStore } from '../file/product-store.ts';
import { keptFactsSchema, storedCategorySchema, storedProductSchema } from './snapshots.ts';

/** One thing that a change has touched, as it was and as it is; null: it was not there, or is not any more. */
export type ChangeItem =
  | {
      readonly entity: 'product';
      readonly before: Product | null;
      readonly after: Product | null;
      /** Of a product that comes back. */
      readonly facts?: ProductFacts | undefined;
    }
  | { readonly entity: 'category'; readonly before: Category | null; readonly after: Category | null };

export interface NewChange {
  readonly id: string;
  readonly at: string;
  readonly kind: CatalogChangeView['kind'];
  readonly title: string;
  /** In the order in which they were made; taken back the other way round. */
  readonly items: readonly ChangeItem[];
}

interface ChangeRow {
  readonly sequence: number;
  readonly id: string;
  readonly at: string;
  readonly staff_id: string | null;
  readonly kind: CatalogChangeView['kind'];
  readonly facts: string;
  readonly whole_file: 0 | 1;
  readonly undone_at: string | null;
}

/** Makes a change and keeps what it takes to go back, in one transaction of the catalogue's file. */
export function makeChange(db: WriteHandle, change: NewChange): void {
  const facts = change.items.map((item) => factsOfRemoved(db, item));
  for (const item of change.items) apply(db, item, change.at);
  const count = change.items.filter(({ entity }) => entity === 'product').length;
  const row = db.get<{ sequence: number }>(
    `INSERT INTO change (id, at, staff_id, kind, facts, whole_file) VALUES (?, ?, ?, ?, ?, 0) RETURNING sequence`,
    change.id,
    change.at,
    currentStaffId(),
    change.kind,
    JSON.stringify({ title: change.title, count }),
  );
  if (!row) throw new Error('The change was not kept');
  change.items.forEach(({ entity, before, after }, position) => {
    db.runOne(
      'INSERT INTO change_item (change_sequence, position, entity, entity_id, before, after) VALUES (?, ?, ?, ?, ?, ?)',
      row.sequence,
      position,
      entity,
      (before ?? after)?.id ?? '',
      before && JSON.stringify({ ...before, kept: facts[position] }),
      after && JSON.stringify(after),
    );
  });
  forgetOld(db);
  keepPrices(db, change.id, change.at, change.items);
}

/** How well a product sells is in its row alone, and goes with it. */
function factsOfRemoved(db: ReadHandle, item: ChangeItem): ProductFacts | undefined {
  if (item.entity !== 'product' || item.after !== null || item.before === null) return undefined;
  return productStore.factsOf(db, item.before.id) ?? undefined;
}

/** The newest change that stands: the only one that can be taken back. */
export function newestStanding(db: ReadHandle): ChangeRow | null {
  return (
    db.get<ChangeRow>('SELECT * FROM change WHERE undone_at IS NULL ORDER BY sequence DESC LIMIT 1') ?? null
  );
}

/** Whether what it takes to go back is still there. */
export function isUndoable(db: ReadHandle, row: ChangeRow, hasPreviousFile: boolean): boolean {
  if (row.undone_at !== null || newestStanding(db)?.sequence !== row.sequence) return false;
  return row.whole_file === 1 ? hasPreviousFile : items(db, row.sequence).length > 0;
}

/** Takes a change back that was made in this file. */
export function undoChange(db: WriteHandle, row: ChangeRow, at: string): void {
  const back = items(db, row.sequence).map(reversed).reverse();
  for (const item of back) apply(db, item, at);
  db.runOne('UPDATE change SET undone_at = ? WHERE sequence = ?', at, row.sequence);
  keepPrices(db, row.id, at, back);
  db.runOne(
    'INSERT INTO journal_due (kind, subject_id, payload) VALUES (?, ?, ?)',
    'catalog.undone',
    row.id,
    JSON.stringify({ ...actorFields(), kind: row.kind }),
  );
}

/** Newest first. @param before a sequence; undefined: from the newest */
export function listChanges(db: ReadHandle, before: number | undefined, limit: number): readonly ChangeRow[] {
  return db.all<ChangeRow>(
    'SELECT * FROM change WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  );
}

const factsSchema = z.object({ title: z.string(), count: z.number().int() });

export function toChangeView(row: ChangeRow, undoable: boolean): CatalogChangeView {
  const facts = factsSchema.parse(JSON.parse(row.facts));
  const { id, at, kind } = row;
  return { id, at, staffId: row.staff_id, kind, ...facts, undone: row.undone_at !== null, undoable };
}

interface ItemRow {
  readonly entity: 'product' | 'category';
  readonly before: string | null;
  readonly after: string | null;
}

function items(db: ReadHandle, sequence: number): readonly ChangeItem[] {
  return db
    .all<ItemRow>(
      'SELECT entity, before, after FROM change_item WHERE change_sequence = ? ORDER BY position',
      sequence,
    )
    .map(
      ({ entity, before, after }): ChangeItem =>
        entity === 'product'
          ? { entity, before: readProduct(before), after: readProduct(after), facts: readFacts(before) }
          : { entity, before: readCategory(before), after: readCategory(after) },
    );
}

function readProduct(text: string | null): Product | null {
  return text === null ? null : storedProductSchema.parse(JSON.parse(text));
}

function readFacts(text: string | null): ProductFacts | undefined {
  return text === null ? undefined : keptFactsSchema.parse(JSON.parse(text)).kept;
}

function readCategory(text: string | null): Category | null {
  return text === null ? null : storedCategorySchema.parse(JSON.parse(text));
}

function reversed(item: ChangeItem): ChangeItem {
  return item.entity === 'product'
    ? { entity: 'product', before: item.after, after: item.before, facts: item.facts }
    : { entity: 'category', before: item.after, after: item.before };
}

function apply(db: WriteHandle, item: ChangeItem, at: string): void {
  if (item.entity === 'product') {
    if (item.after && item.facts) productStore.bringBack(db, item.after, item.facts, at);
    else if (item.after) productStore.put(db, item.after, at);
    else if (item.before) productStore.remove(db, item.before.id);
  } else if (item.after) categoryStore.put(db, item.after);
  else if (item.before) categoryStore.remove(db, item.before.id);
}

/** So many changes can be taken back one after the other; the list itself is longer. */
const UNDO_DEPTH = 200;
/** So many lines the list has. */
const LISTED = 2000;

function forgetOld(db: WriteHandle): void {
  db.run(
    `DELETE FROM change_item WHERE change_sequence <= (SELECT max(sequence) FROM change) - ${UNDO_DEPTH}`,
  );
  db.run(`DELETE FROM change WHERE sequence <= (SELECT max(sequence) FROM change) - ${LISTED}`);
}

/** Every price that differs, in the history of prices; changes of a price go into the journal as well (AUD-1). */
function keepPrices(db: WriteHandle, changeId: string, at: string, made: readonly ChangeItem[]): void {
  const prices = made.flatMap((item) => (item.entity === 'product' ? priceChanges(item) : []));
  for (const { variantId, beforeMinor, afterMinor } of prices) {
    db.runOne(
      `INSERT INTO price_change (variant_id, at, staff_id, change_id, before_minor, after_minor)
       VALUES (?, ?, ?, ?, ?, ?)`,
      variantId,
      at,
      currentStaffId(),
      changeId,
      beforeMinor,
      afterMinor,
    );
  }
  dueForJournal(
    db,
    changeId,
    prices.filter(({ beforeMinor, afterMinor }) => beforeMinor !== null && afterMinor !== null),
  );
  for (const item of made) {
    if (item.entity !== 'product' || item.after !== null || item.before === null) continue;
    db.runOne(
      'INSERT INTO journal_due (kind, subject_id, payload) VALUES (?, ?, ?)',
      'catalog.product_deleted',
      item.before.id,
      JSON.stringify({ ...actorFields(), change: changeId }),
    );
  }
}

function priceChanges({
  before,
  after,
}: ChangeItem & { readonly entity: 'product' }): readonly PriceChange[] {
  const old = new Map(before?.variants.map(({ id, unitAmount }) => [id, unitAmount.amountMinor]));
  const present = new Map(after?.variants.map(({ id, unitAmount }) => [id, unitAmount.amountMinor]));
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((variantId) => {
    const beforeMinor = old.get(variantId) ?? null;
    const afterMinor = present.get(variantId) ?? null;
    return beforeMinor === afterMinor ? [] : [{ variantId, beforeMinor, afterMinor }];
  });
}
