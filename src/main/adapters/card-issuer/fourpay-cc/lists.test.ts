import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPageWatch, readPage } from './lists.ts';

const parse = (row: unknown): number | null => (typeof row === 'number' ? row : null);
const wish = { offset: 0, limit: 3 };

describe('a list in every shape', () => {
  test.each([
    [{ items: [1, 2] }, null, false],
    [{ items: [1, 2, 3] }, null, true],
    [{ data: [1, 2] }, null, false],
    [{ data: [1, 2], pagination: { limit: 3, offset: 0, total: 2 } }, 2, false],
    [{ data: [1, 2, 3], pagination: { limit: 3, offset: 0, total: 3 } }, 3, false],
    [{ data: [1, 2, 3], meta: { total_count: '7' } }, 7, true],
    [{ items: [1, 2], total: 9, limit: 2 }, 9, true],
    [{ items: [1, 2], limit: 2 }, null, true],
    [{ items: [1, 2, 3], has_more: false }, null, false],
    [{ items: [1, 2], hasMore: true }, null, true],
    [{ data: { items: [1, 2], total: 2 } }, 2, false],
    [[1, 2], null, false],
    [[1, 2, 3], null, true],
    [[], null, false],
    [{ items: [], total: 9 }, 9, false],
  ])('%j: %j in all, more %j', (json, total, more) => {
    const page = readPage(json, wish, parse);
    expect(page).toMatchObject({ unreadable: 0, total, more });
    expect(page?.items).toEqual([1, 2, 3].slice(0, page?.items.length));
  });

  test.each([
    null,
    undefined,
    'x',
    7,
    {},
    { items: null },
    { data: { a: 1 } },
    { data: { data: { data: [1] } } },
  ])('%j is none', (json) => {
    expect(readPage(json, wish, parse)).toBeNull();
  });

  test('rows that cannot be read are left out and counted, and the page is full all the same', () => {
    expect(readPage({ items: [1, 'x', null] }, wish, parse)).toEqual({
      items: [1],
      unreadable: 2,
      total: null,
      more: true,
    });
  });

  test('of a deployment that does not page, each part is cut out of all rows', () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const at = (offset: number) => readPage(all, { offset, limit: 3 }, parse);
    expect(at(0)).toEqual({ items: [1, 2, 3], unreadable: 0, total: 7, more: true });
    expect(at(3)).toMatchObject({ items: [4, 5, 6], more: true });
    expect(at(6)).toMatchObject({ items: [7], more: false });
    expect(at(9)).toMatchObject({ items: [], more: false });
  });
});

describe('a list that is read part by part', () => {
  const part = (offset: number) => ({ offset, limit: 2 });

  test('moves on, may be read again, and is told when it does not', () => {
    const watch = createPageWatch();
    expect(watch.moves('a', part(0), [1, 2])).toBe(true);
    expect(watch.moves('b', part(2), [1, 2])).toBe(true);
    expect(watch.moves('a', part(0), [1, 2])).toBe(true);
    expect(watch.moves('a', part(2), [3, 4])).toBe(true);
    expect(watch.moves('a', part(4), [3, 4])).toBe(false);
    expect(watch.moves('a', part(6), [])).toBe(true);
  });

  test('may come whole each time', () => {
    const watch = createPageWatch();
    for (const offset of [0, 2, 4]) expect(watch.moves('a', part(offset), [1, 2, 3, 4, 5])).toBe(true);
  });

  test('is forgotten among many others', () => {
    const watch = createPageWatch();
    expect(watch.moves('a', part(0), [1, 2])).toBe(true);
    for (let other = 0; other < 60; other++) watch.moves(`o${other}`, part(0), [1, 2]);
    expect(watch.moves('a', part(2), [1, 2])).toBe(true);
  });
});

test('T-8 no answer makes the reader throw, and no row is lost or counted twice', () => {
  const page = fc.record({ offset: fc.nat(20), limit: fc.integer({ min: 1, max: 10 }) });
  const rows = fc.array(fc.oneof(fc.nat(), fc.string()), { maxLength: 30 });
  fc.assert(
    fc.property(fc.anything(), rows, page, fc.anything(), (json, list, part, beside) => {
      readPage(json, part, parse);
      createPageWatch().moves('x', part, json);
      const read = readPage({ data: list, pagination: beside }, part, parse);
      const told = list.length > part.limit ? list.slice(part.offset, part.offset + part.limit) : list;
      expect((read?.items.length ?? 0) + (read?.unreadable ?? 0)).toBe(told.length);
    }),
  );
});
