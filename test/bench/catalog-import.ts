import { setTimeout as wait } from 'node:timers/promises';
import type { ImportView } from '../../src/contract/views.ts';
import type { BenchShop } from './catalog-shop.ts';

export interface ImportTimes {
  /** Reading, comparing and building, as the till did it: without the person between the dry run and the rest. */
  readonly importMs: number;
  /** Completed sales while the file was built, each from the request to its answer, over the loopback. */
  readonly salesMs: readonly number[];
}

/** Imports the shop's table, and sells for cash meanwhile as fast as the counter answers. */
export async function importAndSell(shop: BenchShop): Promise<ImportTimes> {
  const { ask } = shop;
  const handle = await shop.upload();
  const startedAt = performance.now();
  const opened = await ask('import.open', { handle });
  const { mapping } = (await settled(shop, opened)).source ?? missing('source');
  await ask('import.plan', { importId: opened.importId, mapping, options: {} });
  const planned = await settled(shop, opened);
  if (planned.phase !== 'planned') throw new Error(`The dry run ended so: ${planned.phase}`);
  const plannedMs = performance.now() - startedAt;
  const applyingAt = performance.now();
  await ask('import.apply', { importId: opened.importId });
  const ended = settled(shop, opened).then((view) => ({ view, ms: performance.now() - applyingAt }));
  let done = false;
  void ended.then(() => {
    done = true;
  });
  const salesMs: number[] = [];
  while (!done) salesMs.push(await sell(shop));
  const { view, ms } = await ended;
  if (view.phase !== 'applied' || view.counts?.refused !== 0) {
    throw new Error(`The import ended so: ${view.phase}, ${view.counts?.refused} refused`);
  }
  return { importMs: plannedMs + ms, salesMs };
}

const WORKING = new Set<ImportView['phase']>(['inspecting', 'planning', 'applying']);

async function settled({ ask }: BenchShop, { importId }: ImportView): Promise<ImportView> {
  for (;;) {
    const view = await ask('import.current', {});
    if (view?.importId === importId && !WORKING.has(view.phase)) return view;
    await wait(20);
  }
}

const LINES = 10;

/** Ten typed amounts, then cash. @returns milliseconds from the cash to the finished sale */
async function sell({ ask }: BenchShop): Promise<number> {
  let sale = await ask('sale.addAmount', { amount: { amountMinor: 10_000, currency: 'RUB' } });
  for (let line = 1; line < LINES; line++) {
    sale = await ask('sale.addAmount', { amount: { amountMinor: 10_000 + line, currency: 'RUB' } });
  }
  const startedAt = performance.now();
  await ask('tender.takeCash', {
    saleId: sale.id,
    expectedRemaining: sale.remaining,
    received: sale.remaining,
  });
  return performance.now() - startedAt;
}

function missing(what: string): never {
  throw new Error(`The import has no ${what}`);
}
