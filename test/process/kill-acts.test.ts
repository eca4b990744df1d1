import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { work } from './shop-acts.ts';
import { judge, type Verdict } from './shop-judge.ts';
import { comeToRest } from './shop-rest.ts';
import { ACTS, type Act, openWorld, type World } from './shop-world.ts';

const KILLS = Number(process.env['TILLINK_KILLS'] ?? 100);

/** So many kills of one data folder; more kills are more shops, four of them open at a time. */
const KILLS_OF_A_WORLD = 25;
const AT_ONCE = 4;

/** How long a till lives at most, in milliseconds; an act that it is killed in comes sooner as a rule. */
const LONGEST_LIFE = 2500;

/**
 * How long an act takes from its first byte to its last consequence, in milliseconds: the kill falls into that. Money
 * is seen by the next look; a refund reads the payment before it is sent, with one call a second.
 */
const SPAN: Readonly<Record<Act, number>> = {
  charge: 300,
  pay: 1200,
  cancel: 500,
  replace: 700,
  refund: 4500,
  claim: 60,
};

/** What every other life is after, in turn. */
const AIMS: readonly Act[] = [...ACTS, 'refund'];

const COLLECTING = [
  ['link', { refundedAmountField: true }],
  ['hosted', { refundRows: 'parent', refundedAmountField: true }],
  ['link', { refundRows: 'parent', payableAfterDelete: true }],
  ['hosted', { refundRows: 'parent', duplicateTxid: 'replay', refundDelaySeconds: 1 }],
] as const;

/** One life of a till: until a random moment, or just after the first bytes of an act have left. */
async function liveAndDie(world: World, aim: Act | null): Promise<void> {
  const { till, ask } = await world.start();
  const reached = Promise.withResolvers<void>();
  let last: Act | 'start' = 'start';
  const onAct = (act: Act): void => {
    last = act;
    if (act === aim) reached.resolve();
  };
  const working = work({ world, ask, aim, onAct });
  if (aim === null) await wait(50 + Math.random() * 850);
  else {
    await Promise.race([reached.promise, wait(LONGEST_LIFE)]);
    await wait(Math.random() * SPAN[aim]);
  }
  world.kills.set(last, (world.kills.get(last) ?? 0) + 1);
  await till.kill();
  await working;
}

async function liveOften(index: number, kills: number): Promise<{ world: World; verdict: Verdict }> {
  const [way, switches] = COLLECTING[index % COLLECTING.length] ?? COLLECTING[0];
  const world = await openWorld(way, switches);
  onTestFinished(world.close);
  for (let kill = 0; kill < kills; kill++) {
    await liveAndDie(world, kill % 2 === 0 ? null : (AIMS[(kill >> 1) % AIMS.length] ?? null));
  }
  const { till, ask } = await world.start();
  await comeToRest(world, ask);
  await till.stop();
  return { world, verdict: await judge(world) };
}

test(
  'T-1 PAY-7 PAY-8 killed in every act: nothing told is lost, nothing is charged or given back twice',
  async ({ annotate }) => {
    const startedAt = Date.now();
    const worlds: { world: World; verdict: Verdict }[] = [];
    const shares = Array.from({ length: Math.max(AT_ONCE, Math.ceil(KILLS / KILLS_OF_A_WORLD)) });
    for (let first = 0; first < shares.length; first += AT_ONCE) {
      const together = shares.slice(first, first + AT_ONCE).map((_, index) => {
        const nth = first + index;
        const kills =
          Math.floor((KILLS * (nth + 1)) / shares.length) - Math.floor((KILLS * nth) / shares.length);
        return liveOften(nth, kills);
      });
      worlds.push(...(await Promise.all(together)));
    }
    const sum = (key: 'told' | 'sales' | 'payments' | 'refunds' | 'lost' | 'doubles' | 'decided'): number =>
      worlds.reduce((total, { verdict }) => total + verdict[key], 0);
    const killed = (act: Act | 'start'): number =>
      worlds.reduce((total, { world }) => total + (world.kills.get(act) ?? 0), 0);
    const acts = (['start', ...ACTS] as const).map((act) => `${act} ${killed(act)}`).join(', ');
    const record =
      `${KILLS} kills (last act: ${acts}); ${sum('told')} acknowledged, ${sum('lost')} lost, ${sum('doubles')} doubled; ` +
      `${sum('sales')} sales, ${sum('payments')} payments, ${sum('refunds')} refunds, ` +
      `${sum('decided')} decided by a person, raised: ${worlds.flatMap(({ verdict }) => verdict.raised).join(', ') || 'nothing'}; ` +
      `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
    await annotate(record);
    // The reporter shows what is noted only where a test has failed.
    process.stdout.write(`${record}\n`);
    // A run in which nothing happened would prove nothing.
    expect(sum('told')).toBeGreaterThan(KILLS / 2);
    if (KILLS >= 100) {
      expect(Math.min(sum('sales'), sum('payments'))).toBeGreaterThanOrEqual(10);
      expect(sum('refunds')).toBeGreaterThanOrEqual(1);
    }
  },
  KILLS * 6000 + 120_000,
);
