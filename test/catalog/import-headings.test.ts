import { expect, test } from 'vitest';
import { textTable } from './import-files/table.ts';
import { openImportShop } from './import-shop.ts';

test.each([
  [
    'a title',
    [
      ['Supplier Ltd, price list', '', ''],
      ['', '', ''],
    ],
  ],
  ['a title with a day', [['Price list', '21.11.2026', '']]],
  [
    'a title and an address',
    [
      ['Supplier Ltd', '', ''],
      ['Main street 1', '+7 999 123-45-67', ''],
    ],
  ],
])('headings that nobody knows are found at once below %s', async (_above, above) => {
  const shop = await openImportShop();
  const headings = ['Bezeichnung', 'Bestellnr.', 'Betrag'];
  const table = [...above, headings, ['Tea', 'T-1', '1,50'], ['Cake', 'C-1', '2,50'], ['Bun', '', '3']];
  const view = await shop.exchange.open(await shop.lay('prices.csv', textTable(table)));
  expect(view.options.headerRow).toBe(above.length);
  expect(view.source).toMatchObject({ headers: headings, format: 'other' });
  expect(view.source?.sample[0]).toEqual(['Tea', 'T-1', '1,50']);
});

test('a table without headings, and one of a single column, are shown from their first row', async () => {
  const shop = await openImportShop();
  for (const file of ['Tea,1.50\nCake,2.50\n', 'Goods\nTea\nCake\n']) {
    const view = await shop.exchange.open(await shop.lay('plain.csv', file));
    expect(view.options.headerRow).toBe(0);
  }
});

test('another header row brings other headers, and another system with them', async () => {
  const shop = await openImportShop();
  const file = 'Наименование;Цена;Артикул\nНоменклатура;Второе;Третье\nЧай;1;T\n';
  const view = await shop.plan(file, { options: { headerRow: 1 } });
  expect(view.source).toMatchObject({ format: 'one_c', headers: ['Номенклатура', 'Второе', 'Третье'] });
});
