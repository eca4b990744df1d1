import { expect, test } from 'vitest';
import { startSandbox } from '../sandbox.ts';
import { at, call, coffee, hostedCoffee, listAt, startPlayer, textAt } from '../testing/player.ts';

const neighbour = 'pk_test_neighbour';

test('two partners by default, and the sandbox tells them', async () => {
  const { sandbox } = await startPlayer({ apiKey: 'pk_test_mine' });
  expect(sandbox.partners).toEqual([
    { partnerId: 42, apiKey: 'pk_test_mine', login: 'till@sandbox.test', password: 'sandbox-password' },
    { partnerId: 43, apiKey: neighbour, login: 'neighbour@sandbox.test', password: 'neighbour-password' },
  ]);
});

test('others may be given; the first is the one that tests mean', async () => {
  const partners = [
    { partnerId: 7, apiKey: 'a', login: 'a@x.test', password: 'a' },
    { partnerId: 8, apiKey: 'b', login: 'b@x.test', password: 'b' },
  ];
  const player = await startPlayer({ partners });
  expect(player.sandbox).toMatchObject({ apiKey: 'a', partners });
  expect(at((await player.api('POST', '/links', coffee)).json, 'data.partner_id')).toBe(7);
  expect(at((await player.keyed('b', 'POST', '/links', coffee)).json, 'data.partner_id')).toBe(8);
  expect((await player.keyed('pk_test_sandbox', 'GET', '/links')).status).toBe(401);
  await expect(startSandbox({ partners: [] })).rejects.toThrow('At least one partner');
  await expect(startSandbox({ apiKey: neighbour })).rejects.toThrow('the same apiKey');
});

test('links are seen and changed by their own partner only', async () => {
  const { api, keyed, makeLink } = await startPlayer({ switches: { partnerId: 99 } });
  const mine = await makeLink();
  const theirs = await keyed(neighbour, 'POST', '/links', coffee);
  expect(at(theirs.json, 'data.partner_id')).toBe(43);
  expect(listAt((await api('GET', '/links')).json, 'data')).toMatchObject([{ id: mine, partner_id: 99 }]);
  expect(listAt((await keyed(neighbour, 'GET', '/links?limit=5')).json, 'data')).toHaveLength(1);
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    expect((await keyed(neighbour, method, `/links/${mine}`)).status).toBe(404);
  }
  expect((await api('GET', `/links/${mine}`)).status).toBe(200);
});

test('transactions too, however they came about', async () => {
  const { api, keyed, control, makeLink } = await startPlayer();
  const paid = textAt(await control('POST', `/links/${await makeLink()}/pay`, { outcome: 'charged' }), 'id');
  const theirs = await keyed(neighbour, 'POST', '/links', coffee);
  await control('POST', `/links/${textAt(theirs.json, 'data.id')}/pay`, { outcome: 'charged' });
  await control('POST', '/transactions', { id: 'booked', partnerId: 43 });
  await control('POST', '/transactions', { id: 'named', link: textAt(theirs.json, 'data.id') });
  expect(listAt((await api('GET', '/transactions')).json, 'data')).toMatchObject([{ id: paid }]);
  expect(listAt((await keyed(neighbour, 'GET', '/transactions')).json, 'data')).toHaveLength(3);
  expect((await keyed(neighbour, 'GET', `/transactions/${paid}`)).status).toBe(404);
  const params = { type: 'refund' };
  expect((await keyed(neighbour, 'PUT', `/transactions/${paid}`, { params })).status).toBe(404);
  expect(listAt(await control('GET', '/state'), 'transactions')).toMatchObject([
    { partnerId: 43 },
    { id: 'booked', partnerId: 43 },
    { partnerId: 43 },
    { id: paid, partnerId: 42 },
  ]);
});

test('a txid is unique per partner', async () => {
  const { api, keyed } = await startPlayer();
  const body = { params: { ...hostedCoffee, txid: 'R7K2-1' } };
  expect((await api('POST', '/transactions', body)).status).toBe(201);
  expect((await keyed(neighbour, 'POST', '/transactions', body)).status).toBe(201);
  expect((await keyed(neighbour, 'POST', '/transactions', body)).status).toBe(409);
});

test('a session belongs to the partner who signed in', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  const json = { type: 'partner', login: 'neighbour@sandbox.test', password: 'neighbour-password' };
  const { json: told } = await call('POST', `${player.sandbox.baseUrl}/api/v1/session`, { json });
  const token = textAt(told, 'token');
  expect((await player.bearer(token, 'GET', `/links/${link}`)).status).toBe(404);
  expect(listAt((await player.bearer(token, 'GET', '/links')).json, 'data')).toEqual([]);
});

test('control: rows need a partner that exists', async () => {
  const { sandbox } = await startPlayer();
  const answer = await call('POST', `${sandbox.baseUrl}/_sandbox/transactions`, { json: { partnerId: 1 } });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('42, 43');
});
