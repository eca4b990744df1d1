import { expect, test } from 'vitest';
import { type Player, call, listAt, startPlayer, textAt } from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };

async function statusOf(player: Player, method: string, path: string, json: unknown): Promise<number> {
  return (await call(method, `${player.sandbox.baseUrl}/_sandbox${path}`, { json })).status;
}

test('shows the whole state, whatever the switches leave out', async () => {
  const { sandbox, api, control, page, makeLink } = await startPlayer({
    clock: morning,
    switches: { linkOnTransactions: false, amountAs: 'string' },
  });
  const link = await makeLink();
  await page('GET', `/pay/link/${link}`);
  await page('GET', `/pay/link/${link}`);
  await control('POST', `/links/${link}/pay`, { outcome: 'charged' });
  await api('DELETE', `/links/${link}`);
  expect(await control('GET', '/state')).toMatchObject({
    now: '2026-03-01T10:00:00.000Z',
    clockOffsetMs: 0,
    links: [
      {
        id: link,
        amount: { default: 30_000, currency: 'RUB' },
        payerUrl: `${sandbox.baseUrl}/pay/link/${link}`,
        deleted: true,
        deletedAt: '2026-03-01T10:00:00.000Z',
        views: 2,
      },
    ],
    transactions: [{ link, amount: 30_000, status: 'charged' }],
    switches: { linkOnTransactions: false },
    faults: [],
  });
});

test.each([
  ['charged', 'charged', true],
  ['declined', 'rejected', true],
  ['processing', 'processing', false],
  ['created', 'created', false],
])('pays with the outcome %s', async (outcome, status, final) => {
  const { control, makeLink } = await startPlayer();
  const row = await control('POST', `/links/${await makeLink()}/pay`, { outcome });
  expect(row).toMatchObject({ status, finished: final ? expect.any(String) : null });
  expect(textAt(row, 'error_description')).toBe(status === 'rejected' ? 'Declined by the bank' : '');
});

test('makes mismatches: another amount, currency, env, type and method', async () => {
  const { api, control, makeLink } = await startPlayer();
  const link = await makeLink();
  const wrong = { amount: 29_999, currency: 'USD', env: 'prod', type: 'payment', method: 'sbp' };
  await control('POST', `/links/${link}/pay`, { outcome: 'charged', ...wrong });
  expect(listAt((await api('GET', '/transactions')).json, 'data')).toMatchObject([{ link, ...wrong }]);
});

test('refuses to pay a deleted link unless told otherwise', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  await player.api('DELETE', `/links/${link}`);
  expect(await statusOf(player, 'POST', `/links/${link}/pay`, { outcome: 'charged' })).toBe(410);
  const late = await player.control('POST', `/links/${link}/pay`, {
    outcome: 'charged',
    evenIfDeleted: true,
  });
  expect(late).toMatchObject({ link, status: 'charged' });
});

test('names what is wrong with an order', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  expect(await statusOf(player, 'POST', `/links/${link}/pay`, { outcome: 'maybe' })).toBe(422);
  expect(await statusOf(player, 'POST', `/links/${link}/pay`, { outcome: 'charged', amount: '5' })).toBe(422);
  expect(await statusOf(player, 'POST', '/links/none/pay', { outcome: 'charged' })).toBe(404);
  expect(await statusOf(player, 'POST', '/transactions/none', { status: 'charged' })).toBe(404);
  expect(await statusOf(player, 'POST', '/transactions', { started: 'soon' })).toBe(422);
  expect(await statusOf(player, 'POST', '/clock', { advanceMs: 'later' })).toBe(422);
  expect(await statusOf(player, 'POST', '/clock', [])).toBe(400);
  expect(listAt(await player.control('GET', '/state'), 'transactions')).toEqual([]);
});

test('the payer of a dynamic link needs an amount', async () => {
  const player = await startPlayer();
  const link = await player.makeLink({
    amount: { currency: 'RUB' },
    amount_type: 'dynamic',
    pay_config: { methods: ['card'] },
  });
  expect(await statusOf(player, 'POST', `/links/${link}/pay`, { outcome: 'charged' })).toBe(422);
  const paid = await player.control('POST', `/links/${link}/pay`, { outcome: 'charged', amount: 500 });
  expect(paid).toMatchObject({ amount: 500, currency: 'RUB' });
});

test('adds rows of other tills, and moves rows on', async () => {
  const player = await startPlayer();
  const foreign = {
    id: 'f1',
    txid: 'B4M9-1',
    type: 'payout',
    status: 'processing',
    amount: 70,
    amount_dest: 60,
  };
  expect(await player.control('POST', '/transactions', foreign)).toMatchObject({ ...foreign, link: null });
  expect(await statusOf(player, 'POST', '/transactions', foreign)).toBe(409);
  expect(await player.control('POST', '/transactions', { link: 'elsewhere' })).toMatchObject({
    type: 'link',
  });
  expect(await player.control('POST', '/transactions/f1', { status: 'charged' })).toMatchObject({
    status: 'charged',
    finished: expect.any(String),
  });
  const failed = { status: 'failed', error_description: 'No funds' };
  expect(await player.control('POST', '/transactions/f1', failed)).toMatchObject(failed);
});

test('moves its clock in both directions', async () => {
  const { api, control, makeLink } = await startPlayer({ clock: morning });
  expect(await control('POST', '/clock', { advanceMs: 3_600_000 })).toEqual({
    now: '2026-03-01T11:00:00.000Z',
    clockOffsetMs: 3_600_000,
  });
  const link = await makeLink();
  expect(textAt((await api('GET', `/links/${link}`)).json, 'data.created')).toBe('2026-03-01T11:00:00+00:00');
  await control('POST', '/clock', { advanceMs: -7_200_000 });
  expect(await control('GET', '/state')).toMatchObject({ now: '2026-03-01T09:00:00.000Z' });
});
