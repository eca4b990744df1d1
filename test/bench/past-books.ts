import { dirname, join } from 'node:path';
import { money } from '../../src/domain/money.ts';
import { uuidV7 } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createCatalog } from '../../src/main/catalog/catalog-service.ts';
import { openCatalogFiles } from '../../src/main/catalog/file/catalog-files.ts';
import type { TillDatabase, WriteHandle } from '../../src/main/database/handles.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createHistoryIndex } from '../../src/main/history/history-index.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { createRegister } from '../../src/main/register/register-service.ts';
import { createSettings, type SettingsService } from '../../src/main/settings/settings-service.ts';
import { zStore } from '../../src/main/shifts/z-store.ts';
import { type Chance, type PastProduct, pastProducts, planSale, seededChance } from './past-shop.ts';
import { type WriterParts, type WrittenSale, writeSale } from './past-writer.ts';

const DAY_MS = 24 * 3_600_000;
const DAYS = 730;
const OPENS_AT_HOUR = 8;
const OPEN_HOURS = 14;
const SALES_AT_ONCE = 2000;
const SAMPLE = 4000;

/** What the measurements ask for: products, and sales taken at random. */
export interface PastBooks {
  readonly products: readonly PastProduct[];
  readonly sample: readonly WrittenSale[];
  readonly lastReceipt: number;
}

/**
 * Writes two years of a shop: sales with lines, tenders, codes and journal, a shift and a Z for every day but the
 * last, which is still open. Through the real schema and its triggers, in large transactions, and into the index.
 */
export async function writePastBooks(
  dataDir: string,
  size: number,
  provider: string,
  tell: (text: string) => void,
): Promise<PastBooks> {
  const chance = seededChance(20_261_121);
  const database = await openDatabase(join(dataDir, 'test', 'till.db'));
  try {
    return await fill(database, { chance, size, provider, tell });
  } finally {
    database.close();
  }
}

interface FillParts {
  readonly chance: Chance;
  readonly size: number;
  readonly provider: string;
  readonly tell: (text: string) => void;
}

async function fill(database: TillDatabase, { chance, size, provider, tell }: FillParts): Promise<PastBooks> {
  let nowMs = startOfToday() - DAYS * DAY_MS;
  const now = (): string => new Date(nowMs).toISOString();
  const ids = { newId: () => uuidV7(nowMs, chance.bytes(10)), randomBytes: chance.bytes };
  const journal = createJournal(database.read, now);
  createRegister(database, { ids, journal, now }, { mode: 'test', currency: 'RUB' });
  const products = pastProducts(chance);
  const parts: WriterParts = { chance, journal, provider };
  const shifts = createShifts(ids.newId);
  const sample: WrittenSale[] = [];
  let receipt = 0;
  for (let done = 0; done < size; ) {
    const end = Math.min(size, done + SALES_AT_ONCE);
    database.write((db) => {
      for (; done < end; done++) {
        nowMs = momentOf(done, size);
        const shiftId = shifts.of(db, nowMs);
        const sale = planSale(chance, products, nowMs);
        if (!sale.voided) receipt += 1;
        const written = writeSale(parts, db, sale, { shiftId, receipt });
        if (chance.next() < SAMPLE / size) sample.push(written);
      }
      db.runOne('UPDATE register SET last_receipt = ? WHERE id = 1', receipt);
    });
    if (end % 100_000 === 0 || end === size) tell(`  ${end} of ${size} sales written`);
  }
  const silence = { emit: () => {} };
  await addProducts(database, now, createSettings(database, journal, silence), products);
  indexAll(database, tell);
  return { products, sample, lastReceipt: receipt };
}

function startOfToday(): number {
  return Math.floor(Date.now() / DAY_MS) * DAY_MS;
}

/** As many every day, evenly over its opening hours; the last ones an hour ago. */
function momentOf(index: number, size: number): number {
  const perDay = size / DAYS;
  const day = Math.floor(index / perDay);
  const share = (index - day * perDay) / perDay;
  const latest = Date.now() - 3_600_000;
  const moment =
    startOfToday() + (day - DAYS + 1) * DAY_MS + (OPENS_AT_HOUR - 3 + share * OPEN_HOURS) * 3_600_000;
  return Math.min(Math.floor(moment), latest);
}

/** Made after the sales: their receipts count as counted. */
async function addProducts(
  books: TillDatabase,
  now: () => string,
  settings: SettingsService,
  products: readonly PastProduct[],
): Promise<void> {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const currency = 'RUB';
  const modeFolder = dirname(books.path);
  const files = await openCatalogFiles({
    books,
    modeFolder,
    currency,
    logger: silent,
    now,
    memory: settings,
  });
  createCatalog({ files, currency, now }).fill(
    [{ id: 'bench', name: 'Everything', parentId: null, position: 0 }],
    products.map(({ id, name, unitAmountMinor }) => ({
      id,
      name,
      description: '',
      categoryId: 'bench',
      unit: 'piece',
      taxRateId: null,
      favourite: false,
      active: true,
      image: null,
      partnerProductId: null,
      variants: [{ id, name: '', sku: null, barcodes: [], unitAmount: money(unitAmountMinor, currency) }],
    })),
  );
  files.close();
}

/** A shift a day; the day that is over gets its Z when the next one begins. */
function createShifts(newId: () => string): { of: (db: WriteHandle, atMs: number) => string } {
  let current: { readonly id: string; readonly day: number } | null = null;
  return {
    of: (db, atMs) => {
      const day = Math.floor(atMs / DAY_MS);
      if (current?.day === day) return current.id;
      const at = new Date(atMs).toISOString();
      if (current) closeShift(db, current.id, at);
      current = { id: newId(), day };
      db.runOne(
        'INSERT INTO shift (id, began_at, opened_at, opened_by, with_cash, float_minor) VALUES (?, ?, ?, ?, 1, 500000)',
        current.id,
        at,
        at,
        'staff-a',
      );
      return current.id;
    },
  };
}

function closeShift(db: WriteHandle, shiftId: string, at: string): void {
  const place = zStore.takeNumber(db);
  if (!place) throw new Error('There is no register');
  const sold = db.get<{ count: number; amount: number }>(
    `SELECT count(*) AS count, coalesce(sum(total_minor), 0) AS amount FROM sale
     WHERE shift_id = ? AND state = 'completed'`,
    shiftId,
  );
  const cash = { expected_cash_minor: 500_000, counted_cash_minor: 500_000, over_short_reason: null };
  const figure = { section: 'period', key: 'sales', label: '' } as const;
  zStore.insert(db, { ...place, shift_id: shiftId, at, ...cash });
  zStore.addFigure(db, place, { ...figure, count: sold?.count ?? 0, amountMinor: sold?.amount ?? 0 }, 0);
  db.runOne("UPDATE shift SET closed_at = ?, closed_by = 'staff-a' WHERE id = ?", at, shiftId);
}

function indexAll(database: TillDatabase, tell: (text: string) => void): void {
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const index = createHistoryIndex({ database, clock: systemClock, logger });
  for (let taken = 0, batch = 1; batch > 0; taken += batch) {
    batch = index.takeBatch(SALES_AT_ONCE);
    if ((taken + batch) % 100_000 === 0) tell(`  ${taken + batch} sales indexed`);
  }
}
