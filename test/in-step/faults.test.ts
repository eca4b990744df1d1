import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { sampleCatalog } from '../../src/main/catalog/sample/sample-catalog.ts';
import { type Player, playerOf } from '../payments/schedules/player.ts';
import { openStepShop, type StepShop } from './step-shop.ts';

/** Products pushed while everything goes wrong: afterwards theirs are ours, each once. */

const COUNT = Number(process.env['TILLINK_STEP_PRODUCTS'] ?? 150);
const SEEDS = (process.env['TILLINK_STEP_SEEDS'] ?? '1').split(',').map(Number);

/** A long run has trouble enough at a lower rate. */
const RATE = COUNT > 500 ? 0.4 : 1;

let shop: StepShop;

afterEach(async () => {
  await shop?.counter.close();
});

/** What breaks a create; and what breaks the looking up of one. */
const CREATE_FAULTS = [
  { kind: '500_after_write' },
  { kind: 'reset' },
  { kind: 'reset_after_write' },
  { kind: 'truncated' },
  { kind: 'malformed' },
  { kind: 'hang' },
  { kind: 'hang_after_write' },
  { kind: 'status_before', status: 429, retryAfterSeconds: 3 },
  { kind: 'status_before', status: 503, retryAfterSeconds: 2 },
] as const;
const LIST_FAULTS = [
  { kind: 'reset' },
  { kind: 'truncated' },
  { kind: 'status_before', status: 500 },
] as const;

async function trouble(player: Player): Promise<void> {
  const { control } = shop.counter;
  const faults = Array.from({ length: player.whole(1, 3) }, () => player.pick(CREATE_FAULTS));
  for (const fault of faults) await control.fault({ ...fault, method: 'POST', path: '*/products' });
  if (player.chance(0.3)) {
    const count = player.whole(1, 4);
    await control.fault({ ...player.pick(LIST_FAULTS), method: 'GET', path: '*/products', count });
  }
}

/** Ends the till at any moment: at rest, or with a call on its way. */
async function kill(player: Player): Promise<void> {
  const { counter } = shop;
  if (player.chance(0.3)) return counter.restart();
  if (player.chance(0.4)) return counter.crash();
  const passing = counter.pass(player.whole(0, 3000));
  for (let turn = player.whole(0, 40); turn > 0; turn--) await nextTurn();
  await counter.crash();
  await passing;
}

/** As the catalogue has it: header, text, price, quantity. */
async function fill(): Promise<readonly string[]> {
  const { categories: _, products } = sampleCatalog(COUNT, 7);
  const expected: string[] = [];
  for (const { id: __, variants, ...product } of products) {
    await shop.counter.ask('catalog.save', {
      ...product,
      id: null,
      revision: null,
      categoryId: null,
      variants: variants.map(({ name, unitAmount }) => ({
        id: null,
        name,
        unitAmount,
        sku: null,
        barcodes: [],
      })),
    });
    for (const { name, unitAmount } of variants) {
      const header = name === '' ? product.name : `${product.name} · ${name}`;
      expected.push(JSON.stringify([header, product.description, unitAmount.amountMinor, '1']));
    }
  }
  return expected.sort();
}

const told = async (): Promise<readonly string[]> =>
  (await shop.theirs())
    .map(({ header, text, price, qty }) => JSON.stringify([header, text ?? '', price, qty]))
    .sort();

test.each(SEEDS)(
  `T-5 ${COUNT} products pushed with faults and kills in between: the partner's list equals ours, no doubles (seed %i)`,
  async (seed) => {
    shop = await openStepShop();
    const player = playerOf(seed);
    const expected = await fill();
    expect(expected.length).toBeGreaterThanOrEqual(COUNT);
    await shop.start();
    let kills = 0;
    for (let round = 0; round < 20 * COUNT; round++) {
      const { phase, problem } = await shop.status();
      if (phase === 'done') break;
      expect([phase, problem]).not.toContain('stopped');
      if (player.chance(0.6 * RATE)) await trouble(player);
      await shop.counter.pass(player.whole(1000, 20_000));
      if (player.chance(0.25 * RATE)) {
        await kill(player);
        kills += 1;
      }
      if (player.chance(0.05 * RATE)) await shop.counter.ask('inStep.pause', {});
      if (player.chance(0.1) || (await shop.status()).phase === 'paused') {
        await shop.counter.ask('inStep.resume', {});
      }
    }
    await shop.counter.control.clearFaults();
    const { phase, problem, left } = await shop.finish();
    expect([phase, problem]).toEqual(['done', null]);
    expect(kills).toBeGreaterThan(0);
    // What failed five times was given up, and told: nothing else is missing, and the next push makes it.
    expect((await told()).length).toBe(expected.length - left);
    await shop.start();
    expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
    expect(await told()).toEqual(expected);
    const { counts } = await shop.compare();
    expect(counts).toMatchObject({
      create: 0,
      change: 0,
      delete: 0,
      foreign: 0,
      unknown: 0,
      inStep: expected.length,
    });
  },
  60_000 + COUNT * 1500,
);
