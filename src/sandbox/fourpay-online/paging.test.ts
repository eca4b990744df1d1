import { expect, test } from 'vitest';
import { type PagePlace, cursorValue, pageOf, readPageOrder } from './paging.ts';

const rows: readonly PagePlace[] = Array.from({ length: 10_000 }, (_, index) => ({
  ms: 20_000 - index,
  sequence: 10_000 - index,
}));

test('a page costs what is on it, however long the list is and however far the page', () => {
  const after = rows[9000];
  if (after === undefined) throw new Error('There are ten thousand rows');
  const result = readPageOrder(new URLSearchParams({ limit: '50', cursor: cursorValue(after) }), 20);
  if ('problems' in result) throw new Error('The cursor is one of ours');
  let looked = 0;
  const passes = (): boolean => {
    looked += 1;
    return looked % 2 === 0;
  };
  const page = pageOf(rows, (row) => row, result.order, passes);
  expect(page[0]).toBe(rows[9002]);
  expect([page.length, looked]).toEqual([50, 100]);
});

test('cursors and limits that are none are named', () => {
  const problems = (query: Record<string, string>): unknown => readPageOrder(new URLSearchParams(query), 20);
  expect(problems({ limit: '0' })).toMatchObject({ problems: [{ field: 'limit' }] });
  expect(problems({ cursor: 'soon' })).toMatchObject({ problems: [{ field: 'cursor' }] });
  expect(problems({})).toEqual({ order: { limit: 20, after: null } });
});
