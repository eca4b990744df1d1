import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { OpeningCheckView } from '../../src/contract/views.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';

/** The list at the start of a shift: each line says what is so. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

type Id = OpeningCheckView['items'][number]['id'];

const check = async (): Promise<ReadonlyMap<Id, OpeningCheckView['items'][number]>> => {
  const checking = counter.ask('opening.check', {});
  await counter.pass(30_000);
  const { items } = await checking;
  return new Map(items.map((item) => [item.id, item]));
};

const open = async (options: CounterOptions = {}): Promise<void> => {
  counter = await openCounter(options);
};

test('a till that is ready: the key works, the page answers, the clocks agree, no money is waiting', async () => {
  await open();
  const items = await check();
  expect([...items.keys()]).toEqual([
    'key',
    'payer_page',
    'clock',
    'printer',
    'backup',
    'books',
    'late_money',
  ]);
  expect(items.get('key')).toMatchObject({ state: 'ok' });
  expect(items.get('payer_page')).toMatchObject({ state: 'ok', detail: { status: 404 } });
  expect(items.get('clock')?.state).toBe('ok');
  expect(items.get('printer')?.state).toBe('absent');
  expect(items.get('backup')).toMatchObject({ state: 'warning', detail: { reason: 'none' } });
  expect(items.get('late_money')).toMatchObject({ state: 'ok', detail: { count: 0 } });
});

test('a provider that does not answer: told within the deadline, each line for itself', async () => {
  await open();
  await counter.control.fault({ kind: 'hang', count: 'always' });
  const before = counter.clock.now();
  const checking = counter.ask('opening.check', {});
  await counter.pass(16_000);
  const { items, at } = await checking;
  expect(Date.parse(at) - before).toBeLessThanOrEqual(15_001);
  expect(items.find(({ id }) => id === 'key')).toMatchObject({
    state: 'failed',
    detail: { reason: 'unreachable', code: 'PROVIDER_UNREACHABLE' },
  });
  expect(items.find(({ id }) => id === 'payer_page')).toMatchObject({
    state: 'failed',
    detail: { status: null },
  });
});

test('a refused key and a page that is broken are two lines', async () => {
  await open();
  await counter.control.fault({ kind: 'status_before', status: 401, path: '/api/*', count: 'always' });
  await counter.control.fault({ kind: 'status_before', status: 503, path: '/pay/*', count: 'always' });
  const items = await check();
  expect(items.get('key')).toMatchObject({ state: 'failed', detail: { code: 'PROVIDER_KEY_REFUSED' } });
  expect(items.get('payer_page')).toMatchObject({ state: 'failed', detail: { status: 503 } });
});

test('without a credential nothing is asked', async () => {
  await open();
  await counter.ask('connection.disconnect', {});
  const items = await check();
  expect(items.get('key')).toMatchObject({ state: 'failed', detail: { reason: 'no_credential' } });
  expect(items.get('payer_page')?.state).toBe('absent');
});

test.each([
  [30_000, 'ok'],
  [2 * 60_000, 'warning'],
  [-2 * 60_000, 'warning'],
  [11 * 60_000, 'failed'],
] as const)('T-7 a clock that is %i ms off is %s', async (offsetMs, state) => {
  const clock = { isOff: false };
  await open({
    changeAnswer: (_request, answer) => {
      if (!clock.isOff) return answer;
      const date = new Date(counter.clock.now() - offsetMs).toUTCString();
      return { ...answer, headers: { ...answer.headers, date } };
    },
  });
  clock.isOff = true;
  expect((await check()).get('clock')).toMatchObject({ state, detail: { skewMs: expect.any(Number) } });
});

test.each([
  [60_000, 'ok'],
  [25 * 60 * 60_000, 'warning'],
] as const)('a backup that is %i ms old is %s', async (ageMs, state) => {
  await open();
  const folder = join(counter.dataDir, 'test', 'backups');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'before-migration-from-10.db');
  writeFileSync(path, 'copy');
  const at = new Date(counter.clock.now() - ageMs);
  utimesSync(path, at, at);
  expect((await check()).get('backup')).toMatchObject({ state, detail: { ageMs: expect.any(Number) } });
});

test('PAY-7 money that came while the till was off is counted; what comes afterwards is not', async () => {
  await open();
  await counter.charge();
  const [link] = (await counter.control.books()).links;
  // The till goes off with the code alive, and the customer pays meanwhile.
  const restarting = counter.restart();
  await counter.control.pay(link?.id ?? '', { started: new Date(counter.clock.now() - 1000).toISOString() });
  await restarting;
  await counter.pass(5000);
  expect((await check()).get('late_money')).toMatchObject({
    state: 'warning',
    detail: { count: 1, amountMinor: 12_345, currency: 'RUB' },
  });
  const paid = await counter.ask('payment.current', {});
  await counter.ask('payment.acknowledge', { attemptId: paid?.attemptId ?? '' });
  await counter.charge();
  const next = (await counter.control.books()).links[0];
  await counter.control.pay(next?.id ?? '');
  await counter.pass(10_000);
  expect((await check()).get('late_money')).toMatchObject({ detail: { count: 1 } });
});
