import { expect, test } from 'vitest';
import { type Player, at, listAt, startPlayer, textAt } from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };

async function readAllPages(player: Player, limit: number): Promise<readonly string[]> {
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const answer = await player.api('GET', `/transactions?limit=${limit}${cursor}`);
    const ids = listAt(answer.json, 'data').map((row) => textAt(row, 'id'));
    if (ids.length === 0) return seen;
    seen.push(...ids);
    cursor = `&cursor=${encodeURIComponent(textAt(answer.json, 'cursor.cursor_value'))}`;
  }
}

test('a paid link makes a transaction that names it', async () => {
  const { api, control, makeLink } = await startPlayer({ clock: morning });
  const link = await makeLink();
  const paid = await control('POST', `/links/${link}/pay`, { outcome: 'charged' });
  const row = {
    id: textAt(paid, 'id'),
    txid: expect.stringMatching(/^sbx-/),
    link,
    type: 'link',
    status: 'charged',
    amount: 30_000,
    currency: 'RUB',
    amount_dest: 28_500,
    amount_with_fee: 31_500,
    env: 'test',
    method: 'card',
    error_description: '',
    started: '2026-03-01T10:00:00+00:00',
    updated: '2026-03-01T10:00:00+00:00',
    finished: '2026-03-01T10:00:00+00:00',
  };
  const list = await api('GET', '/transactions');
  expect(list.json).toEqual({
    data: [row],
    cursor: { cursor_field: 'started', cursor_value: expect.any(String) },
  });
  expect((await api('GET', `/transactions/${row.id}`)).json).toEqual({ data: row });
  expect((await api('GET', '/transactions/none')).status).toBe(404);
});

test('pages without losing or repeating rows of the same millisecond', async () => {
  const player = await startPlayer({ clock: morning });
  const ids: string[] = [];
  for (let index = 0; index < 25; index += 1) {
    ids.push(textAt(await player.control('POST', '/transactions', { amount: 100 + index }), 'id'));
  }
  for (const limit of [1, 7, 25, 100]) expect(await readAllPages(player, limit)).toEqual(ids.toReversed());
});

test('a row that arrives while somebody pages does not disturb the pages behind it', async () => {
  const player = await startPlayer({ clock: morning });
  for (const id of ['a', 'b', 'c', 'd']) await player.control('POST', '/transactions', { id });
  const first = await player.api('GET', '/transactions?limit=2');
  await player.control('POST', '/transactions', { id: 'e' });
  const cursor = encodeURIComponent(textAt(first.json, 'cursor.cursor_value'));
  const second = await player.api('GET', `/transactions?limit=2&cursor=${cursor}`);
  expect(listAt(first.json, 'data')).toMatchObject([{ id: 'd' }, { id: 'c' }]);
  expect(listAt(second.json, 'data')).toMatchObject([{ id: 'b' }, { id: 'a' }]);
});

test('orders by start, not by arrival or change', async () => {
  const player = await startPlayer({ clock: morning });
  await player.control('POST', '/transactions', { id: 'new', started: '2026-03-01T09:00:00Z' });
  await player.control('POST', '/transactions', {
    id: 'old',
    started: '2026-02-01T09:00:00Z',
    status: 'processing',
  });
  await player.control('POST', '/transactions/old', { status: 'charged' });
  expect(await readAllPages(player, 10)).toEqual(['new', 'old']);
});

test('the end of the list keeps the cursor where it is', async () => {
  const { api, control } = await startPlayer();
  expect(at((await api('GET', '/transactions')).json, 'cursor.cursor_value')).toBeNull();
  await control('POST', '/transactions', {});
  const last = textAt((await api('GET', '/transactions')).json, 'cursor.cursor_value');
  const beyond = await api('GET', `/transactions?cursor=${encodeURIComponent(last)}`);
  expect(beyond.json).toEqual({ data: [], cursor: { cursor_field: 'started', cursor_value: last } });
});

test('gives 20 rows when no limit is named', async () => {
  const { api, control } = await startPlayer();
  for (let index = 0; index < 21; index += 1) await control('POST', '/transactions', {});
  expect(listAt((await api('GET', '/transactions')).json, 'data')).toHaveLength(20);
});

test('filters by status and env', async () => {
  const { api, control } = await startPlayer();
  await control('POST', '/transactions', { id: 'a', status: 'charged', env: 'prod' });
  await control('POST', '/transactions', { id: 'b', status: 'charged' });
  await control('POST', '/transactions', { id: 'c', status: 'rejected' });
  const charged = await api('GET', '/transactions?status=charged&env=test');
  expect(listAt(charged.json, 'data')).toMatchObject([{ id: 'b' }]);
  const prod = await api('GET', '/transactions?env=prod');
  expect(listAt(prod.json, 'data')).toMatchObject([{ id: 'a', env: 'prod' }]);
});

test.each([
  'page=2',
  'offset=20',
  'from=x',
  'to=x',
  'currency=RUB',
  'link=x',
  'limit=0',
  'limit=101',
  'limit=all',
])('refuses the filter %s', async (filter) => {
  const { api } = await startPlayer();
  const answer = await api('GET', `/transactions?${filter}`);
  expect(answer.status).toBe(422);
  expect(Object.keys(Object(at(answer.json, 'errors')))).toEqual([filter.split('=')[0]]);
});

test.each(['cursor=yesterday', 'cursor=', 'cursor=2026-03-01T10:00:00.000%2B00:00/x', 'env=live'])(
  'refuses the value of %s',
  async (filter) => {
    const { api } = await startPlayer();
    expect((await api('GET', `/transactions?${filter}`)).status).toBe(422);
  },
);
