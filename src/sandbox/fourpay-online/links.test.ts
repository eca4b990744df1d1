import { expect, test } from 'vitest';
import { at, coffee, listAt, startPlayer, textAt } from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };

test('creates a link in the shape of the docs', async () => {
  const { api } = await startPlayer({ clock: morning });
  const answer = await api('POST', '/links', coffee);
  expect(answer.status).toBe(201);
  expect(answer.json).toEqual({
    data: {
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      created: '2026-03-01T10:00:00+00:00',
      partner_id: 42,
      amount: { default: 30_000, currency: 'RUB' },
      amount_type: 'fixed',
      pay_config: { methods: ['card'] },
      image: null,
      products: [],
    },
  });
});

test('reads, lists newest first, and deletes', async () => {
  const { api, makeLink } = await startPlayer({ clock: morning });
  const first = await makeLink();
  const second = await makeLink();
  expect(textAt((await api('GET', `/links/${first}`)).json, 'data.id')).toBe(first);
  const list = await api('GET', '/links');
  expect(listAt(list.json, 'data')).toMatchObject([{ id: second }, { id: first }]);
  expect((await api('DELETE', `/links/${first}`)).status).toBe(200);
  expect((await api('GET', `/links/${first}`)).status).toBe(404);
  expect((await api('DELETE', `/links/${first}`)).status).toBe(404);
  expect((await api('PATCH', `/links/${first}`, {})).status).toBe(404);
  expect(listAt((await api('GET', '/links')).json, 'data')).toMatchObject([{ id: second }]);
});

test('linkPaging: pages with a cursor; else the whole list, whatever is asked for', async () => {
  const { api, control, makeLink } = await startPlayer({ clock: morning });
  const ids = [await makeLink(), await makeLink(), await makeLink()];
  const whole = (await api('GET', '/links?limit=2')).json;
  expect(listAt(whole, 'data')).toHaveLength(3);
  expect(whole).not.toHaveProperty('cursor');
  await control('PATCH', '/switches', { linkPaging: 'cursor' });
  const first = await api('GET', '/links?limit=2');
  const cursor = encodeURIComponent(textAt(first.json, 'cursor.cursor_value'));
  const second = await api('GET', `/links?limit=2&cursor=${cursor}`);
  const seen = [...listAt(first.json, 'data'), ...listAt(second.json, 'data')].map((row) =>
    textAt(row, 'id'),
  );
  expect(seen).toEqual(ids.toReversed());
  expect((await api('GET', '/links?limit=0')).status).toBe(422);
});

test('changes only what PATCH names, and takes the amount whole', async () => {
  const { api, makeLink } = await startPlayer();
  const id = await makeLink({ ...coffee, image: 'https://images.example/a.png' });
  const changed = await api('PATCH', `/links/${id}`, { amount: { default: 2000, currency: 'USD' } });
  expect(changed.status).toBe(200);
  expect(changed.json).toMatchObject({
    data: {
      id,
      amount: { default: 2000, currency: 'USD' },
      amount_type: 'fixed',
      pay_config: { methods: ['card'] },
      image: 'https://images.example/a.png',
    },
  });
  expect((await api('PATCH', `/links/${id}`, { amount: { default: 5 } })).status).toBe(422);
  const cleared = await api('PATCH', `/links/${id}`, { image: null, pay_config: { methods: ['sbp'] } });
  expect(cleared.json).toMatchObject({ data: { image: null, pay_config: { methods: ['sbp'] } } });
});

test.each([
  ['no amount', { ...coffee, amount: undefined }, 'amount'],
  ['a zero amount', { ...coffee, amount: { default: 0, currency: 'RUB' } }, 'amount.default'],
  ['a negative amount', { ...coffee, amount: { default: -1, currency: 'RUB' } }, 'amount.default'],
  ['a fraction', { ...coffee, amount: { default: 10.5, currency: 'RUB' } }, 'amount.default'],
  ['a string amount', { ...coffee, amount: { default: '1000', currency: 'RUB' } }, 'amount.default'],
  ['no currency', { ...coffee, amount: { default: 1000 } }, 'amount.currency'],
  ['a strange currency', { ...coffee, amount: { default: 1000, currency: 'rubles' } }, 'amount.currency'],
  ['no type', { ...coffee, amount_type: undefined }, 'amount_type'],
  ['an unknown type', { ...coffee, amount_type: 'static' }, 'amount_type'],
  ['no methods', { ...coffee, pay_config: {} }, 'pay_config.methods'],
  ['an empty list of methods', { ...coffee, pay_config: { methods: [] } }, 'pay_config.methods'],
  ['products that are no list', { ...coffee, products: 'x' }, 'products'],
  ['an image that is no URL', { ...coffee, image: 'cup' }, 'image'],
])('refuses %s', async (_name, body, field) => {
  const { api, control } = await startPlayer();
  const answer = await api('POST', '/links', body);
  expect(answer.status).toBe(422);
  expect(Object.keys(Object(at(answer.json, 'errors')))).toEqual([field]);
  expect(listAt(await control('GET', '/state'), 'links')).toEqual([]);
});

test('a dynamic link may leave its amount to the payer', async () => {
  const { api } = await startPlayer();
  const body = { ...coffee, amount_type: 'dynamic', amount: { currency: 'RUB' } };
  const answer = await api('POST', '/links', body);
  expect(answer.json).toMatchObject({
    data: { amount_type: 'dynamic', amount: { default: null, currency: 'RUB' } },
  });
  const id = textAt(answer.json, 'data.id');
  expect((await api('PATCH', `/links/${id}`, { amount_type: 'fixed' })).status).toBe(422);
});

test('ignores unknown products in silence', async () => {
  const { api } = await startPlayer();
  const products = ['550e8400-e29b-41d4-a716-446655440000'];
  const answer = await api('POST', '/links', { ...coffee, products });
  expect(answer.status).toBe(201);
  expect(listAt(answer.json, 'data.products')).toEqual([]);
});
