import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pickedFileSchema } from '../../src/contract/exchange.ts';
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { randomIds } from '../../src/main/adapters/clock/random-ids.ts';
import { sampleCatalog } from '../../src/main/catalog/sample/sample-catalog.ts';
import { OWN_HEADERS } from '../../src/main/catalog/exchange/meaning/profiles.ts';
import { writeCsv } from '../../src/main/catalog/exchange/writing/csv-writer.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { createRegister } from '../../src/main/register/register-service.ts';
import { writeCurrentMode } from '../../src/main/setup/current-mode.ts';
import type { Category, Product } from '../../src/domain/product.ts';
import type { Ask } from '../harness/ask.ts';
import { askProgram, type RunningProgram, startProgram } from '../process/program.ts';

/** A built till in a process of its own, with an empty catalogue, and the table that is to fill it. */
export interface BenchShop {
  readonly dataDir: string;
  readonly program: RunningProgram;
  readonly ask: Ask;
  readonly products: readonly Product[];
  readonly categories: readonly Category[];
  /** Lays the table on the till's desk. @returns its handle */
  upload(): Promise<string>;
  /** MiB of the process, as the system counts them. */
  residentMiB(): number;
  close(): Promise<void>;
}

const SEED = 5;

export async function openBenchShop(size: number): Promise<BenchShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-catalog-'));
  await makeBooks(dataDir);
  const { categories, products: made } = sampleCatalog(size, SEED);
  const products = [...made];
  const table = join(dataDir, 'goods.csv');
  await writeTable(table, products, categories);
  const program = await startProgram('out/main/web.js', ['--no-open', '--port', '0', '--data', dataDir]);
  const ask = await askProgram(program);
  const zero = { amountMinor: 0, currency: 'RUB' } as const;
  await ask('shift.open', { float: zero });
  return {
    dataDir,
    program,
    ask,
    products,
    categories,
    upload: () => upload(program, table),
    residentMiB: () => {
      const status = readFileSync(`/proc/${program.child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    close: async () => {
      await program.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A register without a connection: what is measured asks no provider. */
async function makeBooks(dataDir: string): Promise<void> {
  const books = await openDatabase(join(dataDir, 'test', 'till.db'));
  const now = (): string => new Date().toISOString();
  const journal = createJournal(books.read, now);
  createRegister(books, { ids: randomIds(systemClock), journal, now }, { mode: 'test', currency: 'RUB' });
  books.close();
  writeCurrentMode(dataDir, 'test');
}

async function writeTable(
  path: string,
  products: readonly Product[],
  categories: readonly Category[],
): Promise<void> {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const pathOf = (id: string | null): string => {
    const category = id === null ? undefined : byId.get(id);
    if (!category) return '';
    return category.parentId === null ? category.name : `${pathOf(category.parentId)} > ${category.name}`;
  };
  const { barcode, ...headers } = OWN_HEADERS;
  await writeCsv(path, ';', (csv) => {
    csv.write([[...Object.values(headers), barcode, `${barcode} 2`]]);
    for (const product of products) {
      csv.write(
        product.variants.map((variant) => [
          product.id,
          variant.id,
          product.name,
          variant.name,
          variant.sku ?? '',
          (variant.unitAmount.amountMinor / 100).toFixed(2).replace('.', ','),
          pathOf(product.categoryId),
          product.description,
          product.unit,
          '',
          product.favourite ? 'yes' : 'no',
          product.active ? 'yes' : 'no',
          '',
          variant.barcodes[0] ?? '',
          variant.barcodes[1] ?? '',
        ]),
      );
    }
    return true;
  });
}

async function upload({ address }: RunningProgram, path: string): Promise<string> {
  const { origin, hash } = new URL(address);
  const response = await fetch(`${origin}/upload?name=goods.csv&purpose=import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hash.replace('#token=', '')}` },
    body: readFileSync(path),
  });
  const reply: unknown = await response.json();
  const value = typeof reply === 'object' && reply !== null && 'value' in reply ? reply.value : null;
  return pickedFileSchema.parse(value).handle;
}
