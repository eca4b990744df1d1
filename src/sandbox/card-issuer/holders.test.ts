import { expect, test } from 'vitest';
import { anna, euroAccount, mainAccount, startCards } from '../testing/cards-player.ts';
import { at, listAt } from '../testing/player.ts';

const place = `/accounts/${mainAccount}/cardholders`;

test('a cardholder is made, listed below its account and among all, and read by either id', async () => {
  const { cards, read } = await startCards();
  const made = await cards('POST', place, anna);
  expect(made.status).toBe(201);
  expect(made.json).toEqual({ ...anna, id: expect.any(String), created_at: '2026-03-01T10:00:00.500Z' });
  expect(await read(place)).toEqual({ items: [made.json] });
  expect(await read(`/accounts/${euroAccount}/cardholders`)).toEqual({ items: [] });
  expect(await read('/cardholders')).toEqual({ items: [made.json] });
  expect(await read('/cardholders/anna-1')).toEqual(made.json);
  expect(await read(`/cardholders/${at(made.json, 'id')}`)).toEqual(made.json);
});

test.each([
  ['cardOwnerId', 'anna 1'],
  ['cardOwnerId', 'änna'],
  ['cardOwnerId', 7],
  ['first_name', ' '],
  ['last_name', 'x'.repeat(101)],
  ['email', 'anna@shop'],
  ['email', 'anna shop.example'],
  ['phone', '12'],
  ['phone', 'call me'],
])('%s of %j is a 422 that names the field', async (field, value) => {
  const { cards, read } = await startCards();
  const answer = await cards('POST', place, { ...anna, [field]: value });
  expect(answer.status).toBe(422);
  expect(listAt(answer.json, 'detail')).toMatchObject([{ loc: ['body', field], type: 'value_error' }]);
  expect(await read(place)).toEqual({ items: [] });
});

test('what is missing is named all at once; what is no object has nothing', async () => {
  const { cards } = await startCards();
  for (const body of [{}, [1], undefined]) {
    const answer = await cards('POST', place, body);
    expect(answer.status).toBe(422);
    expect(listAt(answer.json, 'detail').map((one) => at(one, 'loc.1'))).toEqual(Object.keys(anna));
    expect(at(answer.json, 'detail.0.type')).toBe('missing');
  }
});

test('the same cardOwnerId or email again is a 409', async () => {
  const { cards } = await startCards();
  await cards('POST', place, anna);
  const other = { ...anna, cardOwnerId: 'anna-2', email: 'two@shop.example' };
  const twice = await cards('POST', place, { ...other, cardOwnerId: anna.cardOwnerId });
  expect([twice.status, twice.json]).toEqual([
    409,
    { detail: 'Cardholder with this cardOwnerId already exists' },
  ]);
  expect((await cards('POST', place, { ...other, email: 'ANNA@shop.example' })).status).toBe(409);
  expect((await cards('POST', place, other)).status).toBe(201);
});

test('lists: limit from 1 to 1000, offset from 0, newest first', async () => {
  const { cards, clock, read } = await startCards();
  for (const number of [1, 2, 3]) {
    await cards('POST', place, { ...anna, cardOwnerId: `a-${number}`, email: `a${number}@shop.example` });
    clock.pass(1);
  }
  const names = async (query: string): Promise<readonly unknown[]> =>
    listAt(await read(`${place}?${query}`), 'items').map((one) => at(one, 'cardOwnerId'));
  expect(await names('limit=2')).toEqual(['a-3', 'a-2']);
  expect(await names('limit=2&offset=2')).toEqual(['a-1']);
  expect(await names('limit=1000&offset=3')).toEqual([]);
  for (const [query, field] of [
    ['limit=1001', 'limit'],
    ['limit=0', 'limit'],
    ['limit=x', 'limit'],
    ['offset=-1', 'offset'],
  ]) {
    const answer = await cards('GET', `${place}?${query}`);
    expect([answer.status, at(answer.json, 'detail.0.loc')]).toEqual([422, ['query', field]]);
  }
});
