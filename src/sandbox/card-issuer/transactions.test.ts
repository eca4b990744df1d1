import { expect, test } from 'vitest';
import { type CardsPlayer, freeAccount, mainAccount, startCards } from '../testing/cards-player.ts';
import { at, listAt, textAt } from '../testing/player.ts';

/** Reads a list to its end, page by page. */
async function readAll({ read }: CardsPlayer, path: string): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (;;) {
    const page = listAt(await read(`${path}&limit=1000&offset=${rows.length}`), 'items');
    rows.push(...page);
    if (page.length < 1000) return rows;
  }
}

test('filters: by account, card, moment, status and type, and all of them together', async () => {
  const player = await startCards();
  const { cards, makeCard, read, clock, control } = player;
  const first = await makeCard(mainAccount);
  const second = await makeCard(freeAccount);
  const since = new Date(clock.now()).toISOString();
  await cards('POST', `${first.path}/topup`, { amount: '50', currency: 'USD' });
  clock.pass(60);
  const until = new Date(clock.now()).toISOString();
  await cards('POST', `${second.path}/topup`, { amount: '60', currency: 'USD' });
  await control('POST', '/cards/purchase', { cardId: second.id, amount: '70' });
  const found = async (query: string): Promise<readonly unknown[]> =>
    listAt(await read(`/transactions/cards?${query}`), 'items').map((row) => at(row, 'amount'));
  expect(await found('')).toEqual(['-70.00', '60.00', '50.00']);
  expect(await found(`card_id=${second.id}`)).toEqual(['-70.00', '60.00']);
  expect(await found(`account_id=${mainAccount}`)).toEqual(['50.00']);
  expect(await found('status=failed')).toEqual(['-70.00']);
  expect(await found('type=topup')).toEqual(['60.00', '50.00']);
  expect(await found(`date_from=${since}&date_to=${until}`)).toEqual(['50.00']);
  expect(await found(`date_from=${until}`)).toEqual(['-70.00', '60.00']);
  expect(await found(`card_id=${second.id}&type=topup&date_from=${until}&status=completed`)).toEqual([
    '60.00',
  ]);
  const wrong = await cards('GET', '/transactions/cards?date_from=yesterday');
  expect([wrong.status, at(wrong.json, 'detail.0.loc')]).toEqual([422, ['query', 'date_from']]);
  // Accounts have no such filter: what is unknown is ignored.
  expect(listAt(await read('/transactions/accounts?card_id=none'), 'items')).toHaveLength(3);
});

test('50,000 transactions are seeded and read to their end, each once; the books add up as before', async () => {
  const player = await startCards();
  const { makeCard, read, control } = player;
  const { path, id } = await makeCard(freeAccount);
  const before = await control('GET', '/cards/books');
  await control('POST', '/cards/seed', { count: 50_000, cardId: id });
  const rows = await readAll(player, `/transactions/cards?card_id=${id}`);
  expect(rows).toHaveLength(50_000);
  expect(new Set(rows.map((row) => textAt(row, 'id'))).size).toBe(50_000);
  const moments = rows.map((row) => textAt(row, 'created_at'));
  expect(moments).toEqual(moments.toSorted().toReversed());
  expect(at(rows.at(-1), 'type')).toBe('topup');
  expect(at(await read(path), 'balance')).toBe('0.00');
  expect(await control('GET', '/cards/books')).toEqual(before);
});

test('accounts are seeded too, which funds them from outside', async () => {
  const { control, read } = await startCards();
  await control('POST', '/cards/seed', { count: 2000, of: 'accounts', accountId: freeAccount, days: 10 });
  const items = listAt(await read(`/transactions/accounts?account_id=${freeAccount}&limit=1000`), 'items');
  expect(items).toHaveLength(1000);
  expect(items[0]).toMatchObject({ type: 'account_topup', status: 'completed' });
  expect(at(await control('GET', '/cards/books'), 'total.USD')).toBe('11277.123456789');
});
