import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Player, at, call, listAt, startPlayer, textAt } from '../../testing/player.ts';
import { type Receiver, accepting, startReceiver } from '../../testing/receiver.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };
const quick = { form: 'flat', retryMs: 0 } as const;

const told = (player: Player): Promise<unknown> => player.control('GET', '/webhooks');

/** Waits until nothing is left to be told. */
async function settled(player: Player, count: number): Promise<readonly unknown[]> {
  const summary = async (): Promise<unknown> => {
    const state = await told(player);
    return [listAt(state, 'deliveries').length, at(state, 'waiting')];
  };
  await expect.poll(summary, { timeout: 10_000 }).toEqual([count, 0]);
  return listAt(await told(player), 'deliveries');
}

const statusesOf = ({ received }: Receiver): readonly unknown[] =>
  received.map(({ json }) => at(json, 'status'));

test('the flat form of the docs: each new status of a payment by link', async () => {
  const player = await startPlayer({ switches: { linkOnTransactions: false, amountAs: 'string' } });
  const receiver = await startReceiver();
  await player.control('PUT', '/webhooks', { url: receiver.url, form: 'flat' });
  const link = await player.makeLink();
  const row = await player.control('POST', `/links/${link}/pay`, { outcome: 'processing' });
  const id = textAt(row, 'id');
  await player.control('POST', `/transactions/${id}`, { status: 'processing' });
  await player.control('POST', `/transactions/${id}`, { status: 'charged' });
  await player.put(id, { type: 'refund', amount: 100 });
  await player.put(id, { type: 'refund' });
  await settled(player, 3);
  expect(statusesOf(receiver)).toEqual(['processing', 'charged', 'refunded']);
  expect(receiver.received[1]?.json).toEqual({
    type: 'link',
    link,
    txid: textAt(row, 'txid'),
    id,
    status: 'charged',
    amount: 30_000,
    amount_dest: 28_500,
    amount_with_fee: 31_500,
    error_description: '',
  });
  const headers = receiver.received[1]?.headers ?? {};
  expect(headers['content-type']).toBe('application/json');
  expect(Object.keys(headers).filter((name) => name.startsWith('x-webhook'))).toEqual([]);
});

test('a hosted payment is told too, without a link; refunds, payouts and neighbours are not', async () => {
  const player = await startPlayer();
  const receiver = await startReceiver();
  await player.control('PUT', '/webhooks', { url: receiver.url, form: 'flat' });
  const { id, path } = await player.makeHosted();
  await player.page('POST', `${path}/pay`, {});
  for (const row of [{ type: 'payout' }, { type: 'refund' }, { partnerId: 43 }]) {
    await player.control('POST', '/transactions', row);
  }
  await settled(player, 2);
  expect(receiver.received.map(({ json }) => json)).toMatchObject([
    { type: 'payment', id, status: 'created' },
    { type: 'payment', id, status: 'charged' },
  ]);
  expect(receiver.received[0]?.json).not.toHaveProperty('link');
});

test('the signed envelope: whole row, and a signature over the moment and the very bytes', async () => {
  const player = await startPlayer({ clock: morning });
  const receiver = await startReceiver();
  const secret = 'whsec_sandbox';
  const set = await player.control('PUT', '/webhooks', { url: receiver.url, form: 'signed', secret });
  expect(set).toMatchObject({ form: 'signed', secretSet: true });
  const link = await player.makeLink();
  const row = await player.control('POST', `/links/${link}/pay`, { outcome: 'charged' });
  await settled(player, 1);
  const [message] = receiver.received;
  if (message === undefined) throw new Error('Nothing arrived');
  const { data } = Object((await player.api('GET', `/transactions/${textAt(row, 'id')}`)).json);
  expect(message.json).toEqual({
    event_id: message.headers['x-webhook-event-id'],
    timestamp: 1_772_359_200,
    type: 'transaction.charged',
    data,
  });
  expect(message.headers['x-webhook-timestamp']).toBe('1772359200');
  const expected = createHmac('sha256', secret).update(`1772359200.${message.text}`).digest('hex');
  expect(message.headers['x-webhook-signature']).toBe(expected);
  expect(JSON.stringify([await told(player), await player.control('GET', '/state')])).not.toContain(secret);
});

test('what is not accepted is told again, three times, each signed anew', async () => {
  const player = await startPlayer({ clock: morning });
  const answers = [
    { status: 500, body: '' },
    { status: 200, body: '{"success":true}' },
    { status: 200, body: 'ok' },
    { status: 201, body: '{"success":"true"}' },
  ];
  const receiver = await startReceiver(({ length }) => answers[length - 1] ?? accepting);
  await player.control('PUT', '/webhooks', { ...quick, url: receiver.url });
  await player.control('POST', '/transactions', {});
  const deliveries = await settled(player, 4);
  expect(deliveries).toMatchObject(
    answers.map(({ status }, index) => ({ attempt: index + 1, status, accepted: false, problem: null })),
  );
  expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
  await player.control('POST', '/transactions', {});
  expect((await settled(player, 5)).at(-1)).toMatchObject({ attempt: 1, status: 200, accepted: true });
});

test('a receiver that is away costs nobody anything', async () => {
  const player = await startPlayer();
  await player.control('PUT', '/webhooks', { ...quick, url: 'http://127.0.0.1:9/nobody' });
  await player.control('POST', '/transactions', {});
  const deliveries = await settled(player, 4);
  expect(deliveries).toMatchObject(
    [1, 2, 3, 4].map((attempt) => ({ attempt, status: null, accepted: false, problem: expect.any(String) })),
  );
  expect((await player.api('GET', '/links')).status).toBe(200);
});

test('copies: each is told as often as ordered, under one event id', async () => {
  const player = await startPlayer();
  const receiver = await startReceiver();
  const order = { url: receiver.url, form: 'signed', secret: 's', times: 3 };
  await player.control('PUT', '/webhooks', order);
  await player.control('POST', '/transactions', {});
  await player.control('POST', '/transactions', {});
  await settled(player, 6);
  const ids = receiver.received.map(({ headers }) => headers['x-webhook-event-id']);
  expect(new Set(ids).size).toBe(2);
});

test('mixed up: another order, the same for the same seed', async () => {
  const orderOf = async (seed: number): Promise<readonly unknown[]> => {
    const player = await startPlayer();
    const receiver = await startReceiver();
    await player.control('PUT', '/webhooks', { ...quick, url: receiver.url, shuffle: 6, seed, delayMs: 500 });
    for (let amount = 1; amount <= 6; amount += 1) await player.control('POST', '/transactions', { amount });
    await settled(player, 6);
    return receiver.received.map(({ json }) => at(json, 'amount'));
  };
  const [first, second, other] = [await orderOf(7), await orderOf(7), await orderOf(8)];
  expect(first.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(second).toEqual(first);
  expect(new Set([first, other, [1, 2, 3, 4, 5, 6]].map(String)).size).toBe(3);
});

test('delayed: later than the answer to the call that changed it', async () => {
  const player = await startPlayer();
  const receiver = await startReceiver();
  await player.control('PUT', '/webhooks', { ...quick, url: receiver.url, delayMs: 100 });
  await player.control('POST', '/transactions', {});
  expect(await told(player)).toMatchObject({ waiting: 1, deliveries: [] });
  await settled(player, 1);
  expect(receiver.received).toHaveLength(1);
});

test('a webhook that was cleared or changed is told nothing more', async () => {
  const player = await startPlayer();
  const [before, after] = [await startReceiver(), await startReceiver()];
  await player.control('PUT', '/webhooks', { ...quick, url: before.url, delayMs: 3_600_000 });
  await player.control('POST', '/transactions', {});
  await player.control('PUT', '/webhooks', { ...quick, url: after.url });
  await player.control('POST', '/transactions', {});
  await settled(player, 1);
  await player.control('DELETE', '/webhooks');
  await player.control('POST', '/transactions', {});
  expect(await told(player)).toEqual({ webhook: null, events: 0, waiting: 0, dropped: 0, deliveries: [] });
  expect([before.received.length, after.received.length]).toEqual([0, 1]);
});

test('what is never answered fills no memory: more than 10,000 are left out, and counted', async () => {
  const player = await startPlayer();
  const silent = await startReceiver(() => 'silence');
  await player.control('PUT', '/webhooks', { ...quick, url: silent.url, times: 100 });
  for (let count = 0; count < 101; count += 1) await player.control('POST', '/transactions', {});
  expect(await told(player)).toMatchObject({ events: 101, waiting: 10_000, dropped: 100 });
});

test('closing stops what waits, what hangs and what is to be retried', async () => {
  const player = await startPlayer();
  const silent = await startReceiver(() => 'silence');
  await player.control('PUT', '/webhooks', { ...quick, url: silent.url, times: 5 });
  await player.control('POST', '/transactions', {});
  await expect.poll(() => silent.received.length).toBe(1);
  await player.sandbox.close();
  expect(silent.received).toHaveLength(1);
});

test.each([
  ['no address', { form: 'flat' }, 'url'],
  ['an address elsewhere', { form: 'flat', url: 'http://shop.example/hook' }, 'url'],
  [
    'another address that only begins like this computer',
    { form: 'flat', url: 'http://127.0.0.1.example/' },
    'url',
  ],
  ['https', { form: 'flat', url: 'https://127.0.0.1/hook' }, 'url'],
  ['another scheme', { form: 'flat', url: 'file:///etc/passwd' }, 'url'],
  ['a password in the address', { form: 'flat', url: 'http://a:b@127.0.0.1/' }, 'url'],
  ['an unknown form', { form: 'xml', url: 'http://127.0.0.1/' }, 'form'],
  ['signing without a secret', { form: 'signed', url: 'http://127.0.0.1/' }, 'secret'],
  ['no copies', { form: 'flat', url: 'http://127.0.0.1/', times: 0 }, 'times'],
  ['a stranger', { form: 'flat', url: 'http://127.0.0.1/', partnerId: 7 }, 'partnerId'],
])('refuses %s', async (_name, json, member) => {
  const player = await startPlayer();
  const answer = await call('PUT', `${player.sandbox.baseUrl}/_sandbox/webhooks`, { json });
  expect([answer.status, textAt(answer.json, 'message').split(':')[0]]).toEqual([422, member]);
  expect(await told(player)).toMatchObject({ webhook: null });
});
