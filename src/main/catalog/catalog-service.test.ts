import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openShelf } from '../../../test/builders/shelf.ts';
import { REPLY_MAX_BYTES } from '../../contract/envelope.ts';
import { money } from '../../domain/money.ts';

describe('searching', () => {
  test('finds words by their beginnings, in any order, in both alphabets, without ё, accents and case', async () => {
    const { add, find } = await openShelf();
    add({ name: 'Black tea · Чай чёрный' }, { name: 'Green tea · Чай зелёный' }, { name: 'Crème brûlée' });
    expect(find('чай черн')).toEqual(['Black tea · Чай чёрный']);
    expect(find('ЧЁРН чай')).toEqual(['Black tea · Чай чёрный']);
    expect(find('te gre')).toEqual(['Green tea · Чай зелёный']);
    expect(find('BRULEE creme')).toEqual(['Crème brûlée']);
    expect(find('Cre\u0300me')).toEqual(['Crème brûlée']);
    expect(find('ч')).toHaveLength(2);
    expect(find('tea coffee')).toEqual([]);
  });

  test('parts of words follow where few words begin so', async () => {
    const { add, find } = await openShelf();
    add({ name: 'Капучино' }, { name: 'Чиновник' }, { name: 'Cappuccino' });
    expect(find('чино')).toEqual(['Чиновник', 'Капучино']);
    expect(find('учин')).toEqual(['Капучино']);
    expect(find('PUCC')).toEqual(['Cappuccino']);
    expect(find('уч')).toEqual([]);
  });

  test('puts an exact barcode or SKU before what sells more', async () => {
    const { add, find, sell } = await openShelf();
    add(
      { name: 'Popular', sku: 'D-10', barcode: '2000000000107' },
      { name: 'Exact', sku: 'D-1', barcode: '2000000000015' },
      { name: 'Named D-1 2000000000015' },
    );
    await sell('p1', 'p1', 'p3', 'p3', 'p3');
    expect(find('D-1')).toEqual(['Exact', 'Named D-1 2000000000015']);
    expect(find(' 2000000000015 ')).toEqual(['Exact', 'Named D-1 2000000000015']);
    expect(find('20000000001')).toEqual(['Popular']);
  });

  test('orders by what sells most, then by name without case and accents', async () => {
    const { add, find, sell } = await openShelf();
    add({ name: 'tea z' }, { name: 'Tea B' }, { name: 'tea ä' }, { name: 'Tea y' });
    await sell('p4');
    expect(find('tea')).toEqual(['Tea y', 'tea ä', 'Tea B', 'tea z']);
    expect(find('')).toEqual(['Tea y', 'tea ä', 'Tea B', 'tea z']);
  });

  test('keeps to a category and to favourites, in browsing and in searching', async () => {
    const { add, find } = await openShelf();
    add(
      { name: 'Tea one', favourite: true },
      { name: 'Tea two', categoryId: 'b', favourite: true },
      { name: 'Tea three', categoryId: 'b' },
    );
    for (const text of ['', 'tea', 'ea o', 'te']) {
      const all = find(text);
      expect(find(text, { categoryId: 'b' })).toEqual(all.filter((name) => name !== 'Tea one'));
      expect(find(text, { favourite: true })).toEqual(all.filter((name) => name !== 'Tea three'));
      expect(find(text, { categoryId: 'a', favourite: true })).toEqual(
        all.filter((name) => name === 'Tea one'),
      );
      expect(find(text, { categoryId: 'none' })).toEqual([]);
    }
  });

  test('T-8 answers whatever is typed', async () => {
    const { add, find } = await openShelf();
    add({ name: 'Tea' });
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .array(
          fc.constantFrom('"', '*', 'AND', 'OR', 'NOT', 'NEAR(', ')', '-', '^', ':', 'words', '\0', "'", '%'),
          { maxLength: 8 },
        )
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        expect(Array.isArray(find(text))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('paging', () => {
  test.each(['', 'tea', 'roduc'])(
    'through %j covers every product exactly once, in the order of one page',
    async (text) => {
      const { add, catalog, sell } = await openShelf();
      add(...Array.from({ length: 61 }, (_, index) => ({ name: `Product tea ${index % 7}` })));
      await sell('p3', 'p5', 'p5');
      const whole = catalog.search({
        text,
        categoryId: null,
        favourite: false,
        state: 'active',
        cursor: null,
        limit: 200,
      });
      expect(whole).toMatchObject({ total: 61, nextCursor: null });
      for (const limit of [1, 7, 20, 60, 61, 62]) {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page = catalog.search({
            text,
            categoryId: null,
            favourite: false,
            state: 'active',
            cursor,
            limit,
          });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          expect(page.total).toBe(61);
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(seen).toEqual(whole.items.map(({ id }) => id));
        expect(new Set(seen).size).toBe(61);
      }
    },
  );

  test('a cursor that is not ours starts at the beginning', async () => {
    const { add, catalog } = await openShelf();
    add({ name: 'Tea' });
    const page = (cursor: string) =>
      catalog.search({ text: '', categoryId: null, favourite: false, state: 'active', cursor, limit: 5 });
    for (const cursor of ['', '-1', '1; DROP', '1e3', '500', '99999999999999999999'])
      expect(page(cursor).items).toHaveLength(1);
  });
});

describe('a tile', () => {
  const sizes = (product: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${product}-${index}`,
      name: `Size ${index}`,
      sku: null,
      barcodes: [],
      unitAmount: money(100, 'RUB'),
    }));
  const all = { categoryId: null, favourite: false, state: 'active', order: 'name', offset: 0 } as const;

  test('names its variants where one has to be chosen, and nowhere else', async () => {
    const { add, catalog } = await openShelf();
    add({ name: 'Cap' }, { name: 'Shirt', variants: sizes('shirt', 3) });
    const told = ['shirt-0', 'shirt-1', 'shirt-2'];
    const { items } = catalog.browse({ ...all, limit: 60 });
    expect(items.map(({ variantId, variantIds }) => [variantId, variantIds])).toEqual([
      ['p1', undefined],
      [null, told],
    ]);
    const search = (text: string) =>
      catalog.search({ ...all, text, cursor: null, limit: 60 }).items.map(({ variantIds }) => variantIds);
    expect(search('shirt')).toEqual([told]);
    expect(search('shirt size 1')).toEqual([undefined]);
  });

  test('of a page with very many variants is told without them: the reply stays within its bound', async () => {
    const { add, catalog } = await openShelf();
    add(...Array.from({ length: 60 }, (_, at) => ({ name: `Shirt ${at}`, variants: sizes(`s${at}`, 200) })));
    const { items } = catalog.browse({ ...all, limit: 60 });
    expect(items.map(({ variantIds }) => variantIds?.length ?? 0)).toEqual([
      ...Array.from({ length: 40 }, () => 200),
      ...Array.from({ length: 20 }, () => 0),
    ]);
    expect(JSON.stringify(items).length).toBeLessThan(REPLY_MAX_BYTES);
  });
});
