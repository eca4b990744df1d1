import { OFFICE } from './acts-office.ts';
import { PAYING } from './acts-paying.ts';
import { SELLING } from './acts-selling.ts';
import { TROUBLE } from './acts-trouble.ts';
import { comeToRest } from './rest.ts';
import { openShop, type Shop } from './shop.ts';
import { judge, type Verdict } from './verdict.ts';

const STEPS = 45;

/** How many things are looked at for something to do. */
const TRIES = 4;

const ACTS = [...SELLING, ...PAYING, ...OFFICE, ...TROUBLE];

export interface Outcome extends Verdict {
  readonly seed: number;
  /** Real milliseconds. */
  readonly durationMs: number;
  /** What was done, in order; a failing schedule is understood by it. */
  readonly trace: readonly string[];
}

/**
 * T-5: one seeded schedule of selling, paying, giving back and everything going wrong, on two tills and a web shop
 * of one account. Afterwards everything comes to rest and is judged.
 */
export async function runSchedule(seed: number): Promise<Outcome> {
  const began = performance.now();
  const shop = await openShop(seed);
  try {
    await playSchedule(shop);
    const verdict = await judge(shop);
    return { seed, trace: shop.trace, durationMs: performance.now() - began, ...verdict };
  } finally {
    await shop.close();
  }
}

export async function playSchedule(shop: Shop): Promise<void> {
  const { player } = shop;
  for (let step = 0; step < STEPS; step++) {
    await actOnce(shop);
    // Now and then the next thing happens while this one is still under way.
    if (player.chance(0.8)) await shop.pass(player.pick([0, 1, 200]));
  }
  await comeToRest(shop);
}

/** What happens next: the first of a few things that finds something to do. */
async function actOnce(shop: Shop): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const act = shop.player.pickWeighted(ACTS);
    const at = new Date(shop.clock.now()).toISOString().slice(11, 23);
    if ((await act.run(shop)) === false) continue;
    shop.trace.push(`${at} ${act.name}`);
    return;
  }
}
