import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/build.mjs';
import { barcodeKey } from '../../src/domain/gtin.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import type { OperationInput, OperationName } from '../../src/contract/operations.ts';
import { dayQueries } from '../catalog/queries.ts';
import { type BareCatalog, buildBareCatalog } from './catalog-bare.ts';
import { measurePainting } from './catalog-browser.ts';
import { importAndSell } from './catalog-import.ts';
import { type BenchShop, openBenchShop } from './catalog-shop.ts';
import { type Measure, measure } from './report.ts';

const SIZES = [1000, 10_000, 100_000] as const;
/** At this size the targets are promised. */
const PROMISED = 100_000;

const SEARCH_LIMIT_MS = 2;
const KEYSTROKE_LIMIT_MS = 50;
const SCAN_LIMIT_MS = 30;
const SALE_LIMIT_MS = 50;
const MEMORY_LIMIT_MIB = 180;
const IMPORT_TARGET = 3;

const SCANS = 300;
const PAGES = 100;

/**
 * The catalogue at three sizes: imported while the counter sells, searched, scanned and painted; beside each the least
 * that SQLite needs for the same on the same disk.
 */
export async function measureCatalog(only: number | null): Promise<readonly Measure[]> {
  ensureBuilt(process.execPath);
  const measures: Measure[] = [];
  for (const size of only === null ? SIZES : [only]) {
    console.error(`A catalogue of ${size} products …`);
    measures.push(...(await measureSize(size)));
  }
  return measures;
}

async function measureSize(size: number): Promise<readonly Measure[]> {
  const shop = await openBenchShop(size);
  const promised = size === PROMISED;
  const limit = (value: number): { readonly limit?: number } => (promised ? { limit: value } : {});
  try {
    const bare = buildBareCatalog(join(shop.dataDir, 'bare.db'), shop.products);
    console.error('  importing, and selling meanwhile …');
    const { importMs, salesMs } = await importAndSell(shop);
    console.error('  painting …');
    const { keystrokeMs, scanMs } = await measurePainting(shop);
    const resident = [shop.residentMiB()];
    await shop.program.stop();
    console.error('  searching …');
    const inMain = await measureMain(shop, bare, size);
    bare.close();
    return [
      ...inMain.map((row) => (row.name === SEARCH && promised ? { ...row, ...searchBounds(row) } : row)),
      measure('keystroke to painted rows, Chromium', 'ms', keystrokeMs, {
        size,
        ...limit(KEYSTROKE_LIMIT_MS),
      }),
      measure('scan to painted line, Chromium', 'ms', scanMs, { size, ...limit(SCAN_LIMIT_MS) }),
      measure('import: read, compare, build', 'ms', [importMs], {
        size,
        ratio: importMs / bare.builtInMs,
        ...(promised ? { target: IMPORT_TARGET } : {}),
      }),
      measure('  bare inserts and index build', 'ms', [bare.builtInMs], { size }),
      measure('cash sale finished during the import', 'ms', salesMs, { size, ...limit(SALE_LIMIT_MS) }),
      measure('resident memory of main', 'MiB', resident, { size, ...limit(MEMORY_LIMIT_MIB) }),
    ];
  } finally {
    await shop.close();
  }
}

const SEARCH = 'search, every kind';

function searchBounds(row: Measure): Pick<Measure, 'limit' | 'ok'> {
  return { limit: SEARCH_LIMIT_MS, ok: row.ok && row.p95 <= SEARCH_LIMIT_MS };
}

/** In this process, through the till's own door: parsing of request and reply is in it. */
async function measureMain(shop: BenchShop, bare: BareCatalog, size: number): Promise<readonly Measure[]> {
  const till = await createTill({
    dataDir: shop.dataDir,
    version: '0.0.0',
    ports: {
      secrets: memorySecrets('a measurement keeps no keychain'),
      anchorFolder: join(shop.dataDir, 'anchors'),
      startCheck: () => ({ done: Promise.resolve(null), cancel: () => {} }),
    },
  });
  try {
    return [
      ...(await measureSearches(till, shop, bare, size)),
      ...(await measureScans(till, shop, bare, size)),
      await measurePages(till, size),
    ];
  } finally {
    await till.close();
  }
}

async function timeOf<N extends OperationName>(till: Till, op: N, input: OperationInput<N>): Promise<number> {
  const startedAt = performance.now();
  const answer = await till.dispatch({ op, input });
  const spentMs = performance.now() - startedAt;
  if (!answer.ok) throw new Error(`${op} was refused: ${answer.error.code}, ${answer.error.message}`);
  return spentMs;
}

/** Twice, the first time to read the file into memory, as the first customers of the day do. */
async function measureSearches(
  till: Till,
  { products, categories }: BenchShop,
  bare: BareCatalog,
  size: number,
): Promise<readonly Measure[]> {
  const queries = dayQueries(products, categories);
  const byKind = new Map<string, number[]>();
  const bareMs: number[] = [];
  for (const round of [0, 1, 2]) {
    for (const { kind, query } of queries) {
      const { categoryIds, limit, ...rest } = query;
      const input = { ...rest, limit, categoryId: categoryIds?.[0] ?? null };
      const spentMs = await timeOf(till, 'catalog.search', input);
      const [word = ''] = query.text.split(' ');
      const leastMs = bare.search(word);
      if (round === 0) continue;
      byKind.set(kind, [...(byKind.get(kind) ?? []), spentMs]);
      bareMs.push(leastMs);
    }
  }
  const all = [...byKind.values()].flat();
  const ratio = sumOf(all) / sumOf(bareMs);
  return [
    measure(SEARCH, 'ms', all, { size, ratio }),
    ...[...byKind].map(([kind, samples]) => measure(`  ${kind}`, 'ms', samples, { size })),
    measure('  bare full-text query of one word', 'ms', bareMs, { size }),
  ];
}

async function measureScans(
  till: Till,
  { products }: BenchShop,
  bare: BareCatalog,
  size: number,
): Promise<readonly Measure[]> {
  const codes = products.flatMap(({ unit, active, variants }) =>
    unit === 'piece' && active ? variants.flatMap(({ barcodes }) => barcodes.slice(0, 1)) : [],
  );
  const scans: number[] = [];
  const lookUps: number[] = [];
  for (let at = 0; at < SCANS; at++) {
    const code = codes[Math.floor((at * codes.length) / SCANS)] ?? '';
    scans.push(await timeOf(till, 'sale.scan', { code }));
    lookUps.push(bare.look(barcodeKey(code)));
    if (at % 10 === 9) await endSale(till);
  }
  return [
    measure('scan to line, in main', 'ms', scans, { size, ratio: sumOf(scans) / sumOf(lookUps) }),
    measure('  bare look-up of one row', 'ms', lookUps, { size }),
  ];
}

async function endSale(till: Till): Promise<void> {
  const answer = await till.dispatch({ op: 'sale.current', input: {} });
  const sale: unknown = answer.ok ? answer.value : null;
  if (typeof sale === 'object' && sale !== null && 'id' in sale) {
    await till.dispatch({ op: 'sale.void', input: { saleId: sale.id } });
  }
}

async function measurePages(till: Till, size: number): Promise<Measure> {
  const samples: number[] = [];
  for (let page = 0; page < PAGES; page++) samples.push(await timeOf(till, 'catalog.browse', { limit: 60 }));
  return measure('first page of the grid', 'ms', samples, { size });
}

function sumOf(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0);
}
