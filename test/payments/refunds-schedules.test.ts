import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { RefundView } from '../../src/contract/views.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import {
  attentionKinds,
  givenBack,
  type PaidSale,
  pressRefund,
  refundCalls,
  refundsOf,
  rub,
  sell,
} from '../harness/refunding.ts';

/** T-5 PAY-8: seeded schedules of refunds, faults, crashes and office hands. Repeat one by its seed. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

/** A small seeded generator (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const KINDS = [
  'reset',
  'reset_after_write',
  '500_after_write',
  'truncated',
  'malformed',
  'status_before',
] as const;
const PATH = '/api/v1/transactions/:id';

interface Day {
  readonly paid: PaidSale;
  readonly random: () => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** What the office has really given back, in minor units. */
  office: number;
}

const sumOf = (refunds: readonly RefundView[], ...ways: readonly RefundView['way'][]): number =>
  refunds
    .filter(({ state, way }) => state === 'done' && ways.includes(way))
    .reduce((sum, { amount }) => sum + amount.amountMinor, 0);

const left = async ({ paid: { saleId } }: Day): Promise<number> =>
  (await counter.ask('refund.options', { saleId })).refundable.amountMinor;

/** What a manager does is often refused, and that is as it should be. */
const press = async (day: Day, wish: Parameters<typeof pressRefund>[2]): Promise<void> => {
  void pressRefund(counter, day.paid.saleId, wish).catch(() => undefined);
  await counter.pass(day.pick([1, 3000, 15_000]));
};

const part = async (day: Day): Promise<number> => Math.ceil((await left(day)) * day.random());

/** Whether the office has given back what the till has not been told of yet. */
async function hasUnseenOffice({ paid: { saleId }, office }: Day): Promise<boolean> {
  const { refunded } = await counter.ask('refund.options', { saleId });
  const own = (await refundsOf(counter, saleId))
    .filter(({ state }) => state !== 'refused')
    .reduce((sum, { amount }) => sum + amount.amountMinor, 0);
  return refunded.amountMinor - own < office;
}

/** Tells the truth: whether the money of the one that is not known has really gone. */
async function decideUnknown(day: Day): Promise<void> {
  const refunds = await refundsOf(counter, day.paid.saleId);
  const unknown = refunds.find(({ state }) => state === 'unknown');
  if (!unknown) return;
  const ours = (await givenBack(counter, day.paid.transactionId)) - day.office;
  const made = ours > sumOf(refunds, 'provider');
  await counter.ask('refund.decide', { refundId: unknown.id, made, reason: 'Asked the provider' });
}

const ACTS: readonly ((day: Day) => Promise<unknown>)[] = [
  async (day) => press(day, { amount: rub(await part(day)) }),
  (day) =>
    press(day, {
      lines: [{ saleLineId: day.pick(day.paid.lineIds), quantityThousandths: day.pick([1000, 2000]) }],
    }),
  (day) => press(day, {}),
  // Cash is given at once, from what is known: what the office did unseen is outside of what can be promised.
  async (day) => {
    if (await hasUnseenOffice(day)) return;
    await press(day, { way: 'cash', amount: rub(await part(day)) });
  },
  async (day) => {
    const amount = Math.floor((await left(day)) * day.random() * 0.3);
    const locked = (await counter.ask('refund.options', { saleId: day.paid.saleId })).lockedBy !== null;
    if (amount === 0 || locked) return;
    await counter.control.refund(day.paid.transactionId, amount);
    day.office += amount;
  },
  (day) =>
    counter.control.fault({
      method: day.pick(['PUT', 'PUT', 'GET']),
      path: PATH,
      kind: day.pick(KINDS),
      status: day.pick([429, 500, 503]),
      count: day.pick([1, 2]),
    }),
  (day) => counter.pass(day.pick([500, 10_000, 90_000, 700_000])),
  () => counter.crash(),
  () => counter.restart(),
];

async function expectSound(day: Day, seed: number): Promise<void> {
  const { saleId, transactionId, totalMinor } = day.paid;
  const refunds = await refundsOf(counter, saleId);
  const given = await givenBack(counter, transactionId);
  const sent = refunds.filter(({ events }) => events.some(({ kind }) => kind === 'sent'));
  const told = `seed ${seed}`;
  expect((await refundCalls(counter)).length, told).toBeLessThanOrEqual(sent.length);
  expect(given + sumOf(refunds, 'cash'), told).toBeLessThanOrEqual(totalMinor);
  expect(
    refunds.filter(({ state }) => state === 'requested' || state === 'unknown').length,
    told,
  ).toBeLessThan(2);
}

const SCHEDULES = Number(process.env['TILLINK_SCHEDULES'] ?? 12);
const FIRST = Number(process.env['TILLINK_SEED'] ?? 1);

test.each(Array.from({ length: SCHEDULES }, (_, index) => FIRST + index))(
  'T-5 PAY-8 seed %i: sent once each, never more than was paid, and every end is found',
  { timeout: 120_000 },
  async (seed) => {
    const random = seeded(seed);
    const pick = <T>(items: readonly T[]): T => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    };
    counter = await openCounter({
      switches: {
        refundRows: 'parent',
        refundedAmountField: random() < 0.5,
        partialRefundAs: pick(['charged', 'refunded']),
        refundDelaySeconds: pick([0, 0, 45]),
      },
    });
    const paid = await sell(counter, [
      [333, 3],
      [5000, 2],
    ]);
    const day: Day = { paid, random, pick, office: 0 };
    for (let step = 0; step < 20; step++) {
      await pick(ACTS)(day);
      await expectSound(day, seed);
    }
    await counter.control.clearFaults();
    await counter.pass(20 * 60_000);
    const [stuck] = (await refundsOf(counter, paid.saleId)).filter(({ state }) => state === 'unknown');
    if (stuck) expect(await attentionKinds(counter)).toContain('refund_unknown');
    await decideUnknown(day);
    const refunds = await refundsOf(counter, paid.saleId);
    expect(refunds.every(({ state }) => state === 'done' || state === 'refused')).toBe(true);
    // What the till says has gone through the provider is what has really gone.
    expect(sumOf(refunds, 'provider') + day.office).toBe(await givenBack(counter, paid.transactionId));
    await expectSound(day, seed);
    await counter.till().close();
    const database = await openDatabase(join(counter.dataDir, 'test', 'till.db'));
    expect(createJournal(database.read, () => '').verify()).toBeNull();
    database.close();
  },
);
