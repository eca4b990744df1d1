import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/**
 * T-5: seeded schedules of faults, payments, cancels, restarts and waits against the real sandbox. Whatever
 * happens, at the end every rouble that was paid on a code of ours stands on its own sale or in Attention.
 */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

/** A small seeded generator (mulberry32), so that a failing schedule can be run again by its seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FAULTS = [
  'reset',
  'reset_after_write',
  '500_after_write',
  'truncated',
  'malformed',
  'status_before',
] as const;

const TARGETS = [
  { method: 'POST', path: '/api/v1/links' },
  { method: 'DELETE', path: '/api/v1/links/:id' },
  { method: 'GET', path: '/api/v1/transactions' },
  { method: 'GET', path: '/api/v1/links/:id' },
] as const;

interface Player {
  readonly random: () => number;
  readonly pick: <T>(items: readonly T[]) => T;
}

function playerOf(seed: number): Player {
  const random = seeded(seed);
  return {
    random,
    pick: (items) => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
  };
}

/** Links that were drawn once: their payer URL was committed, so a customer may have seen it. */
async function drawnLinks(): Promise<readonly string[]> {
  const { items } = await counter.ask('sale.list', { limit: 100 });
  const sales = await Promise.all(items.map(({ id }) => counter.ask('sale.get', { saleId: id })));
  return sales
    .flatMap(({ attempts }) => attempts)
    .filter(({ events }) => events.some(({ kind }) => kind === 'created'))
    .flatMap(({ providerPaymentId: id }) => (id === null ? [] : [id]));
}

type Act = (player: Player) => Promise<unknown>;

const ACTS: readonly Act[] = [
  async () => {
    const payment = await counter.ask('payment.current', {});
    if (payment && ['paid', 'lost', 'expired', 'rejected'].includes(payment.state)) {
      await counter.ask('payment.acknowledge', { attemptId: payment.attemptId });
    }
    if (!payment) await counter.charge().catch(() => undefined);
  },
  async ({ pick, random }) => {
    const links = await drawnLinks();
    if (links.length === 0) return;
    const amount = random() < 0.15 ? { amount: 12_346 } : {};
    const outcome = pick(['charged', 'charged', 'declined', 'processing', 'created']);
    await counter.control
      .pay(pick(links), { outcome, evenIfDeleted: random() < 0.5, ...amount })
      .catch(() => undefined);
  },
  async ({ pick }) => {
    const open = (await counter.control.books()).transactions.filter(({ status }) =>
      ['processing', 'created'].includes(status),
    );
    if (open.length > 0)
      await counter.control.move(pick(open).id, pick(['charged', 'rejected', 'cancelled']));
  },
  async () => {
    const payment = await counter.ask('payment.current', {});
    if (payment) await counter.ask('payment.cancel', { attemptId: payment.attemptId }).catch(() => undefined);
  },
  async ({ pick, random }) => {
    const count = 1 + Math.floor(random() * 3);
    await counter.control.fault({ ...pick(TARGETS), kind: pick(FAULTS), count, status: 503 });
  },
  ({ pick }) => counter.pass(pick([200, 1500, 5000, 40_000, 660_000])),
  ({ pick }) => counter.pass(pick([200, 1500, 5000])),
  () => counter.restart(),
];

async function comeToRest(): Promise<void> {
  await counter.control.clearFaults();
  const { transactions } = await counter.control.books();
  for (const { id, status } of transactions) {
    if (status === 'processing') await counter.control.move(id, 'charged');
  }
  await counter.pass(30 * 60_000);
  await counter.restart();
  await counter.pass(10 * 60_000);
}

const seeds = Array.from({ length: Number(process.env['TILLINK_SCHEDULES'] ?? 12) }, (_, index) => index + 1);

test.each(seeds)('T-5 PAY-1 to PAY-7 hold under the fault schedule of seed %i', async (seed) => {
  const player = playerOf(seed);
  counter = await openCounter();
  for (let step = 0; step < 60; step++) await player.pick(ACTS)(player);
  await comeToRest();

  const links = await drawnLinks();
  const charged = (await counter.control.books()).transactions.filter(
    ({ link, status }) => status === 'charged' && link !== null && links.includes(link),
  );
  const raised = (await counter.ask('attention.list', {})).items.map((item) => item.providerTransactionId);
  await counter.till().close();
  const database = await openDatabase(join(counter.dataDir, 'test', 'till.db'));
  try {
    const { read } = database;
    const settled = read
      .all<{ id: string }>('SELECT provider_transaction_id AS id FROM tender')
      .map(({ id }) => id);
    expect(new Set(settled).size).toBe(settled.length);
    // Every charged rouble is on exactly one sale, or raised; nothing is on a sale that was not charged.
    expect(charged.filter(({ id }) => settled.includes(id) === raised.includes(id))).toEqual([]);
    expect(settled.filter((id) => !charged.some((money) => money.id === id))).toEqual([]);
    const live = read.all(
      "SELECT id, state FROM payment_attempt WHERE state IN ('requesting','closing','unknown','paying')",
    );
    expect(live).toEqual([]);
    const sales = read.all<{ number: number }>(
      "SELECT receipt_sequence AS number FROM sale WHERE state = 'completed' ORDER BY receipt_sequence",
    );
    expect(sales.map(({ number }) => number)).toEqual(sales.map((_, index) => index + 1));
    expect(sales).toHaveLength(settled.length);
    expect(createJournal(read, () => '').verify()).toBeNull();
  } finally {
    database.close();
  }
});
