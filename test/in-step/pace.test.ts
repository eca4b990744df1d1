import { afterEach, expect, test } from 'vitest';
import { openStepShop, type StepShop } from './step-shop.ts';

/** How a push goes: behind everybody else, with its time left, waiting, paused, stopped and going on. */

let shop: StepShop;

afterEach(async () => {
  await shop?.counter.close();
});

async function fill(count: number): Promise<void> {
  for (let index = 0; index < count; index++) await shop.add(`Item ${index}`, 100 + index);
}

test('it tells how far it is and how long it takes, at one product a second', async () => {
  shop = await openStepShop();
  await fill(40);
  expect((await shop.compare()).secondsNeeded).toBe(40);
  const started = await shop.start();
  expect(started).toMatchObject({ phase: 'pushing', progress: { total: 40 } });
  expect(started.secondsLeft).toBeLessThanOrEqual(40);
  await shop.counter.pass(30_000);
  const { progress, secondsLeft } = await shop.status();
  expect(progress.done).toBeGreaterThanOrEqual(28);
  expect(secondsLeft).toBe(Math.ceil(40 - progress.done));
  expect(shop.counter.events.some(({ name }) => name === 'inStep.changed')).toBe(true);
  expect(await shop.finish()).toMatchObject({ phase: 'done', secondsLeft: null });
});

test('a customer’s code goes first', async () => {
  shop = await openStepShop();
  await fill(30);
  await shop.start();
  await shop.counter.pass(5000);
  const before = (await shop.status()).progress.done;
  const payment = shop.counter.charge();
  await shop.counter.pass(1100);
  expect(await payment).toMatchObject({ state: 'open' });
  expect((await shop.status()).progress.done - before).toBeLessThanOrEqual(1);
});

test('T-1 a pause holds over a restart, and it goes on where it was', async () => {
  shop = await openStepShop();
  await fill(20);
  await shop.start();
  await shop.counter.pass(5000);
  await shop.counter.ask('inStep.pause', {});
  await shop.counter.pass(5000);
  const paused = await shop.status();
  expect(paused).toMatchObject({ phase: 'paused', problem: null });
  await shop.counter.restart();
  await shop.counter.pass(60_000);
  expect((await shop.status()).progress).toEqual(paused.progress);
  await shop.counter.ask('inStep.resume', {});
  await shop.counter.pass(2000);
  await shop.counter.crash();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  expect(shop.sent.filter(({ method }) => method === 'POST').length).toBe(20);
});

test('without a network it waits, and goes on by itself', async () => {
  shop = await openStepShop();
  await fill(15);
  await shop.start();
  await shop.counter.pass(3000);
  await shop.counter.control.fault({ kind: 'reset', path: '*', count: 'always' });
  await shop.counter.pass(10 * 60_000);
  expect(await shop.status()).toMatchObject({ phase: 'waiting', problem: 'unreachable' });
  await shop.counter.control.clearFaults();
  await shop.counter.pass(90_000);
  expect(await shop.finish()).toMatchObject({ phase: 'done', problem: null, left: 0 });
  expect((await shop.theirs()).length).toBe(15);
});

test.each([
  [401, 'key_refused'],
  [403, 'forbidden'],
] as const)('on %i it stops, says %s, and goes on when somebody wants it', async (status, problem) => {
  shop = await openStepShop();
  await fill(3);
  await shop.start();
  await shop.counter.ask('inStep.pause', {});
  await shop.counter.control.fault({ kind: 'status_before', status, path: '*', count: 'always' });
  await shop.counter.ask('inStep.resume', {});
  expect(await shop.finish()).toMatchObject({ phase: 'stopped', problem });
  await shop.counter.restart();
  await shop.counter.pass(120_000);
  expect(await shop.status()).toMatchObject({ phase: 'stopped', problem });
  await shop.counter.control.clearFaults();
  await shop.counter.ask('inStep.resume', {});
  expect(await shop.finish()).toMatchObject({ phase: 'done', problem: null });
  expect((await shop.theirs()).length).toBe(3);
});

test('a comparison can be cancelled, and a push: what was sent stays', async () => {
  shop = await openStepShop();
  await fill(20);
  await shop.counter.control.fault({ kind: 'hang', method: 'GET', path: '*/products' });
  expect(await shop.counter.ask('inStep.compare', {})).toMatchObject({ phase: 'comparing' });
  expect(await shop.counter.ask('inStep.cancel', {})).toMatchObject({ phase: 'idle', comparison: null });
  await shop.counter.pass(30_000);
  await shop.start();
  await shop.counter.pass(4000);
  await shop.counter.ask('inStep.cancel', {});
  await shop.counter.pass(5000);
  expect(await shop.status()).toMatchObject({ phase: 'cancelled', secondsLeft: null });
  const there = (await shop.theirs()).length;
  expect(there).toBeGreaterThan(0);
  expect((await shop.compare()).counts).toMatchObject({ create: 20 - there, inStep: there, foreign: 0 });
});

test('a comparison without a network says so', async () => {
  shop = await openStepShop();
  await shop.counter.control.fault({ kind: 'reset', path: '*', count: 'always' });
  await shop.counter.ask('inStep.compare', {});
  await shop.counter.pass(60_000);
  expect(await shop.status()).toMatchObject({ phase: 'idle', problem: 'unreachable', comparison: null });
});
