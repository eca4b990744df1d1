import { afterEach, describe, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { openStepShop, type StepShop } from './step-shop.ts';

/** A create whose answer was lost: looked up, taken, made anew or left to a person; never twice, never a stranger's. */

let shop: StepShop;

afterEach(async () => {
  await shop?.counter.close();
});

const bread = { header: 'Bread', text: '', price: 5000, currency: 'RUB', qty: '1' };
const creates = (): number => shop.sent.filter(({ method }) => method === 'POST').length;
/** As the sandbox has seen them: a kill ends what the till would tell. */
const received = async (): Promise<number> =>
  (await shop.counter.control.requests()).filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/products'),
  ).length;
const lose = (kind: string, more: object = {}) =>
  shop.counter.control.fault({ kind, method: 'POST', path: '*/products', ...more });

test.each(['500_after_write', 'reset_after_write', 'hang_after_write', 'truncated', 'malformed'])(
  'T-5 one that was made (%s) is found in the list, and not sent again',
  async (kind) => {
    shop = await openStepShop();
    await shop.add('Bread', 5000);
    await lose(kind);
    await shop.start();
    expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
    expect(await shop.theirs()).toMatchObject([bread]);
    expect(creates()).toBe(1);
    expect((await shop.compare()).counts).toMatchObject({ create: 0, change: 0, foreign: 0, inStep: 1 });
  },
);

test.each(['reset', 'hang'])('T-5 one that was not made (%s) is made anew', async (kind) => {
  shop = await openStepShop();
  await shop.add('Bread', 5000);
  await lose(kind);
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  expect(await shop.theirs()).toMatchObject([bread]);
  expect(creates()).toBe(2);
});

test('T-5 an equal one that was there before is not taken for ours', async () => {
  shop = await openStepShop();
  const stranger = await shop.elsewhere('POST', '/products', bread);
  const ours = await shop.add('Bread', 5000);
  await lose('reset');
  await shop.start();
  await shop.finish();
  expect((await shop.theirs()).length).toBe(2);
  await shop.change(ours, { description: 'With rye' });
  await shop.start();
  await shop.finish();
  expect(await shop.theirs()).toEqual([stranger, expect.objectContaining({ ...bread, text: 'With rye' })]);
});

test('T-1 a kill between the send and its answer: the next start looks it up', async () => {
  shop = await openStepShop();
  await shop.add('Bread', 5000);
  await lose('hang_after_write');
  await shop.start();
  await shop.counter.pass(1000);
  await shop.counter.crash();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  expect(await shop.theirs()).toMatchObject([bread]);
  expect(await received()).toBe(1);
});

describe('one that comes true late', () => {
  /** Tea is lost and made anew; while milk hangs, `late` more of tea come true. */
  async function comesLate(late: number): Promise<void> {
    shop = await openStepShop();
    await shop.add('A tea', 300);
    await shop.add('Milk', 9000);
    await lose('reset');
    await shop.start();
    while ((await shop.theirs()).length === 0) await shop.counter.pass(200);
    await shop.counter.ask('inStep.pause', {});
    for (let index = 0; index < late; index++) {
      await shop.elsewhere('POST', '/products', { header: 'A tea', price: 300, text: '' });
    }
    await shop.counter.ask('inStep.resume', {});
    expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  }

  test('T-5 is found at the end, and deleted', async () => {
    await comesLate(1);
    expect((await shop.theirs()).map(({ header }) => header).sort()).toEqual(['A tea', 'Milk']);
    expect((await shop.compare()).counts).toMatchObject({ create: 0, foreign: 0, inStep: 2 });
  });

  test('T-5 are there more than were sent, then some are a stranger’s: none is deleted, and they are told', async () => {
    await comesLate(2);
    expect((await shop.theirs()).length).toBe(4);
    expect(shop.sent.filter(({ method }) => method === 'DELETE')).toEqual([]);
    expect((await shop.compare()).counts).toMatchObject({ create: 0, foreign: 2, inStep: 2 });
  });
});

test('T-5 sent twice, and both came true: one is ours, the other is deleted', async () => {
  shop = await openStepShop();
  await shop.add('Bread', 5000);
  await lose('reset');
  await lose('hang_after_write');
  await shop.start();
  while ((await shop.theirs()).length === 0) await shop.counter.pass(200);
  // The second is still without an answer when the first comes true.
  await shop.elsewhere('POST', '/products', bread);
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  expect(await shop.theirs()).toMatchObject([bread]);
  expect(creates()).toBe(2);
  expect((await shop.compare()).counts).toMatchObject({ create: 0, foreign: 0, inStep: 1 });
});

test('T-5 several equal ones after one send: a person decides which is ours, and none is touched before', async () => {
  shop = await openStepShop();
  await shop.add('Bread', 5000);
  await lose('hang_after_write');
  await shop.start();
  await shop.counter.pass(1000);
  await shop.elsewhere('POST', '/products', bread);
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 1 });
  expect((await shop.counter.ask('inStep.left', {})).items).toMatchObject([
    { name: 'Bread', outcome: 'unknown', reason: 'several' },
  ]);
  expect((await shop.compare()).counts).toMatchObject({ create: 0, foreign: 2, unknown: 1 });
  const [{ variantId } = { variantId: null }] = await shop.differences('unknown');
  const [first] = await shop.theirs();
  const { ask } = shop.counter;
  await ask('inStep.decide', { variantId: variantId ?? '', partnerProductId: first?.id ?? '' });
  expect((await ask('inStep.left', {})).items).toEqual([]);
  expect(await shop.status()).toMatchObject({ left: 0 });
  expect((await shop.compare()).counts).toMatchObject({
    create: 0,
    change: 0,
    foreign: 1,
    unknown: 0,
    inStep: 1,
  });
  const again = ask('inStep.decide', { variantId: variantId ?? '', partnerProductId: null });
  expect(await codeOf(again)).toBe('NOT_FOUND');
  expect(creates()).toBe(1);
});

test('T-5 what a cancelled push has left half-made is found by the next comparison', async () => {
  shop = await openStepShop();
  await shop.add('Bread', 5000);
  await shop.add('Milk', 9000);
  await lose('hang_after_write');
  await shop.start();
  await shop.counter.pass(1000);
  expect(await shop.counter.ask('inStep.cancel', {})).toMatchObject({ phase: 'cancelled' });
  await shop.counter.crash();
  await shop.counter.pass(30_000);
  expect(await shop.status()).toMatchObject({ phase: 'cancelled', secondsLeft: null });
  expect((await shop.compare()).counts).toMatchObject({ create: 1, foreign: 0, inStep: 1 });
  expect(await received()).toBe(1);
});

test('T-5 one that fails again and again holds the others up only so long', async () => {
  shop = await openStepShop();
  await shop.add('Bread', 5000);
  await shop.add('Milk', 9000);
  await lose('status_before', { status: 500, count: 5 });
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 1 });
  expect((await shop.theirs()).map(({ header }) => header)).toEqual(['Milk']);
  expect((await shop.compare()).counts).toMatchObject({ create: 1, unknown: 0, inStep: 1 });
});
