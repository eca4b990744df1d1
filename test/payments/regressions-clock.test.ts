import { afterEach, expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/** The till's wall clock is put back in the middle of something; the provider's clock goes on. */

let sandbox: Sandbox;
let counter: Counter;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

afterEach(async () => {
  vi.restoreAllMocks();
  await counter?.close();
  await sandbox?.close();
});

/** @returns what puts the till's clock back, and leaves the sandbox's alone */
async function openWithOwnClocks(): Promise<(backMs: number) => void> {
  const theirs = { now: () => Date.parse('2026-11-21T09:00:00Z') };
  sandbox = await startSandbox({ clock: { now: () => theirs.now() } });
  counter = await openCounter({ sandbox });
  const real = counter.clock.now;
  theirs.now = real;
  return (backMs) => {
    vi.spyOn(counter.clock, 'now').mockImplementation(() => real() - backMs);
  };
}

const current = () => counter.ask('payment.current', {});

test.each([
  ['an hour', HOUR],
  ['a year', YEAR],
])(
  'PAY-4 a clock that is put back by %s between the delete and its confirmation: the cancel ends',
  async (_, backMs) => {
    const putBack = await openWithOwnClocks();
    const { attemptId, saleId } = await counter.charge();
    await counter.control.fault({
      kind: 'status_before',
      status: 503,
      method: 'GET',
      path: '/api/v1/transactions',
      count: 6,
      retryAfterSeconds: 1,
    });
    await counter.ask('payment.cancel', { attemptId });
    await counter.pass(3000);
    expect(await current()).toMatchObject({ state: 'closing' });
    expect((await counter.control.books()).links).toMatchObject([{ deleted: true }]);

    putBack(backMs);
    await counter.pass(2 * MINUTE);
    expect(await current()).toBeNull();
    expect(await counter.ask('sale.current', {})).toMatchObject({ id: saleId, frozen: false });
  },
);

test.each([
  ['an hour', HOUR],
  ['a year', YEAR],
])(
  'a clock that is put back by %s while a code is open: it expires after its lifetime all the same',
  async (_, backMs) => {
    const putBack = await openWithOwnClocks();
    await counter.charge();
    await counter.pass(5000);
    putBack(backMs);
    await counter.pass(9 * MINUTE);
    expect(await current()).toMatchObject({ state: 'open' });
    await counter.pass(2 * MINUTE);
    expect(await current()).toMatchObject({ state: 'expired' });
    expect((await counter.control.books()).links).toMatchObject([{ deleted: true }]);
  },
);

test.each([
  ['an hour', HOUR],
  ['a year', YEAR],
])('PAY-7 a clock that is put back by %s while a code is open: money on it is seen', async (_, backMs) => {
  const putBack = await openWithOwnClocks();
  await counter.charge();
  await counter.pass(5000);
  putBack(backMs);
  const [link] = (await counter.control.books()).links;
  await counter.control.pay(link?.id ?? '');
  for (let other = 0; other < 60; other++) await counter.control.book({ amount: 900 });
  await counter.pass(MINUTE);
  expect(await current()).toMatchObject({ state: 'paid', receiptNumber: '000001' });
});

test('PAY-7 a clock that was 3 hours ahead at Charge and is set right: money on the code is seen', async () => {
  const putBack = await openWithOwnClocks();
  putBack(-3 * HOUR);
  await counter.charge();
  await counter.pass(5000);
  putBack(0);
  const [link] = (await counter.control.books()).links;
  await counter.control.pay(link?.id ?? '');
  for (let other = 0; other < 60; other++) await counter.control.book({ amount: 900 });
  await counter.pass(2 * MINUTE);
  expect(await current()).toMatchObject({ state: 'paid', receiptNumber: '000001' });
});

test.each([
  ['while the till goes on', async () => {}],
  ['while the till is off', () => counter.restart()],
] as const)(
  'a code that was extended by a clock a year ahead, set right %s: it lives no longer than an hour',
  async (_, between) => {
    const putBack = await openWithOwnClocks();
    const { attemptId } = await counter.charge();
    await counter.pass(5000);
    const [link] = (await counter.control.books()).links;
    const { id } = await counter.control.pay(link?.id ?? '', { outcome: 'processing' });
    await counter.pass(5000);
    expect(await current()).toMatchObject({ state: 'paying' });
    putBack(-YEAR);
    await counter.ask('payment.extend', { attemptId });
    putBack(0);
    await between();
    await counter.control.move(id, 'rejected');
    await counter.pass(61 * MINUTE);
    expect((await counter.control.books()).links).toMatchObject([{ deleted: true }]);
    expect(await current()).toMatchObject({ state: 'expired' });
  },
);
