import { expect, test } from 'vitest';
import type { Product } from '../../src/domain/product.ts';
import { createSearch, type SearchPage, type SearchQuery } from '../../src/main/catalog/search/search.ts';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { shelfProduct } from '../builders/shelf.ts';
import { type SoldProduct, searchableFile } from './searchable-file.ts';

const ALL: Omit<SearchQuery, 'text'> = {
  categoryIds: null,
  favourite: false,
  state: 'active',
  cursor: null,
  limit: 60,
};

const goods = (name: string, soldCount: number, change: Partial<Product> = {}): SoldProduct => ({
  product: shelfProduct(change.id ?? name, { name, categoryId: null, ...change }),
  soldCount,
});

const find = (file: TillDatabase, text: string, change: Partial<SearchQuery> = {}): SearchPage =>
  createSearch(file.read).find({ ...ALL, text, ...change });

const names = (file: TillDatabase, text: string, change: Partial<SearchQuery> = {}): readonly string[] =>
  find(file, text, change).hits.map(
    ({ rowid }) =>
      file.read.get<{ name: string }>('SELECT name FROM product WHERE rowid = ?', rowid)?.name ?? '',
  );

function walk(file: TillDatabase, text: string, limit: number): readonly number[] {
  const rowids: number[] = [];
  let cursor: string | null = null;
  do {
    const page: SearchPage = find(file, text, { limit, cursor });
    rowids.push(...page.hits.map(({ rowid }) => rowid));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rowids;
}

test('who is called just so comes before longer names, however well those sell', async () => {
  const file = await searchableFile(
    [],
    [
      goods('Конфеты молоко и мёд', 900, { favourite: true }),
      goods('Молоко отборное', 500),
      goods('Молоко', 1),
      goods('Молоко', 3, { id: 'the other', active: false }),
      goods('Хлеб белый', 1),
      goods('Хлеб белый нарезной', 90),
    ],
  );
  const milk = ['Молоко', 'Конфеты молоко и мёд', 'Молоко отборное'];
  for (const text of ['молоко', ' МОЛОКО!', 'vjkjrj', 'moloko'])
    expect(names(file, text), text).toEqual(milk);
  expect(names(file, 'молоко', { favourite: true })).toEqual(['Конфеты молоко и мёд']);
  expect(names(file, 'молоко', { state: 'all' }).slice(0, 2)).toEqual(['Молоко', 'Молоко']);
  for (const text of ['хлеб белый', 'белый хлеб', ',tksq [kt,'])
    expect(names(file, text)[0]).toBe('Хлеб белый');
  expect(find(file, 'vjkjrj').understood).toEqual({ kind: 'layout', text: 'молоко' });
  expect(find(file, 'молоко')).toMatchObject({ total: 3, understood: null });
  expect(walk(file, 'молоко', 1)).toEqual(find(file, 'молоко').hits.map(({ rowid }) => rowid));
});

test('many of one name come in the order of rank, each once, on whatever page', async () => {
  const namesakes = Array.from({ length: 50 }, (_, at) => goods('Чай', at, { id: `tea ${at}` }));
  const file = await searchableFile([], [...namesakes, goods('Чай зелёный', 900)]);
  const walked = walk(file, 'чай', 7);
  expect(walked).toHaveLength(51);
  expect(new Set(walked).size).toBe(51);
  expect(find(file, 'чай').total).toBe(51);
  expect(names(file, 'чай', { limit: 3 })).toEqual(['Чай', 'Чай', 'Чай']);
});
