import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { TillEvent } from '../../src/contract/events.ts';
import type { ImportView } from '../../src/contract/views.ts';
import type { CurrencyCode } from '../../src/domain/currency.ts';
import type { Product } from '../../src/domain/product.ts';
import { createExchange, type ExchangeService } from '../../src/main/catalog/exchange/exchange-service.ts';
import type { KnownTaxRate } from '../../src/main/catalog/exchange/meaning/words.ts';
import { type CatalogFiles, openCatalogFiles } from '../../src/main/catalog/file/catalog-files.ts';
import { categoryStore } from '../../src/main/catalog/file/category-store.ts';
import { productStore } from '../../src/main/catalog/file/product-store.ts';
import { JOBS } from '../../src/main/catalog/work/jobs.ts';
import type { RunWork, WorkSignals } from '../../src/main/catalog/work/work-runner.ts';
import { type FileDesk, openFileDesk } from '../../src/main/files/file-desk.ts';
import { createSettings } from '../../src/main/settings/settings-service.ts';
import { type Books, openBooks } from '../builders/books.ts';
import { createManualClock } from '../builders/manual-clock.ts';

/** A catalogue with its files, desk and exchange, for the running test. */
export interface ImportShop {
  readonly books: Books;
  readonly files: CatalogFiles;
  readonly desk: FileDesk;
  readonly exchange: ExchangeService;
  readonly events: readonly TillEvent[];
  readonly logged: readonly string[];
  /** How often the catalogue was said to be another one. */
  readonly changes: () => number;
  put(...products: readonly Product[]): void;
  products(): readonly Product[];
  /** A product by its name. */
  named(name: string): Product;
  pathOf(product: Product): string;
  /** Lays a file on the desk. */
  lay(name: string, content: string | Uint8Array): Promise<string>;
  /** Opens, plans and waits. */
  plan(content: string | Uint8Array, given?: PlanGiven): Promise<ImportView>;
  /** What `plan` has planned becomes the catalogue. */
  apply(): Promise<ImportView>;
  /** Waits for a phase that is none of work. */
  settled(): Promise<ImportView>;
  rows(
    outcome?: 'added' | 'changed' | 'unchanged' | 'refused' | 'missing',
  ): ReturnType<ExchangeService['rows']>['items'];
  /** Row and reason of all that is refused. */
  refusals(): readonly string[];
}

export interface PlanGiven {
  readonly name?: string;
  readonly mapping?: NonNullable<ImportView['source']>['mapping'];
  readonly options?: Partial<ImportView['options']>;
}

export interface ShopOptions {
  readonly currency?: CurrencyCode;
  readonly taxRates?: readonly KnownTaxRate[];
  readonly run?: RunWork;
}

/** Runs jobs in this thread, one step behind: what they do is the same, and quicker to start. */
export const runHere: RunWork = (name, input, onProgress) => {
  let stopped = false;
  const signals: WorkSignals = { onProgress, cancelled: () => stopped };
  // The table pairs each name with its own input; TypeScript cannot follow that through an index.
  const job = JOBS[name] as (given: typeof input, told: WorkSignals) => never;
  return {
    done: Promise.resolve().then(() => job(input, signals)),
    cancel: () => {
      stopped = true;
    },
  };
};

export const TAX_RATES: readonly KnownTaxRate[] = [
  { id: 'vat', name: 'VAT 20%', basisPoints: 2000 },
  { id: 'low', name: 'Reduced', basisPoints: 1000 },
  { id: 'free', name: 'Without VAT', basisPoints: null },
];

export async function openImportShop(options: ShopOptions = {}): Promise<ImportShop> {
  const books = await openBooks();
  const { currency = 'RUB', taxRates = TAX_RATES, run = runHere } = options;
  const events: TillEvent[] = [];
  const logged: string[] = [];
  const log = (message: string, fields?: object): void =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  const logger = { info: log, warn: log, error: log };
  const sink = { emit: (event: TillEvent): void => void events.push(event) };
  const { database, journal, ids, now } = books;
  const settings = createSettings(database, journal, sink);
  const modeFolder = dirname(books.path);
  const files = await openCatalogFiles({
    books: database,
    modeFolder,
    currency,
    logger,
    now,
    memory: settings,
  });
  const desk = openFileDesk({ folder: join(modeFolder, 'files'), ids, logger });
  let changes = 0;
  const exchange = createExchange({
    books: database,
    files,
    desk,
    currency,
    clock: createManualClock(),
    ids,
    logger,
    now,
    events: sink,
    journal,
    run,
    settings,
    taxRates: () => taxRates,
    language: () => 'en',
    bulk: { view: () => null, isRunning: false, cancel: () => false },
    changed: () => changes++,
  });
  onTestFinished(async () => {
    await exchange.close();
    desk.close();
    files.close();
  });
  const read = () => files.current.read;
  const products = (): readonly Product[] =>
    read()
      .all<{ id: string }>('SELECT id FROM product ORDER BY rowid')
      .flatMap(({ id }) => productStore.byId(read(), id, currency)?.product ?? []);
  const lay = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(modeFolder, `to-lay-${ids.newId()}`);
    writeFileSync(path, content);
    return (await desk.take(path, 'import').then((file) => ({ ...file, name }))).handle;
  };
  const settled = async (): Promise<ImportView> => {
    for (;;) {
      const view = exchange.current();
      if (!view) throw new Error('There is no import');
      if (!['inspecting', 'planning', 'applying'].includes(view.phase)) return view;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const importId = (): string => exchange.current()?.importId ?? '';
  const rows: ImportShop['rows'] = (outcome) => {
    const items: ReturnType<typeof rows>[number][] = [];
    let cursor: string | null = null;
    do {
      const page = exchange.rows({ importId: importId(), outcome: outcome ?? null, cursor, limit: 7 });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  };
  return {
    books,
    files,
    desk,
    exchange,
    events,
    logged,
    changes: () => changes,
    put: (...given) =>
      files.current.write((db) => {
        for (const product of given) productStore.put(db, product, now());
      }),
    products,
    named: (name) => {
      const found = products().find((product) => product.name === name);
      if (!found) throw new Error(`No product is called ${name}`);
      return found;
    },
    pathOf: ({ categoryId }) => {
      const names: string[] = [];
      for (let id = categoryId; id !== null; ) {
        const category = categoryStore.byId(read(), id);
        names.unshift(category?.name ?? '?');
        id = category?.parentId ?? null;
      }
      return names.join(' > ');
    },
    lay,
    plan: async (content, given = {}) => {
      const view = await exchange.open(await lay(given.name ?? 'goods.csv', content));
      if (!view.source) throw new Error('It was not inspected');
      exchange.plan({
        importId: view.importId,
        mapping: given.mapping ?? view.source.mapping,
        options: { ...view.options, ...given.options },
      });
      return settled();
    },
    apply: async () => {
      exchange.apply(importId());
      return settled();
    },
    settled,
    rows,
    refusals: () => rows('refused').map(({ row, reason }) => `${row} ${reason?.code} ${reason?.value}`),
  };
}
