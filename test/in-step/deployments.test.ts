import { afterEach, expect, test } from 'vitest';
import { openStepShop, type StepShop } from './step-shop.ts';

/** Deployments that offer less, or tell it otherwise. */

let shop: StepShop;

afterEach(async () => {
  await shop?.counter.close();
});

const lose = (kind: string) => shop.counter.control.fault({ kind, method: 'POST', path: '*/products' });
const allowAll = () => shop.counter.control.switches({ productsOffered: 'all' });
const left = async () => (await shop.counter.ask('inStep.left', {})).items;

test('only making is offered: ours are made once, and a change is told as not offered', async () => {
  shop = await openStepShop({ switches: { productsOffered: 'create_only' } });
  const bread = await shop.add('Bread', 5000);
  const milk = await shop.add('Milk', 9000);
  expect(await shop.compare()).toMatchObject({ listOffered: false, counts: { create: 2, foreign: 0 } });
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  expect((await shop.compare()).counts).toMatchObject({ create: 0, inStep: 2 });
  await shop.change(bread, { description: 'With rye' });
  await shop.counter.ask('catalog.delete', { productId: milk.id });
  expect((await shop.compare()).counts).toMatchObject({ create: 0, change: 1, delete: 1, inStep: 0 });
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 2 });
  expect((await left()).map(({ outcome }) => outcome)).toEqual(['not_offered', 'not_offered']);
  await allowAll();
  expect((await shop.theirs()).map(({ header, text }) => [header, text]).sort()).toEqual([
    ['Bread', ''],
    ['Milk', ''],
  ]);
});

test('T-5 without a list a create of unknown end is never sent again: a person decides', async () => {
  shop = await openStepShop({ switches: { productsOffered: 'create_only' } });
  await shop.add('Bread', 5000);
  const { ask } = shop.counter;
  await lose('reset_after_write');
  await shop.start();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 1 });
  expect(await left()).toMatchObject([{ outcome: 'unknown', reason: 'no_list', words: '' }]);
  await shop.counter.crash();
  expect((await shop.compare()).counts).toMatchObject({ create: 0, unknown: 1 });
  await shop.start();
  await shop.finish();
  expect(shop.sent.length).toBe(1);
  const [{ variantId } = { variantId: null }] = (await shop.compare()) && (await shop.differences('unknown'));
  await ask('inStep.decide', { variantId: variantId ?? '', partnerProductId: null });
  expect((await shop.compare()).counts).toMatchObject({ create: 1, unknown: 0 });
});

test('T-1 without a list a create that a kill has cut off is not sent again either', async () => {
  shop = await openStepShop({ switches: { productsOffered: 'create_only' } });
  await shop.add('Bread', 5000);
  await lose('hang_after_write');
  await shop.start();
  await shop.counter.pass(1000);
  await shop.counter.crash();
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 1 });
  await allowAll();
  expect((await shop.theirs()).length).toBe(1);
});

test('no products at all: the push stops, and says so', async () => {
  shop = await openStepShop({ switches: { productsOffered: 'none' } });
  await shop.add('Bread', 5000);
  await shop.start();
  expect(await shop.finish()).toMatchObject({
    phase: 'stopped',
    problem: 'not_offered',
    progress: { done: 0, total: 1 },
  });
  await allowAll();
  await shop.counter.ask('inStep.resume', {});
  expect(await shop.finish()).toMatchObject({ phase: 'done', problem: null });
  expect((await shop.theirs()).length).toBe(1);
});

test('T-5 a list that comes in pages is read whole', async () => {
  shop = await openStepShop({ switches: { productPaging: 'cursor' } });
  for (let index = 0; index < 45; index++) await shop.add(`Item ${index}`, 100 + index);
  await shop.start();
  await shop.counter.pass(10_000);
  await lose('500_after_write');
  expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
  expect((await shop.compare()).counts).toMatchObject({ create: 0, change: 0, foreign: 0, inStep: 45 });
});

test('T-5 rows that nobody can read: what may be among them is left alone, and not made twice', async () => {
  let broken = false;
  shop = await openStepShop({
    changeAnswer: ({ method, url }, answer) =>
      broken && method === 'GET' && url.pathname.endsWith('/products')
        ? { ...answer, body: answer.body.replaceAll('"price":9000', '"price":"?"') }
        : answer,
  });
  await shop.add('Milk', 9000);
  await shop.start();
  await shop.finish();
  await shop.add('Milk, half a litre', 9000);
  const before = await shop.compare();
  broken = true;
  expect(await shop.compare()).toMatchObject({ unreadable: 1, counts: { create: 1, foreign: 0, inStep: 0 } });
  await lose('500_after_write');
  await shop.counter.ask('inStep.start', { comparisonId: (await shop.status()).comparison?.id ?? '' });
  await shop.finish();
  expect(await left()).toMatchObject([
    { name: 'Milk, half a litre', outcome: 'unknown', reason: 'unreadable' },
  ]);
  expect(before.unreadable).toBe(0);
  expect((await shop.theirs()).length).toBe(2);
});

test('a field that the provider keeps in its own form is told, and not sent again and again', async () => {
  shop = await openStepShop({
    changeAnswer: ({ url }, answer) =>
      url.pathname.includes('/products')
        ? { ...answer, body: answer.body.replaceAll('"header":"Bread"', '"header":"BREAD"') }
        : answer,
  });
  await shop.add('Bread', 5000);
  await shop.start();
  await shop.finish();
  expect((await shop.compare()).counts).toMatchObject({ create: 0, change: 0, otherwise: 1 });
  expect(await shop.differences('otherwise')).toMatchObject([
    {
      fields: [
        { field: 'header', ours: { text: 'Bread' }, theirs: { text: 'BREAD' }, changedElsewhere: false },
      ],
    },
  ]);
});
