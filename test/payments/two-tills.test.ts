import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { LinkWay } from '../../src/domain/payment.ts';
import { createManualClock } from '../builders/manual-clock.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { acceptedMoney, chargeNext, readBooks, writtenCodes } from '../harness/selling.ts';
import { createTraffic } from '../harness/traffic.ts';
import { type Player, playerOf } from './schedules/player.ts';

/**
 * PAY-10: two tills and a web shop on one account, everybody asks for the same amount, and customers of both tills pay
 * in the same second, again and again.
 */

/** Customers of one till at once, and how often: 500 payments for each way, 1,000 in all. */
const AT_ONCE = 10;
const ROUNDS = 25;
const AMOUNT = 12_345;

let tills: readonly Counter[] = [];

afterEach(async () => {
  // The first one brought the sandbox.
  for (const till of [...tills].reverse()) await till.close();
  tills = [];
});

async function openTills(way: LinkWay): Promise<readonly Counter[]> {
  const traffic = createTraffic();
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), traffic.settle);
  // What is proven here is whose a payment is; that commits survive is proven elsewhere, and takes its time.
  const parts = { clock, traffic, ...(existsSync('/dev/shm') ? { root: '/dev/shm' } : {}) };
  const first = await openCounter(parts);
  tills = [first, await openCounter({ ...parts, sandbox: first.sandbox })];
  for (const till of tills) await till.ask('connection.change', { collectBy: way });
  return tills;
}

function shuffled<T>({ random }: Player, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Ten codes at each till, all alive together, paid together; the web shop sells as much in between. */
async function sellRound(player: Player, way: LinkWay, paidFor: Map<string, string>): Promise<void> {
  const [first] = tills;
  if (!first) throw new Error('There are no tills');
  const { control, pass } = first;
  for (let customer = 0; customer < AT_ONCE; customer++) {
    await Promise.all(tills.map((till) => chargeNext(till, AMOUNT)));
    await pass(1000);
  }
  await pass(15_000);
  const written = (await Promise.all(tills.map(writtenCodes))).flat();
  const open = written.flatMap(({ state, code }) => (state === 'open' && code !== null ? [code] : []));
  expect(open).toHaveLength(AT_ONCE * tills.length);
  const pay = way === 'link' ? control.pay : control.payHosted;
  for (const code of shuffled(player, open)) {
    const { id } = await pay(code);
    paidFor.set(id, code);
  }
  await control.book({ amount: AMOUNT, type: 'link', link: `web-${paidFor.size}`, env: 'test' });
  await control.book({ amount: AMOUNT, type: 'payment', txid: `web-${paidFor.size}`, env: 'test' });
  await pass(60_000);
}

test.each<readonly [LinkWay, string]>([
  ['link', 'links'],
  ['hosted', 'hosted payments'],
])(
  'PAY-10 500 payments by %s of two tills on one account, equal amounts in the same second: each on its own sale, nothing raised',
  { timeout: 120_000 },
  async (way) => {
    await openTills(way);
    const player = playerOf(20_261_121);
    const paidFor = new Map<string, string>();
    for (let round = 0; round < ROUNDS; round++) await sellRound(player, way, paidFor);

    for (const till of tills) {
      const shown = new Map((await writtenCodes(till)).map(({ code, saleId }) => [code, saleId]));
      const accepted = await acceptedMoney(till);
      expect(accepted).toHaveLength(AT_ONCE * ROUNDS);
      // The customer paid this very code, and it was shown for this very sale.
      const astray = accepted.filter(
        ({ transaction, saleId, code }) => paidFor.get(transaction) !== code || shown.get(code) !== saleId,
      );
      expect(astray).toEqual([]);
      expect((await till.ask('attention.list', {})).items).toEqual([]);
      const foreign = await readBooks(till, (read) =>
        read.all<{ id: string }>("SELECT id FROM foreign_transaction WHERE status = 'charged'"),
      );
      const own = new Set(accepted.map(({ transaction }) => transaction));
      expect(foreign.filter(({ id }) => own.has(id))).toEqual([]);
      expect(foreign).toHaveLength(AT_ONCE * ROUNDS + 2 * ROUNDS);
    }
  },
);
