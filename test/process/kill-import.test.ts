import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { CATALOG_MIGRATIONS } from '../../src/main/catalog/file/schema.ts';
import { openReadOnly } from '../../src/main/database/read-only.ts';
import { importOn, PRODUCTS } from './kill-import-acts.ts';
import { endDay, work } from './kill-selling-acts.ts';
import { judge } from './kill-selling-judge.ts';
import { openShop, type Shop } from './kill-selling-shop.ts';

const KILLS = Math.max(6, Math.floor(Number(process.env['TILLINK_KILLS'] ?? 40) / 5));

/** How long a till may take until it applies something, in milliseconds: it is killed then, whatever it does. */
const LONGEST_WAIT = 30_000;

/** What the till's own books call the catalogue, read as it lies on the disk. */
function catalogueOf(shop: Shop): { readonly prices: readonly number[]; readonly products: number } {
  const folder = join(shop.dataDir, 'test');
  const books = openReadOnly(join(folder, 'till.db'));
  const fact = books.read.get<{ value: string }>(
    "SELECT value FROM setting WHERE key = 'fact:catalog.versions'",
  );
  books.close();
  const [version] = JSON.parse(fact?.value ?? '[]');
  const name = `catalog-${String(version).padStart(6, '0')}.db`;
  const file = openReadOnly(join(folder, 'catalog', name), CATALOG_MIGRATIONS);
  try {
    expect(file.read.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    const rows = file.read.all<{ amount: number; count: number }>(
      'SELECT unit_amount_minor AS amount, count(*) AS count FROM variant GROUP BY 1',
    );
    return {
      prices: rows.map(({ amount }) => amount / 100),
      products: rows.reduce((sum, { count }) => sum + count, 0),
    };
  } finally {
    file.close();
  }
}

test(
  'T-1 DB-3 killed while importing: the catalogue is the old one or the new one, and every sale is there',
  async ({ annotate }) => {
    const shop = await openShop('RUB');
    onTestFinished(shop.close);
    let price = 0;
    let standing = 0;
    let applied = 0;
    let flippedUnheard = 0;
    let span = 6000;
    for (let kill = 0; kill < KILLS; kill++) {
      const possible = new Set([standing]);
      const { till, ask } = await shop.start();
      const selling = work(shop, ask);
      const applying = Promise.withResolvers<void>();
      let appliesSince = 0;
      const importing = importOn(
        till,
        ask,
        () => ++price,
        (given, done) => {
          possible.add(given);
          applying.resolve();
          if (!done) {
            appliesSince = performance.now();
            return;
          }
          applied++;
          // The next till is killed somewhere within about the time that this took.
          span = (performance.now() - appliesSince) * 1.5;
          // What was said to be there is there: from here on nothing older may be.
          possible.clear();
          possible.add(given);
        },
      );
      // Most are killed while they apply, or just after; some before.
      const before = Math.random() < 0.2 ? Math.random() * 3000 : LONGEST_WAIT;
      await Promise.race([applying.promise, wait(before)]);
      await wait(Math.random() * span);
      await till.kill();
      await Promise.all([selling, importing]);
      const { prices, products } = catalogueOf(shop);
      const [only = 0] = prices;
      expect([prices.length <= 1, possible.has(only), products]).toEqual([
        true,
        true,
        only === 0 ? 0 : PRODUCTS,
      ]);
      if (only !== standing && !(possible.size === 1)) flippedUnheard++;
      standing = only;
    }
    const { till, ask } = await shop.start();
    if (standing > 0) {
      const found = await ask('catalog.search', { text: 'G-7' });
      expect(found.items[0]).toMatchObject({ name: 'Good 7', amountFrom: shop.money(standing * 100) });
    }
    // Nothing of the imports that were cut off is left behind.
    expect(
      readdirSync(join(shop.dataDir, 'test', 'catalog')).filter((name) => /^import-|building/.test(name)),
    ).toEqual([]);
    await endDay(shop, ask);
    const verdict = await judge(shop, ask);
    await till.stop();
    const record =
      `${KILLS} kills; ${price} imports begun, ${applied} told as applied, ${flippedUnheard} applied and not told; ` +
      `${verdict.told} acts of selling acknowledged, ${verdict.lost} lost, ${verdict.doubled} doubled`;
    await annotate(record);
    process.stdout.write(`${record}\n`);
    expect([verdict.lost, verdict.doubled]).toEqual([0, 0]);
    // A run in which nothing happened would prove nothing.
    expect(Math.min(applied, verdict.told)).toBeGreaterThan(0);
  },
  KILLS * 15_000 + 120_000,
);
