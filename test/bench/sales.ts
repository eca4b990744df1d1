import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { applyPragmas } from '../../src/main/database/pragmas.ts';
import { FOURPAY_ONLINE } from '../../src/main/adapters/payment-providers/fourpay-online/fourpay-online.ts';
import { writeCurrentMode } from '../../src/main/setup/current-mode.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import type { OperationInput, OperationName } from '../../src/contract/operations.ts';
import { type Ask, askOver } from '../harness/ask.ts';
import { type PastBooks, writePastBooks } from './past-books.ts';
import { seededChance } from './past-shop.ts';
import { type Measure, measure } from './report.ts';
import { searchKinds } from './searches.ts';

const ROUNDS = 60;
const TIMELINES = 400;
const REPORTS = 60;
const BATCHES = 24;
const SALES_A_BATCH = 25;
const LINES = 10;
/** More commits than the write-ahead log holds pages before it is written again from its beginning. */
const WARM_UP = 2000;

const SEARCH_LIMIT_MS = 20;
const TIMELINE_LIMIT_MS = 10;
const X_LIMIT_MS = 50;
/** Completed sales against bare commits on the same disk. */
const RATE_TARGET = 0.5;
/** Resident memory of the last quarter of all searches against the first. */
const MEMORY_TARGET = 1.1;

/**
 * Two years of sales: how fast one is found and told whole, what X costs beside them, whether memory stays flat, and
 * how many sales are completed in a second against the fewest commits that could do it. Through the till's own door:
 * each time contains parsing the request and the reply.
 */
export async function measureSales(size: number): Promise<readonly Measure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-sales-'));
  const tell = (text: string): void => console.error(text);
  try {
    tell(`Writing ${size} sales of two years …`);
    const books = await writePastBooks(dataDir, size, FOURPAY_ONLINE, tell);
    writeCurrentMode(dataDir, 'test');
    const till = await createTill({
      dataDir,
      version: '0.0.0',
      ports: {
        secrets: memorySecrets('a measurement keeps no keychain'),
        anchorFolder: join(dataDir, 'anchors'),
        // The books are checked in a thread of its own; here it would be measured as slowness of the rest.
        startCheck: () => ({ done: Promise.resolve(null), cancel: () => {} }),
      },
    });
    try {
      const door = openDoor(till);
      tell('Measuring …');
      return [
        ...(await measureSearches(door, books, size)),
        await measureTimelines(door, books, size),
        await measureX(door, size),
        ...(await measureRate(door, books, dataDir)),
      ];
    } finally {
      await till.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Door {
  readonly ask: Ask;
  /** Milliseconds that main takes to answer. @throws Error when it refuses */
  readonly time: <N extends OperationName>(op: N, input: OperationInput<N>) => Promise<number>;
}

function openDoor(till: Till): Door {
  return {
    ask: askOver((op, input) => till.dispatch({ op, input })),
    time: async (op, input) => {
      const startedAt = performance.now();
      const answer = await till.dispatch({ op, input });
      const spentMs = performance.now() - startedAt;
      if (!answer.ok) throw new Error(`${op} was refused: ${answer.error.message}`);
      return spentMs;
    },
  };
}

const residentMiB = (): number => process.memoryUsage.rss() / 2 ** 20;

/** Every kind in turn, each followed by its second page where there is one. */
async function measureSearches(door: Door, books: PastBooks, size: number): Promise<readonly Measure[]> {
  const kinds = Object.entries(searchKinds(books, seededChance(7)));
  const samples = new Map<string, number[]>(kinds.map(([kind]) => [kind, []]));
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS + 1; round++) {
    for (const [kind, make] of kinds) {
      const search = make();
      const first = await door.time('sale.search', search);
      const { nextCursor: cursor } = await door.ask('sale.search', search);
      const second = cursor === null ? [] : [await door.time('sale.search', { ...search, cursor })];
      // The first round reads the file into memory, as the first customers of the day do.
      if (round > 0) samples.get(kind)?.push(first, ...second);
    }
    if (round > 0) memory.push(residentMiB());
  }
  const limit = SEARCH_LIMIT_MS;
  const all = [...samples.values()].flat();
  return [
    measure('history search, every kind', 'ms', all, { limit, size }),
    ...[...samples].map(([kind, times]) => measure(`  ${kind}`, 'ms', times, { size })),
    flatness(memory, size),
  ];
}

function flatness(memory: readonly number[], size: number): Measure {
  const quarter = Math.floor(memory.length / 4);
  const mean = (part: readonly number[]): number => part.reduce((sum, value) => sum + value, 0) / part.length;
  const ratio = mean(memory.slice(-quarter)) / mean(memory.slice(0, quarter));
  return measure('resident memory over the searches', 'MiB', memory, { ratio, target: MEMORY_TARGET, size });
}

async function measureTimelines(door: Door, books: PastBooks, size: number): Promise<Measure> {
  const times: number[] = [];
  for (const { id } of books.sample.slice(0, TIMELINES)) {
    times.push(await door.time('sale.timeline', { saleId: id }));
  }
  return measure('timeline of one sale', 'ms', times, { limit: TIMELINE_LIMIT_MS, size });
}

async function measureX(door: Door, size: number): Promise<Measure> {
  const times: number[] = [];
  for (let run = 0; run < REPORTS; run++) times.push(await door.time('report.x', {}));
  return measure('X of the open shift', 'ms', times, { limit: X_LIMIT_MS, size });
}

/**
 * In turns, so that both meet the same disk in the same mood. Between two sales the loop turns, uncounted: what the
 * till does behind a sale is then done, and felt, as at a counter.
 */
async function measureRate(door: Door, books: PastBooks, dataDir: string): Promise<readonly Measure[]> {
  const bare = openBare(join(dataDir, 'bare.db'));
  const perSecond = { bare: [] as number[], completed: [] as number[] };
  const times: number[] = [];
  try {
    for (let batch = 0; batch < BATCHES; batch++) {
      let spentMs = 0;
      for (let sale = 0; sale < SALES_A_BATCH; sale++) {
        const ready = await tenLines(door.ask, books, batch * SALES_A_BATCH + sale);
        const timeMs = await door.time('tender.takeCash', {
          saleId: ready.id,
          expectedRemaining: ready.remaining,
          received: ready.remaining,
        });
        times.push(timeMs);
        spentMs += timeMs;
        await nextTurn();
      }
      perSecond.completed.push((SALES_A_BATCH * 1000) / spentMs);
      const startedAt = performance.now();
      for (let row = 0; row < SALES_A_BATCH; row++) bare.insert(row);
      perSecond.bare.push((SALES_A_BATCH * 1000) / (performance.now() - startedAt));
    }
  } finally {
    bare.close();
  }
  const ratio = middle(perSecond.completed) / middle(perSecond.bare);
  const size = BATCHES * SALES_A_BATCH;
  return [
    measure('bare single-row commits at FULL', '1/s', perSecond.bare, { size }),
    measure('ten-line cash sales completed at FULL', '1/s', perSecond.completed, {
      ratio,
      target: RATE_TARGET,
      reach: true,
      size,
    }),
    // A flush that waits long, on a busy machine, hides what the till itself takes: the ratio is read beside this.
    measure('  one of them', 'ms', times, { size }),
  ];
}

async function tenLines(ask: Ask, books: PastBooks, sale: number) {
  for (let line = 0; line < LINES - 1; line++)
    await ask('sale.addLine', { productId: productAt(books, sale, line) });
  return ask('sale.addLine', { productId: productAt(books, sale, LINES - 1) });
}

function productAt({ products }: PastBooks, sale: number, line: number): string {
  const product = products[(sale * 7 + line * 13) % products.length];
  if (!product) throw new Error('There is no product');
  return product.id;
}

function middle(samples: readonly number[]): number {
  return [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}

/**
 * The smallest durable commit: one row, at FULL, into a log that is at its full length, as that of a till at work is.
 * In a log that still grows each commit waits for the file's new length too, and costs more than twice as much.
 */
function openBare(path: string): { insert: (value: number) => void; close: () => void } {
  const connection = new Database(path);
  applyPragmas(connection);
  connection.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT');
  const statement = connection.prepare('INSERT INTO row (value) VALUES (?)');
  for (let row = 0; row < WARM_UP; row++) statement.run(row);
  return { insert: (value) => void statement.run(value), close: () => connection.close() };
}
