import { expect, test } from 'vitest';
import type { SandboxSwitches } from '../switches.ts';
import { type Player, at, call, listAt, startPlayer, textAt } from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };

async function paidLink(player: Player): Promise<{ readonly id: string; readonly link: string }> {
  const link = await player.makeLink();
  const row = await player.control('POST', `/links/${link}/pay`, { outcome: 'charged' });
  return { id: textAt(row, 'id'), link };
}

async function withPayment(
  switches: Partial<SandboxSwitches> = {},
): Promise<Player & { readonly id: string; readonly link: string }> {
  const player = await startPlayer({ clock: morning, switches });
  return { ...player, ...(await paidLink(player)) };
}

const rows = async (player: Player): Promise<readonly unknown[]> =>
  listAt((await player.api('GET', '/transactions')).json, 'data');

const fieldsOf = (json: unknown): readonly string[] => Object.keys(Object(at(json, 'errors')));

test('refunds all that is left, and the list has a row of it', async () => {
  const player = await withPayment();
  const { id, link } = player;
  const answer = await player.put(id, { type: 'refund' });
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ data: { id, status: 'refunded', amount: 30_000 } });
  expect(answer.json).toEqual((await player.api('GET', `/transactions/${id}`)).json);
  expect(await rows(player)).toMatchObject([
    {
      type: 'refund',
      status: 'charged',
      amount: 30_000,
      currency: 'RUB',
      env: 'test',
      link,
      txid: expect.stringMatching(/^sbx-/),
    },
    { id, type: 'link', status: 'refunded' },
  ]);
});

test.each([5000, '5000'])('refunds a part, %j, and then the rest', async (amount) => {
  const player = await withPayment({ refundedAmountField: true });
  const part = await player.put(player.id, { type: 'refund', amount });
  expect(part.json).toMatchObject({ data: { status: 'charged', amount: 30_000, amount_refunded: 5000 } });
  const tooMuch = await player.put(player.id, { type: 'refund', amount: 25_001 });
  expect([tooMuch.status, fieldsOf(tooMuch.json)]).toEqual([422, ['amount']]);
  const rest = await player.put(player.id, { type: 'refund' });
  expect(rest.json).toMatchObject({ data: { status: 'refunded', amount: 30_000, amount_refunded: 30_000 } });
  const over = await player.put(player.id, { type: 'refund' });
  expect([over.status, fieldsOf(over.json)]).toEqual([422, ['type']]);
  expect(await rows(player)).toMatchObject([{ amount: 25_000 }, { amount: 5000 }, { id: player.id }]);
});

test.each([0, -1, 1.5, '1.5', 'all', true])('refuses the amount %j', async (amount) => {
  const player = await withPayment();
  const answer = await player.put(player.id, { type: 'refund', amount });
  expect([answer.status, fieldsOf(answer.json)]).toEqual([422, ['amount']]);
  expect(await rows(player)).toHaveLength(1);
});

test('refunds charged payments only, and a hosted one as well', async () => {
  const player = await withPayment();
  const book = async (row: object): Promise<string> =>
    textAt(await player.control('POST', '/transactions', row), 'id');
  for (const row of [
    { status: 'processing' },
    { status: 'reversed' },
    { type: 'payout' },
    { type: 'refund' },
  ]) {
    const answer = await player.put(await book(row), { type: 'refund' });
    expect([answer.status, fieldsOf(answer.json)]).toEqual([422, ['type']]);
  }
  expect((await player.put('none', { type: 'refund' })).status).toBe(404);
  const hosted = await player.makeHosted();
  expect((await player.put(hosted.id, { type: 'refund' })).status).toBe(422);
  await player.control('POST', `/hosted/${hosted.id}/pay`, { outcome: 'charged' });
  expect((await player.put(hosted.id, { type: 'refund' })).status).toBe(200);
});

test('refundRows: link, parent or bare, and no link where transactions name none', async () => {
  const player = await withPayment();
  const { id, link } = player;
  await player.put(id, { type: 'refund', amount: 1 });
  const told = async (switches: object): Promise<unknown> => {
    await player.control('PATCH', '/switches', switches);
    return (await rows(player))[0];
  };
  const named = await told({});
  expect(named).toMatchObject({ link });
  expect(named).not.toHaveProperty('parent');
  const parent = await told({ refundRows: 'parent' });
  expect(parent).toMatchObject({ parent: id });
  expect(parent).not.toHaveProperty('link');
  const bare = await told({ refundRows: 'bare' });
  for (const name of ['link', 'parent']) expect(bare).not.toHaveProperty(name);
  await told({ refundRows: 'link', linkOnTransactions: false });
  const { text } = await player.api('GET', '/transactions');
  expect(text).not.toContain(link);
  const put = await player.put(id, { type: 'refund', amount: 1 });
  expect(put.text).not.toContain(link);
});

test('partialRefundAs: refunded tells the sum as the amount, the whole its own', async () => {
  const player = await withPayment({ partialRefundAs: 'refunded' });
  const refund = async (amount: number): Promise<unknown> =>
    at((await player.put(player.id, { type: 'refund', amount })).json, 'data');
  expect(await refund(4000)).toMatchObject({ status: 'refunded', amount: 4000 });
  expect(await refund(1000)).toMatchObject({ status: 'refunded', amount: 5000 });
  expect(await refund(25_000)).toMatchObject({ status: 'refunded', amount: 30_000 });
});

test('partialRefunds and refundsOffered', async () => {
  const player = await withPayment({ partialRefunds: false });
  expect((await player.put(player.id, { type: 'refund', amount: 100 })).status).toBe(422);
  await player.control('PATCH', '/switches', { refundsOffered: false });
  expect((await player.put(player.id, { type: 'refund' })).status).toBe(403);
  await player.control('PATCH', '/switches', { refundsOffered: true });
  expect((await player.put(player.id, { type: 'refund', amount: 30_000 })).status).toBe(200);
});

test('refundDelaySeconds: on its way first; nothing is given back twice meanwhile', async () => {
  const player = await withPayment({ refundDelaySeconds: 60, refundedAmountField: true });
  const first = await player.put(player.id, { type: 'refund', amount: 20_000 });
  expect(first.json).toMatchObject({ data: { status: 'charged', amount_refunded: 0 } });
  expect(await rows(player)).toMatchObject([{ type: 'refund', status: 'processing', finished: null }, {}]);
  expect((await player.put(player.id, { type: 'refund', amount: 10_001 })).status).toBe(422);
  await player.control('POST', '/clock', { advanceMs: 59_999 });
  expect(await rows(player)).toMatchObject([{ status: 'processing' }, {}]);
  await player.control('POST', '/clock', { advanceMs: 3_600_000 });
  expect(await rows(player)).toMatchObject([
    { status: 'charged', finished: '2026-03-01T10:01:00+00:00' },
    { status: 'charged', amount_refunded: 20_000, updated: '2026-03-01T10:01:00+00:00' },
  ]);
});

test('a refund that is under way can be moved by hand: it arrives, or comes to nothing', async () => {
  const player = await withPayment({ refundDelaySeconds: 60, refundedAmountField: true });
  const order = async (amount: number): Promise<string> => {
    await player.put(player.id, { type: 'refund', amount });
    return textAt((await rows(player))[0], 'id');
  };
  await player.control('POST', `/transactions/${await order(1000)}`, { status: 'failed' });
  const arrives = await order(2000);
  await player.control('POST', `/transactions/${arrives}`, { status: 'charged' });
  await player.control('POST', '/clock', { advanceMs: 3_600_000 });
  expect(await rows(player)).toMatchObject([
    { id: arrives, status: 'charged' },
    { status: 'failed' },
    { id: player.id, amount_refunded: 2000 },
  ]);
});

test('control: a refund made in the office, whatever the API offers', async () => {
  const player = await withPayment({ refundsOffered: false, partialRefunds: false });
  const path = `/transactions/${player.id}/refund`;
  expect(await player.control('POST', path, { amount: 100 })).toMatchObject({
    type: 'refund',
    status: 'charged',
    amount: 100,
    parent: player.id,
  });
  const url = `${player.sandbox.baseUrl}/_sandbox/transactions`;
  for (const amount of [29_901, 0, -1]) {
    expect((await call('POST', `${url}/${player.id}/refund`, { json: { amount } })).status).toBe(422);
  }
  expect((await call('POST', `${url}/none/refund`, { json: {} })).status).toBe(404);
  expect(await player.control('POST', path)).toMatchObject({ amount: 29_900 });
  expect(at((await player.api('GET', `/transactions/${player.id}`)).json, 'data.status')).toBe('refunded');
});

test('control: moved to refunded elsewhere, nothing is left', async () => {
  const player = await withPayment({ refundedAmountField: true });
  await player.control('POST', `/transactions/${player.id}`, { status: 'refunded' });
  expect(await rows(player)).toMatchObject([{ amount: 30_000, amount_refunded: 30_000 }]);
  expect((await player.put(player.id, { type: 'refund' })).status).toBe(422);
});

test('a lost answer: the refund is made all the same', async () => {
  const player = await withPayment();
  await player.control('POST', '/faults', { kind: 'hang_after_write', method: 'PUT' });
  const ended = expect(player.put(player.id, { type: 'refund', amount: 700 })).rejects.toThrow();
  await expect.poll(() => rows(player)).toMatchObject([{ type: 'refund', amount: 700 }, {}]);
  await player.sandbox.close();
  await ended;
});
