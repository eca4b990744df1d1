import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { TillEvent } from '../../src/contract/events.ts';
import { money } from '../../src/domain/money.ts';
import type { Category, Product } from '../../src/domain/product.ts';
import { runInNode } from '../../src/main/adapters/programs/node-program.ts';
import type { RunWork } from '../../src/main/catalog/work/work-runner.ts';
import { COUNT_EVERY_MS, openShelves, type Shelves } from '../../src/main/catalog/shelves.ts';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { openFileDesk } from '../../src/main/files/file-desk.ts';
import { createSettings } from '../../src/main/settings/settings-service.ts';
import { type Books, openBooks } from './books.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** A catalogue on disk beside its books, for the running test. */
export interface Shelf extends Omit<Shelves, 'open' | 'close'> {
  readonly books: Books;
  readonly clock: ManualClock;
  readonly events: readonly TillEvent[];
  readonly logged: readonly string[];
  /** Puts products on the shelf; ids are `p1`, `p2`, … of their own and of their variants. */
  add(...products: readonly ShelfProduct[]): void;
  /** The names that a search finds, in order. */
  find(
    text: string,
    filter?: { readonly categoryId?: string; readonly favourite?: boolean },
  ): readonly string[];
  /** Finishes a sale of these variants, and lets what sells be counted. */
  sell(...variantIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
  /** Ends this one and opens another on the same folder. */
  reopen(): Promise<Shelf>;
}

export type ShelfProduct = Partial<Omit<Product, 'variants'>> & {
  readonly name: string;
  readonly sku?: string | null;
  readonly barcode?: string | null;
  readonly amountMinor?: number;
  readonly variants?: Product['variants'];
};

const CATEGORIES: readonly Category[] = [
  { id: 'a', name: 'First', parentId: null, position: 0 },
  { id: 'b', name: 'Second', parentId: null, position: 1 },
];

/** A product with one variant of the same id, for a test that cares about little else. */
export function shelfProduct(id: string, given: ShelfProduct): Product {
  const { sku = null, barcode = null, amountMinor = 100, variants, ...rest } = given;
  const unitAmount = money(amountMinor, 'RUB');
  const barcodes = barcode === null ? [] : [barcode];
  return {
    id,
    description: '',
    categoryId: 'a',
    unit: 'piece',
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: null,
    ...rest,
    variants: variants ?? [{ id: rest.id ?? id, name: '', sku, barcodes, unitAmount }],
  };
}

export interface ShelfOptions {
  readonly books?: Books;
  /** Without the two categories. */
  readonly empty?: boolean;
  /** Where the long work is done; in a process, as the till does it, when absent. */
  readonly runWork?: RunWork;
}

/** Opens a catalogue with two categories, `a` and `b`; closed when the test ends. */
export async function openShelf(options: ShelfOptions = {}): Promise<Shelf> {
  const books = options.books ?? (await openBooks());
  const events: TillEvent[] = [];
  const logged: string[] = [];
  const log = (message: string): void => void logged.push(message);
  const clock = createManualClock();
  const sink = { emit: (event: TillEvent): void => void events.push(event) };
  const { database, journal, ids, now } = books;
  const logger = { info: log, warn: log, error: log };
  const desk = openFileDesk({ folder: join(dirname(books.path), 'files'), ids, logger });
  const shelves = await openShelves({
    database,
    modeFolder: dirname(books.path),
    currency: 'RUB',
    clock,
    ids,
    logger,
    events: sink,
    journal,
    settings: createSettings(database, journal, sink),
    now,
    ...(options.runWork ? { runWork: options.runWork } : {}),
    taxRateExists: (id) => id === 'vat',
    taxRates: () => [{ id: 'vat', name: 'VAT', basisPoints: 2000 }],
    desk,
    runProgram: runInNode,
  });
  let closed = false;
  const close = async (): Promise<void> => {
    if (!closed) await shelves.close();
    if (!closed) desk.close();
    closed = true;
  };
  onTestFinished(close);
  const { catalog } = shelves;
  if (catalog.isEmpty() && options.empty !== true) catalog.fill(CATEGORIES, []);
  shelves.open();
  let count = 0;
  return {
    ...shelves,
    books,
    clock,
    events,
    logged,
    add: (...products) =>
      catalog.fill(
        [],
        products.map((product) => shelfProduct(product.id ?? `p${++count}`, product)),
      ),
    find: (text, { categoryId = null, favourite = false } = {}) =>
      catalog
        .search({ text, categoryId, favourite, state: 'active', cursor: null, limit: 200 })
        .items.map(({ name }) => name),
    sell: async (...variantIds) => {
      finishSale(database, variantIds, ids.newId());
      await clock.advance(COUNT_EVERY_MS);
    },
    close,
    reopen: async () => {
      await close();
      return openShelf({ ...options, books });
    },
  };
}

/** As plain SQL: what a finished sale leaves in the books for the catalogue to count. */
function finishSale(database: TillDatabase, variantIds: readonly string[], saleId: string): void {
  database.write((db) => {
    const receipt =
      db.get<{ next: number }>('SELECT coalesce(max(receipt_sequence), 0) + 1 AS next FROM sale')?.next ?? 1;
    db.runOne(
      `INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at)
       VALUES (?, 'open', 'RUB', 0, 100, ?, '2026-11-21T09:00:00.000Z')`,
      saleId,
      variantIds.length,
    );
    variantIds.forEach((variantId, position) => {
      db.runOne(
        `INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor,
         quantity_thousandths, total_minor) VALUES (?, ?, ?, ?, 'Tea', 'piece', 100, 1000, 100)`,
        `${saleId}-${position}`,
        saleId,
        position,
        variantId,
      );
    });
    db.runOne(
      `UPDATE sale SET state = 'completed', closed_at = opened_at, receipt_epoch = 1, receipt_sequence = ? WHERE id = ?`,
      receipt,
      saleId,
    );
  });
}
