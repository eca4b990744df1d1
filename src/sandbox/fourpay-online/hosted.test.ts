import { expect, test } from 'vitest';
import { type Player, at, call, hostedCoffee, listAt, startPlayer, textAt } from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };
const params = { ...hostedCoffee, txid: 'R7K2-1' };

const stateOf = (player: Player, name: string): Promise<readonly unknown[]> =>
  player.control('GET', '/state').then((state) => listAt(state, name));

const payStatus = async (player: Player, id: string, json: unknown): Promise<number> =>
  (await call('POST', `${player.sandbox.baseUrl}/_sandbox/hosted/${id}/pay`, { json })).status;

test('makes a payment with a page of its own, and the row is in the list at once', async () => {
  const player = await startPlayer({ clock: morning });
  const answer = await player.api('POST', '/transactions', { params });
  expect(answer.status).toBe(201);
  const id = textAt(answer.json, 'id');
  const url = textAt(answer.json, 'widget_url');
  expect(answer.json).toEqual({
    id,
    status: 'created',
    txid: 'R7K2-1',
    amount: 30_000,
    currency: 'RUB',
    widget_url: url,
  });
  expect(url).toMatch(new RegExp(`^${player.sandbox.baseUrl}/pay/hosted/eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+$`));
  const row = {
    id,
    txid: 'R7K2-1',
    type: 'payment',
    status: 'created',
    amount: 30_000,
    currency: 'RUB',
    amount_dest: 28_500,
    amount_with_fee: 31_500,
    env: 'test',
    method: null,
    error_description: '',
    started: '2026-03-01T10:00:00+00:00',
    updated: '2026-03-01T10:00:00+00:00',
    finished: null,
  };
  expect(listAt((await player.api('GET', '/transactions')).json, 'data')).toEqual([row]);
  expect(await stateOf(player, 'hosted')).toMatchObject([
    { id, txid: 'R7K2-1', payerUrl: url, status: 'created', expiresAt: '2026-03-01T10:15:00.000Z' },
  ]);
});

test('an amount may be a number; without env the money is real; the rest is kept', async () => {
  const player = await startPlayer();
  const rest = {
    returnUrl: 'https://shop.example/ok',
    failUrl: 'https://shop.example/no',
    description: 'Coffee',
    metadata: { register: 'R7K2', sale: 5 },
    lang: 'ru',
  };
  const real = { ...params, ...rest, amount: 1000, env: undefined };
  expect((await player.api('POST', '/transactions', { params: real })).status).toBe(201);
  expect(await stateOf(player, 'hosted')).toMatchObject([{ ...rest, amount: 1000, env: 'prod' }]);
});

test.each([
  ['type', 'sale'],
  ['hosted', false],
  ['hosted', undefined],
  ['amount', 0],
  ['amount', -5],
  ['amount', '10.50'],
  ['amount', '-5'],
  ['amount', ''],
  ['amount', '99999999999999999999'],
  ['amount', undefined],
  ['currency', 'rubles'],
  ['currency', undefined],
  ['txid', ''],
  ['txid', 5],
  ['txid', undefined],
  ['env', 'live'],
  ['returnUrl', 'javascript:alert(1)'],
  ['failUrl', 'somewhere'],
  ['description', 5],
  ['metadata', 'sale 5'],
  ['lang', 5],
])('refuses %s: %j', async (field, value) => {
  const player = await startPlayer();
  const answer = await player.api('POST', '/transactions', { params: { ...params, [field]: value } });
  expect(answer.status).toBe(422);
  expect(Object.keys(Object(at(answer.json, 'errors')))).toEqual([field]);
  expect(await stateOf(player, 'transactions')).toEqual([]);
});

test('refuses what is no order at all, in the shape of the switch', async () => {
  const { api, control } = await startPlayer();
  expect((await api('POST', '/transactions', [])).status).toBe(400);
  expect((await api('POST', '/transactions', { type: 'payment' })).json).toEqual({
    errors: { params: ['must be an object'] },
  });
  await control('PATCH', '/switches', { validationShape: 'jsonapi' });
  const wrong = await api('POST', '/transactions', { params: { ...params, env: 'live' } });
  expect(wrong.json).toEqual({
    errors: [{ code: 'invalid', detail: 'must be test or prod', source: { pointer: '/env' } }],
  });
});

test('duplicateTxid: 409, or the first payment again', async () => {
  const { api, control } = await startPlayer();
  const first = await api('POST', '/transactions', { params });
  const conflict = await api('POST', '/transactions', { params });
  expect(conflict.status).toBe(409);
  expect(conflict.json).toMatchObject({ error: 'conflict' });
  await control('PATCH', '/switches', { duplicateTxid: 'replay' });
  const replay = await api('POST', '/transactions', { params: { ...params, amount: 5 } });
  expect(replay.status).toBe(200);
  expect(replay.json).toEqual(first.json);
  const other = { ...params, txid: 'R7K2-2' };
  expect((await api('POST', '/transactions', { params: other })).status).toBe(201);
});

test('hostedOutcome: a 201 that is over already', async () => {
  const player = await startPlayer({ switches: { hostedOutcome: 'rejected' } });
  const answer = await player.api('POST', '/transactions', { params });
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({ status: 'rejected' });
  expect(answer.json).not.toHaveProperty('widget_url');
  expect(await payStatus(player, textAt(answer.json, 'id'), { outcome: 'charged' })).toBe(409);
  await player.control('PATCH', '/switches', { hostedOutcome: 'failed' });
  const failed = await player.api('POST', '/transactions', { params: { ...params, txid: 'R7K2-2' } });
  expect(failed.json).toMatchObject({ status: 'failed' });
});

test('hostedUrlField, hostedWrapped, amountAs and hostedOffered', async () => {
  const { api, control } = await startPlayer({
    switches: { hostedUrlField: 'payment_url', hostedWrapped: true, amountAs: 'string' },
  });
  expect((await api('POST', '/transactions', { params })).json).toMatchObject({
    data: { txid: 'R7K2-1', amount: '30000', payment_url: expect.any(String) },
  });
  await control('PATCH', '/switches', { hostedOffered: false });
  expect((await api('POST', '/transactions', { params: { ...params, txid: 'b' } })).status).toBe(404);
  expect((await api('GET', '/transactions')).status).toBe(200);
});

test('control: the one transaction moves on, and what is over stays', async () => {
  const player = await startPlayer();
  const { id } = await player.makeHosted();
  const pay = (outcome: string): Promise<unknown> => player.control('POST', `/hosted/${id}/pay`, { outcome });
  expect(await pay('processing')).toMatchObject({ id, status: 'processing', link: null });
  expect(await pay('charged')).toMatchObject({ id, status: 'charged', finished: expect.any(String) });
  expect(await payStatus(player, id, { outcome: 'charged' })).toBe(409);
  expect(await payStatus(player, id, { outcome: 'charged', evenIfDeleted: true })).toBe(409);
  expect(await payStatus(player, 'none', { outcome: 'charged' })).toBe(404);
  expect(await payStatus(player, id, { outcome: 'maybe' })).toBe(422);
  const declined = await player.makeHosted();
  await player.control('POST', `/hosted/${declined.id}/pay`, { outcome: 'declined' });
  expect(await payStatus(player, declined.id, { outcome: 'charged' })).toBe(409);
  expect(await stateOf(player, 'transactions')).toHaveLength(2);
});

test('control: mismatches', async () => {
  const player = await startPlayer();
  const { id } = await player.makeHosted();
  const wrong = { amount: 100, currency: 'USD', env: 'prod', method: 'sbp' };
  await player.control('POST', `/hosted/${id}/pay`, { outcome: 'charged', ...wrong });
  expect(at((await player.api('GET', `/transactions/${id}`)).json, 'data')).toMatchObject({
    ...wrong,
    status: 'charged',
    amount_dest: 95,
    amount_with_fee: 105,
  });
});

test('expires on the clock of the sandbox; payableAfterDelete opens it again', async () => {
  const player = await startPlayer({ clock: morning, switches: { hostedUrlLifetimeSeconds: 60 } });
  const { id, path } = await player.makeHosted();
  await player.control('POST', '/clock', { advanceMs: 59_999 });
  expect((await player.page('GET', path)).status).toBe(200);
  await player.control('POST', '/clock', { advanceMs: 1 });
  expect((await player.page('GET', path)).status).toBe(410);
  expect(await payStatus(player, id, { outcome: 'charged' })).toBe(410);
  expect(at((await player.api('GET', `/transactions/${id}`)).json, 'data.status')).toBe('created');
  await player.control('PATCH', '/switches', { payableAfterDelete: true });
  expect((await player.page('GET', path)).status).toBe(200);
  expect(await payStatus(player, id, { outcome: 'charged' })).toBe(201);
});

test('cancel: an unsettled one ends failed, and its page is gone', async () => {
  const player = await startPlayer({ clock: morning });
  const { id, path } = await player.makeHosted();
  const answer = await player.put(id, { type: 'cancel' });
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({
    data: { id, status: 'failed', finished: '2026-03-01T10:00:00+00:00' },
  });
  expect(answer.json).toEqual((await player.api('GET', `/transactions/${id}`)).json);
  expect((await player.page('GET', path)).status).toBe(410);
  const again = await player.put(id, { type: 'cancel' });
  expect(again.status).toBe(422);
  expect(Object.keys(Object(at(again.json, 'errors')))).toEqual(['type']);
  expect(await payStatus(player, id, { outcome: 'charged' })).toBe(410);
  const late = await player.control('POST', `/hosted/${id}/pay`, { outcome: 'charged', evenIfDeleted: true });
  expect(late).toMatchObject({ status: 'charged' });
  expect(await payStatus(player, id, { outcome: 'charged', evenIfDeleted: true })).toBe(409);
});

test('cancel: payments of links too, but no payouts and nothing unknown', async () => {
  const { control, put, makeLink } = await startPlayer();
  const path = `/links/${await makeLink()}/pay`;
  const open = textAt(await control('POST', path, { outcome: 'processing' }), 'id');
  const paid = textAt(await control('POST', path, { outcome: 'charged' }), 'id');
  await control('POST', '/transactions', { id: 'payout', type: 'payout', status: 'processing' });
  expect((await put(open, { type: 'cancel' })).json).toMatchObject({ data: { status: 'failed' } });
  expect((await put(paid, { type: 'cancel' })).status).toBe(422);
  expect((await put('payout', { type: 'cancel' })).status).toBe(422);
  expect((await put('none', { type: 'cancel' })).status).toBe(404);
  expect((await put(paid, { type: 'undo' })).status).toBe(422);
});

test('a lost answer: the payment is there, and the same txid finds it', async () => {
  const player = await startPlayer({ switches: { duplicateTxid: 'replay' } });
  const path = '/api/v1/transactions';
  await player.control('POST', '/faults', { kind: '500_after_write', method: 'POST', path });
  expect((await player.api('POST', '/transactions', { params })).status).toBe(500);
  await player.control('POST', '/faults', { kind: 'reset_after_write', method: 'POST', path });
  const next = { ...params, txid: 'R7K2-2' };
  await expect(player.api('POST', '/transactions', { params: next })).rejects.toMatchObject({
    code: 'ECONNRESET',
  });
  expect(await stateOf(player, 'hosted')).toHaveLength(2);
  expect((await player.api('POST', '/transactions', { params: next })).json).toMatchObject({
    txid: 'R7K2-2',
    widget_url: expect.any(String),
  });
});
