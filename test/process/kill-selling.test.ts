import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { endDay, SELLING_ACTS, type SellingAct, work } from './kill-selling-acts.ts';
import { judge, type Verdict } from './kill-selling-judge.ts';
import { openShop, type Shop } from './kill-selling-shop.ts';

const KILLS = Number(process.env['TILLINK_KILLS'] ?? 40);

/** How many steps a till lives to see the end of, at most. Steps and no time: a busy machine gets on slowly. */
const MOST_STEPS = 20;

/** How long it lives at least in its last step, and at most in all, in milliseconds. */
const SHORTEST_STEP = 50;
const LONGEST_LIFE = 30_000;

/** Two shops at a time share the kills: one kind of coins each. */
const CURRENCIES = ['RUB', 'CHF'] as const;

/** One life of a till: until a random moment of a random step, or of the one behind it. */
async function liveAndDie(shop: Shop): Promise<void> {
  const { till, ask } = await shop.start();
  const last = Promise.withResolvers<void>();
  let left = Math.floor(Math.random() * MOST_STEPS);
  let begun = performance.now();
  let span = SHORTEST_STEP;
  const working = work(shop, ask, () => {
    const now = performance.now();
    span = Math.max(SHORTEST_STEP, now - begun);
    begun = now;
    if (left-- === 0) last.resolve();
  });
  await Promise.race([last.promise, wait(LONGEST_LIFE, undefined, { ref: false })]);
  // The last step takes about as long as the one before it.
  await wait(Math.random() * span * 2);
  await till.kill();
  await working;
}

async function liveOften(currency: (typeof CURRENCIES)[number], kills: number): Promise<Verdict> {
  const shop = await openShop(currency);
  onTestFinished(shop.close);
  for (let kill = 0; kill < kills; kill++) await liveAndDie(shop);
  const { till, ask } = await shop.start();
  await endDay(shop, ask);
  const verdict = await judge(shop, ask);
  await till.stop();
  return verdict;
}

test(
  'T-1 FIS-2 DB-3 killed while selling: what was told is there once, numbers have no gap, the drawer agrees',
  async ({ annotate }) => {
    const startedAt = Date.now();
    const verdicts = await Promise.all(
      CURRENCIES.map((currency, index) =>
        liveOften(currency, Math.floor((KILLS + index) / CURRENCIES.length)),
      ),
    );
    const sum = (key: 'told' | 'lost' | 'doubled' | 'unheard' | 'receipts' | 'reports'): number =>
      verdicts.reduce((total, verdict) => total + verdict[key], 0);
    const acts = SELLING_ACTS.map((act: SellingAct) => {
      const times = verdicts.reduce((total, { byAct }) => total + (byAct.get(act) ?? 0), 0);
      return `${act} ${times}`;
    });
    const record =
      `${KILLS} kills; ${sum('told')} acknowledged (${acts.join(', ')}), ${sum('lost')} lost, ${sum('doubled')} doubled; ` +
      `${sum('unheard')} done and not told; ${sum('receipts')} receipts, ${sum('reports')} Zs; ` +
      `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
    await annotate(record);
    // The reporter shows what is noted only where a test has failed.
    process.stdout.write(`${record}\n`);
    expect([sum('lost'), sum('doubled')]).toEqual([0, 0]);
    // A run in which nothing happened would prove nothing.
    expect(sum('told')).toBeGreaterThan(KILLS);
    expect(Math.min(sum('receipts'), sum('reports'))).toBeGreaterThan(0);
  },
  KILLS * 6000 + 120_000,
);
