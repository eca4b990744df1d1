import { afterEach, describe, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { openStepShop, type StepShop } from './step-shop.ts';

let shop: StepShop;

afterEach(async () => {
  await shop?.counter.close();
});

const bread = { header: 'Bread', text: '', price: 5000, currency: 'RUB', qty: '1', image: null };

describe('what differs is shown, and nothing is sent before somebody wants it', () => {
  test('a comparison reads both sides, and sends nothing', async () => {
    shop = await openStepShop();
    await shop.add('Tea', 12_300, { description: 'Black,\n  with   bergamot' });
    await shop.add('Gift', 0);
    await shop.elsewhere('POST', '/products', { header: 'Of the web shop', price: 100 });
    const { id: _, at: __, ...found } = await shop.compare();
    expect(found).toEqual({
      counts: { create: 1, change: 0, delete: 0, foreign: 1, unknown: 0, otherwise: 0, inStep: 0 },
      changedElsewhere: 0,
      withoutPrice: 1,
      unreadable: 0,
      listOffered: true,
      secondsNeeded: 1,
    });
    expect(await shop.differences('create')).toMatchObject([
      {
        name: 'Tea',
        partnerProductId: null,
        fields: [
          { field: 'header', ours: { kind: 'text', text: 'Tea' }, theirs: { kind: 'nothing' } },
          { field: 'text', ours: { kind: 'text', text: 'Black, with bergamot' } },
          { field: 'price', ours: { kind: 'money', amount: { amountMinor: 12_300, currency: 'RUB' } } },
          { field: 'image', ours: { kind: 'nothing' } },
        ],
      },
    ]);
    expect(await shop.differences('foreign')).toMatchObject([{ name: 'Of the web shop', variantId: null }]);
    await shop.counter.pass(60_000);
    expect(shop.sent).toEqual([]);
  });

  test('only the master sends, only what it has just compared, and one thing at a time', async () => {
    shop = await openStepShop();
    const { ask } = shop.counter;
    await shop.add('Bread', 5000);
    const { id } = await shop.compare();
    await ask('inStep.setMaster', { master: false });
    expect(await codeOf(ask('inStep.start', { comparisonId: id }))).toBe('IN_STEP_NOT_MASTER');
    await ask('inStep.setMaster', { master: true });
    expect(await codeOf(ask('inStep.start', { comparisonId: 'another' }))).toBe('IN_STEP_STALE');
    expect(await ask('inStep.start', { comparisonId: id })).toMatchObject({
      phase: 'pushing',
      comparison: null,
    });
    expect(await codeOf(ask('inStep.start', { comparisonId: id }))).toBe('IN_STEP_RUNNING');
    expect(await codeOf(ask('inStep.compare', {}))).toBe('IN_STEP_RUNNING');
    expect(await codeOf(ask('inStep.setMaster', { master: false }))).toBe('IN_STEP_RUNNING');
    expect(await shop.finish()).toMatchObject({ phase: 'done', progress: { done: 1, total: 1 }, left: 0 });
    expect(await shop.theirs()).toMatchObject([bread]);
  });

  test('a comparison that is asked for while the last product of a cancelled push is on its way waits for it', async () => {
    shop = await openStepShop();
    const { ask, control } = shop.counter;
    await shop.add('Bread', 5000);
    await shop.add('Milk', 9000);
    await shop.start();
    await control.fault({ kind: 'hang', method: 'POST', path: '*/products', count: 1 });
    await shop.counter.pass(1);
    await ask('inStep.cancel', {});
    expect(await ask('inStep.compare', {})).toMatchObject({ phase: 'comparing' });
    await shop.counter.pass(60_000);
    const { counts } = await shop.compare();
    expect(counts.create + counts.inStep).toBe(2);
  });

  test('the differences come in pages', async () => {
    shop = await openStepShop();
    for (let index = 0; index < 60; index++) await shop.add(`Item ${index}`, 100 + index);
    const { id } = await shop.compare();
    const { ask } = shop.counter;
    const first = await ask('inStep.differences', { comparisonId: id, kind: 'create' });
    expect([first.items.length, first.nextCursor]).toEqual([50, '50']);
    const second = await ask('inStep.differences', { comparisonId: id, kind: 'create', cursor: '50' });
    expect([second.items.length, second.nextCursor]).toEqual([10, null]);
    expect(new Set([...first.items, ...second.items].map(({ variantId }) => variantId)).size).toBe(60);
  });
});

describe('a push', () => {
  test('makes a product of each variant, changes the fields that differ, and deletes what is not sold', async () => {
    shop = await openStepShop();
    const price = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;
    const variant = (name: string, amountMinor: number) => ({
      id: null,
      name,
      sku: null,
      barcodes: [],
      unitAmount: price(amountMinor),
    });
    const tea = await shop.add('Tea', 1, { variants: [variant('100 g', 300), variant('200 g', 500)] });
    const milk = await shop.add('Milk', 9000);
    await shop.add('Bread', 5000);
    await shop.start();
    await shop.finish();
    const made = await shop.theirs();
    expect(made.map(({ header, price: asked }) => [header, asked]).sort()).toEqual([
      ['Bread', 5000],
      ['Milk', 9000],
      ['Tea · 100 g', 300],
      ['Tea · 200 g', 500],
    ]);
    const [small, large] = tea.variants;
    if (!small || !large) throw new Error('There are two variants');
    await shop.change(tea, { variants: [{ ...small, unitAmount: price(350) }, large] });
    await shop.counter.ask('catalog.delete', { productId: milk.id });
    const before = shop.sent.length;
    const { counts } = await shop.compare();
    expect(counts).toMatchObject({ create: 0, change: 1, delete: 1, inStep: 2 });
    expect(await shop.differences('change')).toMatchObject([
      {
        name: 'Tea · 100 g',
        fields: [
          {
            field: 'price',
            ours: { kind: 'money', amount: price(350) },
            theirs: { kind: 'money', amount: price(300) },
            changedElsewhere: false,
          },
        ],
      },
    ]);
    await shop.start();
    expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
    const idOf = (name: string) => made.find(({ header }) => header === name)?.id;
    expect(shop.sent.slice(before)).toEqual([
      { method: 'PATCH', path: `/products/${idOf('Tea · 100 g')}`, body: { price: 350, currency: 'RUB' } },
      { method: 'DELETE', path: `/products/${idOf('Milk')}`, body: null },
    ]);
    expect((await shop.compare()).counts).toMatchObject({ create: 0, change: 0, delete: 0, inStep: 3 });
  });

  test('what somebody else has changed at the partner is told, and put right when that is wanted', async () => {
    shop = await openStepShop();
    await shop.add('Bread', 5000);
    await shop.add('Milk', 9000);
    await shop.start();
    await shop.finish();
    const [first] = await shop.theirs();
    await shop.elsewhere('PATCH', `/products/${first?.id}`, { price: 1, currency: 'RUB', qty: '3' });
    const { counts, changedElsewhere } = await shop.compare();
    expect([counts.change, changedElsewhere]).toEqual([1, 1]);
    const [{ fields } = { fields: [] }] = await shop.differences('change');
    expect(fields.map(({ field, changedElsewhere: told }) => [field, told])).toEqual([
      ['price', true],
      ['quantity', true],
    ]);
    await shop.start();
    await shop.finish();
    expect((await shop.theirs()).map(({ price, qty }) => [price, qty]).sort()).toEqual([
      [5000, '1'],
      [9000, '1'],
    ]);
  });

  test("others' products are never touched, even where they equal ours", async () => {
    shop = await openStepShop();
    const theirs = await shop.elsewhere('POST', '/products', bread);
    const ours = await shop.add('Bread', 5000);
    await shop.start();
    await shop.finish();
    expect((await shop.theirs()).length).toBe(2);
    await shop.counter.ask('catalog.delete', { productId: ours.id });
    await shop.start();
    await shop.finish();
    expect(await shop.theirs()).toEqual([theirs]);
  });

  test('a product that says itself which one of theirs it is, is that one, and never deleted', async () => {
    shop = await openStepShop();
    const theirs = await shop.elsewhere('POST', '/products', { header: 'Old bread', price: 4000 });
    const ours = await shop.add('Bread', 5000, { partnerProductId: theirs.id });
    expect((await shop.compare()).counts).toMatchObject({ create: 0, change: 1, foreign: 0 });
    await shop.start();
    await shop.finish();
    expect(await shop.theirs()).toEqual([{ ...theirs, header: 'Bread', price: 5000, text: theirs.text }]);
    await shop.counter.ask('catalog.delete', { productId: ours.id });
    expect((await shop.compare()).counts).toMatchObject({ delete: 0, foreign: 1 });
  });

  test('what is gone at the partner is made anew: before the comparison, and behind its back', async () => {
    shop = await openStepShop();
    const tea = await shop.add('Tea', 300);
    await shop.add('Bread', 5000);
    await shop.start();
    await shop.finish();
    for (const { id, header } of await shop.theirs()) {
      if (header === 'Bread') await shop.elsewhere('DELETE', `/products/${id}`);
    }
    await shop.change(tea, { description: 'Black' });
    expect((await shop.compare()).counts).toMatchObject({ create: 1, change: 1 });
    const [before] = await shop.theirs();
    await shop.elsewhere('DELETE', `/products/${before?.id}`);
    await shop.counter.ask('inStep.start', { comparisonId: (await shop.status()).comparison?.id ?? '' });
    expect(await shop.finish()).toMatchObject({ phase: 'done', left: 0 });
    expect((await shop.theirs()).map(({ header, text }) => [header, text]).sort()).toEqual([
      ['Bread', ''],
      ['Tea', 'Black'],
    ]);
  });

  test('what has changed since it was seen is left for the next comparison', async () => {
    shop = await openStepShop();
    const tea = await shop.add('Tea', 300);
    const milk = await shop.add('Milk', 9000);
    await shop.compare();
    const comparisonId = (await shop.status()).comparison?.id ?? '';
    await shop.change(tea, { description: 'Black' });
    await shop.counter.ask('catalog.delete', { productId: milk.id });
    await shop.counter.ask('inStep.start', { comparisonId });
    expect(await shop.finish()).toMatchObject({ phase: 'done', left: 2 });
    expect(shop.sent).toEqual([]);
    const { items } = await shop.counter.ask('inStep.left', {});
    expect(items.map(({ name, act, outcome }) => [name, act, outcome]).sort()).toEqual([
      ['Milk', 'create', 'changed'],
      ['Tea', 'create', 'changed'],
    ]);
  });

  test('what the provider refuses is told with its words, and the others go on', async () => {
    shop = await openStepShop();
    await shop.add('Tea', 300);
    await shop.add('Milk', 9000);
    await shop.start();
    await shop.counter.control.fault({
      kind: 'status_before',
      method: 'POST',
      path: '*/products',
      status: 422,
    });
    expect(await shop.finish()).toMatchObject({ phase: 'done', left: 1 });
    const { items } = await shop.counter.ask('inStep.left', {});
    expect(items).toMatchObject([{ act: 'create', outcome: 'refused' }]);
    expect((await shop.theirs()).length).toBe(1);
    expect((await shop.compare()).counts).toMatchObject({ create: 1, inStep: 1 });
  });

  test('only the acts that were chosen are done', async () => {
    shop = await openStepShop();
    const milk = await shop.add('Milk', 9000);
    await shop.start();
    await shop.finish();
    await shop.counter.ask('catalog.delete', { productId: milk.id });
    await shop.add('Tea', 300);
    await shop.start(['create']);
    await shop.finish();
    expect((await shop.theirs()).map(({ header }) => header)).toEqual(['Milk', 'Tea']);
    expect((await shop.compare()).counts).toMatchObject({ create: 0, delete: 1 });
  });
});
