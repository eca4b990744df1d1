import { expect, test } from 'vitest';
import { at, espresso, listAt, startPlayer, textAt } from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };
const neighbour = 'pk_test_neighbour';

test('creates a product in the shape of the docs, whole', async () => {
  const { api } = await startPlayer({ clock: morning });
  const answer = await api('POST', '/products', espresso);
  expect(answer.status).toBe(201);
  expect(answer.json).toEqual({
    data: {
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      created: '2026-03-01T10:00:00+00:00',
      partner_id: 42,
      header: 'Coffee',
      text: 'Espresso 200ml',
      price: 350,
      currency: 'RUB',
      qty: '1',
      image: null,
    },
  });
});

test('needs a name and a price; the rest is as the docs say when it is absent', async () => {
  const { api } = await startPlayer();
  const { json } = await api('POST', '/products', { header: 'Чай', price: 20_000 });
  expect(json).toMatchObject({ data: { text: null, currency: 'RUB', qty: '1', image: null } });
  const refused = await api('POST', '/products', {});
  expect([refused.status, Object.keys(Object(at(refused.json, 'errors')))]).toEqual([
    422,
    ['header', 'price'],
  ]);
});

test.each([
  ['an empty name', { header: ' ' }, 'header'],
  ['a number for a name', { header: 5 }, 'header'],
  ['a number for a text', { text: 5 }, 'text'],
  ['a price of nothing', { price: 0 }, 'price'],
  ['a price in digits', { price: '350' }, 'price'],
  ['a fraction', { price: 3.5 }, 'price'],
  ['a strange currency', { currency: 'rubles' }, 'currency'],
  ['a number for a quantity', { qty: 1 }, 'qty'],
  ['a quantity in words', { qty: 'one' }, 'qty'],
  ['an image that is no URL', { image: 'cup.png' }, 'image'],
])('refuses %s, on POST and on PATCH', async (_name, members, field) => {
  const { api, control, makeProduct } = await startPlayer();
  const id = await makeProduct();
  const before = await control('GET', '/state');
  for (const answer of [
    await api('POST', '/products', { ...espresso, ...members }),
    await api('PATCH', `/products/${id}`, members),
  ]) {
    expect(answer.status).toBe(422);
    expect(Object.keys(Object(at(answer.json, 'errors')))).toEqual([field]);
  }
  expect(at(await control('GET', '/state'), 'products')).toEqual(at(before, 'products'));
});

test.each(['fields', 'jsonapi', 'strings', 'code', 'details'] as const)(
  'validationShape %s names the field of a product and of an image',
  async (validationShape) => {
    const { api } = await startPlayer({ switches: { validationShape } });
    const answer = await api('POST', '/products', { ...espresso, price: -1, qty: 2 });
    expect(answer.status).toBe(422);
    for (const field of ['price', 'qty']) expect(answer.text).toContain(field);
    expect(answer.text).not.toContain('header');
  },
);

test('reads, lists newest first, changes in part, and deletes', async () => {
  const { api, makeProduct } = await startPlayer({ clock: morning });
  const first = await makeProduct();
  const second = await makeProduct({ header: 'Tea' });
  expect(textAt((await api('GET', `/products/${first}`)).json, 'data.header')).toBe('Coffee');
  const list = (await api('GET', '/products?limit=1')).json;
  expect(list).toEqual({
    data: [expect.objectContaining({ id: second }), expect.objectContaining({ id: first })],
  });
  const image = 'https://images.example/a.png';
  const changed = await api('PATCH', `/products/${first}`, { price: 400, text: null, image });
  expect([changed.status, changed.json]).toMatchObject([
    200,
    { data: { id: first, header: 'Coffee', price: 400, text: null, qty: '1', image } },
  ]);
  expect((await api('PATCH', `/products/${first}`, [])).status).toBe(400);
  expect(await api('DELETE', `/products/${first}`)).toMatchObject({
    status: 200,
    json: { data: { id: first } },
  });
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    expect((await api(method, `/products/${first}`)).status).toBe(404);
  }
  expect(listAt((await api('GET', '/products')).json, 'data')).toMatchObject([{ id: second }]);
});

test('productPaging: pages with a cursor, as transactions have them', async () => {
  const { api, makeProduct } = await startPlayer({ clock: morning, switches: { productPaging: 'cursor' } });
  const ids = [await makeProduct(), await makeProduct(), await makeProduct()];
  const seen: unknown[] = [];
  for (let cursor = ''; ; ) {
    const { json } = await api('GET', `/products?limit=2${cursor}`);
    const page = listAt(json, 'data');
    if (page.length === 0) break;
    seen.push(...page.map((row) => textAt(row, 'id')));
    cursor = `&cursor=${encodeURIComponent(textAt(json, 'cursor.cursor_value'))}`;
  }
  expect(seen).toEqual(ids.toReversed());
  expect((await api('GET', '/products?limit=101')).status).toBe(422);
});

test('another partner sees and touches nothing, and the key decides', async () => {
  const { api, keyed, makeProduct } = await startPlayer();
  const id = await makeProduct();
  expect(listAt((await keyed(neighbour, 'GET', '/products')).json, 'data')).toEqual([]);
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    expect((await keyed(neighbour, method, `/products/${id}`)).status).toBe(404);
  }
  const theirs = await keyed(neighbour, 'POST', '/products', espresso);
  expect(at(theirs.json, 'data.partner_id')).toBe(43);
  expect((await keyed('pk_test_wrong', 'POST', '/products', espresso)).status).toBe(401);
  expect((await keyed('pk_test_forbidden', 'GET', '/products')).status).toBe(403);
  expect((await api('GET', `/products/${id}`)).status).toBe(200);
});

test('productsOffered: making them only, or not at all', async () => {
  const { api, control, makeLink, makeProduct } = await startPlayer();
  const id = await makeProduct();
  const link = await makeLink({ ...coffeeWith([id]) });
  await control('PATCH', '/switches', { productsOffered: 'create_only' });
  for (const [method, path, allow] of [
    ['GET', '/products', 'POST'],
    ['GET', `/products/${id}`, ''],
    ['PATCH', `/products/${id}`, ''],
    ['DELETE', `/products/${id}`, ''],
  ] as const) {
    const answer = await api(method, path);
    expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, allow]);
  }
  expect((await api('POST', '/products', espresso)).status).toBe(201);
  expect(listAt((await api('GET', `/links/${link}`)).json, 'data.products')).toMatchObject([{ id }]);
  await control('PATCH', '/switches', { productsOffered: 'none' });
  expect((await api('POST', '/products', espresso)).status).toBe(404);
  expect((await api('GET', `/products/${id}`)).status).toBe(404);
  expect(listAt((await api('GET', `/links/${link}`)).json, 'data.products')).toEqual([]);
});

function coffeeWith(products: readonly string[]): object {
  return {
    amount: { default: 350, currency: 'RUB' },
    amount_type: 'fixed',
    pay_config: { methods: ['card'] },
    products,
  };
}

test('urlOnProducts: nowhere, in url, or in qr_url, also on the products of a link', async () => {
  const { sandbox, api, control, makeProduct } = await startPlayer();
  const id = await makeProduct();
  const own = `${sandbox.baseUrl}/pay/product/${id}`;
  for (const [name, other] of [
    ['url', 'qr_url'],
    ['qr_url', 'url'],
  ] as const) {
    await control('PATCH', '/switches', { urlOnProducts: name });
    const product = at((await api('GET', `/products/${id}`)).json, 'data');
    expect([at(product, name), at(product, other)]).toEqual([own, undefined]);
    const link = (await api('POST', '/links', coffeeWith([id]))).json;
    expect(at(link, `data.products.0.${name}`)).toBe(own);
  }
});
