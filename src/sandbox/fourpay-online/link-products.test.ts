import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Player, at, coffee, espresso, listAt, startPlayer, textAt } from '../testing/player.ts';

const unknown = '550e8400-e29b-41d4-a716-446655440000';
const dynamic = { ...coffee, amount_type: 'dynamic' } as const;

async function productsOn(player: Player, link: string): Promise<readonly string[]> {
  const { json } = await player.api('GET', `/links/${link}`);
  return listAt(json, 'data.products').map((product) => textAt(product, 'id'));
}

test('a link answers with the whole products, in the order of their ids', async () => {
  const { api, makeProduct } = await startPlayer();
  const coffees = await makeProduct();
  const tea = await makeProduct({ header: 'Tea', price: 200, image: 'https://images.example/tea.png' });
  const answer = await api('POST', '/links', { ...coffee, products: [tea, coffees] });
  expect(answer.status).toBe(201);
  const whole = { created: expect.any(String), partner_id: 42, currency: 'RUB', qty: '1' };
  expect(listAt(answer.json, 'data.products')).toEqual([
    {
      ...whole,
      id: tea,
      header: 'Tea',
      text: espresso.text,
      price: 200,
      image: 'https://images.example/tea.png',
    },
    { ...whole, id: coffees, header: 'Coffee', text: espresso.text, price: 350, image: null },
  ]);
  const list = listAt((await api('GET', '/links')).json, 'data');
  expect(list).toMatchObject([{ products: [{ id: tea }, { id: coffees }] }]);
});

test('PATCH replaces the products whole; absent leaves them, empty detaches all', async () => {
  const player = await startPlayer();
  const { api, makeProduct } = player;
  const [a, b] = [await makeProduct(), await makeProduct()];
  const link = await player.makeLink({ ...coffee, products: [a] });
  await api('PATCH', `/links/${link}`, { pay_config: { methods: ['sbp'] } });
  expect(await productsOn(player, link)).toEqual([a]);
  await api('PATCH', `/links/${link}`, { products: [b] });
  expect(await productsOn(player, link)).toEqual([b]);
  const cleared = await api('PATCH', `/links/${link}`, { products: [] });
  expect(listAt(cleared.json, 'data.products')).toEqual([]);
  expect((await api('PATCH', `/links/${link}`, { products: null })).status).toBe(422);
  expect((await api('PATCH', `/links/${link}`, { products: [5] })).status).toBe(422);
});

test('unknown, foreign, deleted and repeated ids are ignored in silence', async () => {
  const player = await startPlayer();
  const { api, keyed, makeProduct } = player;
  const foreign = textAt((await keyed('pk_test_neighbour', 'POST', '/products', espresso)).json, 'data.id');
  const gone = await makeProduct();
  await api('DELETE', `/products/${gone}`);
  const mine = await makeProduct();
  const link = await player.makeLink({ ...coffee, products: [unknown, 'tea', foreign, gone, mine, mine] });
  expect(await productsOn(player, link)).toEqual([mine]);
  await api('DELETE', `/products/${mine}`);
  expect(await productsOn(player, link)).toEqual([]);
});

test('productsIgnored: every so many-th is left out, and what is attached stays', async () => {
  const player = await startPlayer({ switches: { productsIgnored: 2 } });
  const ids = [await player.makeProduct(), await player.makeProduct(), await player.makeProduct()];
  const [first = '', , third = ''] = ids;
  const link = await player.makeLink({ ...coffee, products: ids });
  expect(await productsOn(player, link)).toEqual([first, third]);
  await player.api('PATCH', `/links/${link}`, { image: null });
  expect(await productsOn(player, link)).toEqual([first, third]);
  await player.control('PATCH', '/switches', { productsIgnored: 1 });
  await player.api('PATCH', `/links/${link}`, { products: [first] });
  expect(await productsOn(player, link)).toEqual([]);
});

test('a change of a product is seen on its links at once', async () => {
  const { api, makeLink, makeProduct } = await startPlayer();
  const id = await makeProduct();
  const link = await makeLink({ ...coffee, products: [id] });
  await api('PATCH', `/products/${id}`, { price: 999 });
  expect(at((await api('GET', `/links/${link}`)).json, 'data.products.0.price')).toBe(999);
});

test.each([{ currency: 'RUB' }, { default: 0, currency: 'RUB' }, { default: null, currency: 'RUB' }])(
  'a dynamic link may suggest nothing: %j',
  async (amount) => {
    const { api } = await startPlayer();
    const { json } = await api('POST', '/links', { ...dynamic, amount });
    expect(json).toMatchObject({
      data: { amount_type: 'dynamic', amount: { default: null, currency: 'RUB' } },
    });
  },
);

test('a dynamic link may suggest an amount, and needs its currency', async () => {
  const { api } = await startPlayer();
  const suggested = await api('POST', '/links', dynamic);
  expect(suggested.json).toMatchObject({ data: { amount: { default: 30_000, currency: 'RUB' } } });
  for (const amount of [undefined, {}, { default: 5 }, { default: -1, currency: 'RUB' }]) {
    expect((await api('POST', '/links', { ...dynamic, amount })).status).toBe(422);
  }
});

test.each(['fixed', 'dynamic'])('half an amount changes nothing on a %s link', async (amount_type) => {
  const { api, makeLink } = await startPlayer();
  const link = await makeLink({ ...coffee, amount_type });
  const halves = [
    [{ default: 5 }, 'amount.currency'],
    [{ currency: 'USD' }, 'amount.default'],
  ] as const;
  for (const [amount, field] of halves) {
    const answer = await api('PATCH', `/links/${link}`, { amount });
    expect([answer.status, Object.keys(Object(at(answer.json, 'errors')))]).toEqual([422, [field]]);
  }
  const { json } = await api('GET', `/links/${link}`);
  expect(at(json, 'data.amount')).toEqual(coffee.amount);
});

function booksOf(count: number): string {
  const createdMs = Date.UTC(2026, 2, 1, 10);
  const own = { partnerId: 42, image: null, deletedMs: null, views: 0, currency: 'RUB' };
  const product = { ...own, sequence: 0, id: 'tea', createdMs, header: 'Tea', priceMinor: 200, qty: '1' };
  const links = Array.from({ length: count }, (_, index) => ({
    ...own,
    sequence: index + 1,
    id: `link-${index}`,
    createdMs: createdMs + index,
    amountMinor: 500,
    amountType: 'fixed',
    methods: ['card'],
    productIds: ['tea', unknown],
  }));
  const fourPayOnline = { nextSequence: count + 1, links, transactions: [], products: [product] };
  return JSON.stringify({ version: 1, port: null, clockOffsetMs: 0, fourPayOnline });
}

test('thousands of links with products are listed whole, and page by page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-links-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const statePath = join(folder, 'state.json');
  writeFileSync(statePath, booksOf(5000));
  const player = await startPlayer({ statePath });
  const whole = listAt((await player.api('GET', '/links')).json, 'data');
  expect(whole).toHaveLength(5000);
  expect(whole.at(-1)).toMatchObject({ id: 'link-0', products: [{ id: 'tea', header: 'Tea' }] });
  await player.control('PATCH', '/switches', { linkPaging: 'cursor' });
  const page = listAt((await player.api('GET', '/links?limit=100')).json, 'data');
  expect([page.length, textAt(page[0], 'id'), textAt(page[99], 'id')]).toEqual([
    100,
    'link-4999',
    'link-4900',
  ]);
});
