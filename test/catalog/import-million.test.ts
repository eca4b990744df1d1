import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInNode } from '../../src/main/adapters/programs/node-program.ts';
import { createWorkRunner } from '../../src/main/catalog/work/work-runner.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import type { PlanInput, PlanOutcome } from '../../src/main/catalog/exchange/planning/plan-job.ts';
import { ean } from './import-files/systems.ts';
import { openImportShop } from './import-shop.ts';

/** A million takes minutes: by `TILLINK_IMPORT_ROWS=1000000`. */
const ROWS = Number(process.env['TILLINK_IMPORT_ROWS'] ?? 100_000);

/** In MiB: a fifth of what the till gives it, and far less than the file has. */
const HEAP = 96;

test(
  `T-8 ${ROWS} rows are planned in ${HEAP} MiB`,
  async () => {
    const shop = await openImportShop();
    const folder = shop.files.folder;
    const path = join(folder, 'large.csv');
    writeLarge(path);
    const columns = (['name', 'sku', 'barcode', 'price', 'category', 'description'] as const).map(
      (field, column) => ({ column, field }),
    );
    const outcome = await plan({
      path,
      staging: join(folder, 'large.db'),
      catalogue: shop.files.path,
      format: 'other',
      headers: ['name', 'sku', 'barcode', 'price', 'category', 'description'],
      mapping: { columns },
      options: { missing: 'keep', decimals: 'auto', headerRow: 0 },
      currency: 'RUB',
      exponent: 2,
      taxRates: [],
      nowMs: Date.parse('2026-11-21T09:00:00Z'),
    });
    rmSync(path);
    expect(outcome.counts).toEqual({
      rows: ROWS,
      added: ROWS - Math.floor(ROWS / 1000),
      changed: 0,
      unchanged: 0,
      refused: Math.floor(ROWS / 1000),
      missing: 0,
    });
  },
  400_000 + ROWS,
);

/** Written by hand in pieces: it is larger than this process should hold. Every thousandth row has no price. */
function writeLarge(path: string): void {
  const file = openSync(path, 'w');
  writeSync(file, 'name;sku;barcode;price;category;description\n');
  for (let from = 1; from <= ROWS; from += 10_000) {
    const rows = Array.from({ length: Math.min(10_000, ROWS - from + 1) }, (_, index) => {
      const row = from + index;
      const price = row % 1000 === 0 ? 'none' : `${row % 977},50`;
      return `Товар «Ёлочка» №${row};SKU-${row};${ean(row)};${price};Группа ${row % 40} > Полка ${row % 7};"Строка\n${row}"`;
    });
    writeSync(file, `${rows.join('\n')}\n`);
  }
  closeSync(file);
}

/** The till's own program, with a smaller heap. */
async function plan(input: PlanInput): Promise<PlanOutcome> {
  const runner = createWorkRunner(
    (file, args, options) => runInNode(file, args, { ...options, heapMiB: HEAP }),
    temporaryFolder(),
  );
  const outcome = await runner('planImport', input, () => {}).done;
  if (!outcome) throw new Error('It was cancelled');
  return outcome;
}
