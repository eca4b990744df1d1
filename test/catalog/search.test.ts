import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../../src/domain/money.ts';
import type { Category, Product } from '../../src/domain/product.ts';
import { sampleCatalog } from '../../src/main/catalog/sample/sample-catalog.ts';
import { indexProduct, unindexProduct } from '../../src/main/catalog/search/search-index.ts';
import { createSearch, type SearchPage, type SearchQuery } from '../../src/main/catalog/search/search.ts';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { insertProduct, type SoldProduct, searchableFile, withSales } from './searchable-file.ts';

const SHELVES: readonly Category[] = [
  { id: 'drinks', parentId: null, name: 'Напитки', position: 0 },
  { id: 'teas', parentId: 'drinks', name: 'Чай', position: 0 },
];

function goods(name: string, soldCount: number, change: Partial<Product> = {}): SoldProduct {
  const id = `id of ${name}`;
  const variants = [{ id, name: '', sku: null, barcodes: [], unitAmount: money(100, 'RUB') }];
  const product: Product = {
    id,
    name,
    description: '',
    categoryId: null,
    unit: 'piece',
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: null,
    variants,
  };
  return { product: { ...product, ...change }, soldCount };
}

const ALL: Omit<SearchQuery, 'text'> = {
  categoryIds: null,
  favourite: false,
  state: 'active',
  cursor: null,
  limit: 60,
};

const find = (file: TillDatabase, text: string, change: Partial<SearchQuery> = {}): SearchPage =>
  createSearch(file.read).find({ ...ALL, text, ...change });

const nameOf = (file: TillDatabase, rowid: number): string =>
  file.read.get<{ name: string }>('SELECT name FROM product WHERE rowid = ?', rowid)?.name ?? '';

const names = (file: TillDatabase, text: string, change: Partial<SearchQuery> = {}): readonly string[] =>
  find(file, text, change).hits.map(({ rowid }) => nameOf(file, rowid));

describe('the order of hits', () => {
  const TEAS = [
    goods('Чай красный', 5),
    goods('Чай зелёный', 50),
    goods('Чай белый', 500),
    goods('Чай любимый', 0, { favourite: true }),
    goods('Чай А', 5),
  ];
  const ORDER = ['Чай любимый', 'Чай белый', 'Чай зелёный', 'Чай А', 'Чай красный'];

  test('favourites, then what sells most, then by name', async () => {
    const file = await searchableFile(SHELVES, TEAS);
    expect(names(file, 'чай')).toEqual(ORDER);
    expect(names(file, '')).toEqual(ORDER);
  });

  test('follows what is sold, added and changed after the build', async () => {
    const file = await searchableFile(SHELVES, TEAS);
    file.write((db) => {
      db.runOne("UPDATE product SET sold_count = 900 WHERE name = 'Чай красный'");
      indexProduct(db, insertProduct(db, goods('Чай новый', 60)));
      db.runOne("UPDATE product SET favourite = 0 WHERE name = 'Чай любимый'");
    });
    const after = ['Чай красный', 'Чай белый', 'Чай новый', 'Чай зелёный', 'Чай А', 'Чай любимый'];
    expect(names(file, 'чай')).toEqual(after);
    expect(names(file, '')).toEqual(after);
  });

  test('is the same when very many are found and some have moved', async () => {
    const many = Array.from({ length: 1500 }, (_, at) => goods(`Чай № ${at}`, 3000 - at));
    const file = await searchableFile(SHELVES, many);
    file.write((db) => {
      for (let at = 0; at < 1500; at += 7)
        db.runOne('UPDATE product SET sold_count = ? WHERE name = ?', (at * 37) % 4000, `Чай № ${at}`);
      for (let at = 0; at < 300; at++) indexProduct(db, insertProduct(db, goods(`Чай новый ${at}`, at * 10)));
    });
    const expected = file.read.all<{ rowid: number }>(
      'SELECT rowid FROM product ORDER BY active DESC, favourite DESC, sold_count DESC, sort_name, rowid',
    );
    const first = find(file, 'чай', { limit: 100 });
    expect([first.total, first.totalIsExact]).toEqual([1000, false]);
    expect(walk(file, 'чай', 100)).toEqual(expected.map(({ rowid }) => rowid));
  });

  test('an exact barcode or SKU comes before everything, with its variant, and is not told twice', async () => {
    const coded = (name: string, sku: string, code: string): SoldProduct =>
      goods(name, 0, {
        variants: [
          { id: `${name} s`, name: 'S', sku: null, barcodes: [], unitAmount: money(1, 'RUB') },
          { id: `${name} m`, name: 'M', sku, barcodes: [code], unitAmount: money(1, 'RUB') },
        ],
      });
    const file = await searchableFile(SHELVES, [
      coded('Редкий', 'чай', '4006381333931'),
      coded('Чай с кодом', 'T-1', '036000291452'),
      ...TEAS,
    ]);
    expect(names(file, 'ЧАЙ')).toEqual(['Редкий', ...ORDER, 'Чай с кодом']);
    expect(find(file, 't-1').hits).toEqual([expect.objectContaining({ variantId: 'Чай с кодом m' })]);
    for (const twin of ['036000291452', '0036000291452', '00036000291452', '0 36000 29145 2'])
      expect(names(file, twin)).toEqual(['Чай с кодом']);
    expect(names(file, '036000291453')).toEqual([]);
    expect(walk(file, 'чай', 1)).toEqual(find(file, 'чай').hits.map(({ rowid }) => rowid));
  });
});

/** Every hit of a text, page by page. */
function walk(file: TillDatabase, text: string, limit: number, change: Partial<SearchQuery> = {}) {
  const rowids: number[] = [];
  let cursor: string | null = null;
  do {
    const page: SearchPage = find(file, text, { ...change, limit, cursor });
    expect(page.hits.length).toBeLessThanOrEqual(limit);
    rowids.push(...page.hits.map(({ rowid }) => rowid));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rowids;
}

describe('pages', () => {
  test('hold every hit exactly once, as many as are counted', async () => {
    const sample = sampleCatalog(1500, 2);
    const file = await searchableFile(sample.categories, withSales(sample.products));
    for (const text of ['молоко', 'm', 'с', 'vjkjrj', 'shokolad', '', '0,5 л', 'околад', 'сервилат']) {
      const { total } = find(file, text);
      for (const limit of [1, 7, 60]) {
        if (limit === 1 && total > 100) continue;
        const rowids = walk(file, text, limit);
        expect(new Set(rowids).size, text).toBe(rowids.length);
        expect(Math.min(rowids.length, 1000), text).toBe(total);
      }
    }
  });

  test('T-8 a cursor that is not ours, or of another question, begins anew', async () => {
    const file = await searchableFile(SHELVES, [goods('Чай белый', 2), goods('Чай чёрный', 1)]);
    const first = find(file, 'чай', { limit: 1 });
    const other = find(file, 'чай чёрный', { limit: 1, cursor: first.nextCursor });
    expect(other.hits).toHaveLength(1);
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        expect(find(file, 'чай', { limit: 1, cursor })).toEqual(first);
      }),
    );
  });

  test('a catalogue that has changed between two pages is answered', async () => {
    const file = await searchableFile(
      SHELVES,
      Array.from({ length: 50 }, (_, at) => goods(`Чай ${at}`, at)),
    );
    const first = find(file, 'чай', { limit: 10 });
    file.write((db) => {
      for (const { rowid } of first.hits.slice(0, 5)) unindexProduct(db, rowid);
      db.run('UPDATE product SET sold_count = 1000 - sold_count');
    });
    expect(find(file, 'чай', { limit: 10, cursor: first.nextCursor }).hits.length).toBeGreaterThan(0);
  });
});

describe('filters', () => {
  const file = () =>
    searchableFile(SHELVES, [
      goods('Чай в пачке', 9, { categoryId: 'teas' }),
      goods('Чай холодный', 8, { categoryId: 'drinks', favourite: true }),
      goods('Чай старый', 7, { categoryId: 'teas', active: false }),
      goods('Чайник', 6),
    ]);

  test.each([
    [{}, ['Чай холодный', 'Чай в пачке', 'Чайник']],
    [{ categoryIds: ['teas'] }, ['Чай в пачке']],
    [{ categoryIds: ['drinks', 'teas'] }, ['Чай холодный', 'Чай в пачке']],
    [{ categoryIds: [] }, []],
    [{ categoryIds: ['no such shelf'] }, []],
    [{ favourite: true }, ['Чай холодный']],
    [{ state: 'inactive' }, ['Чай старый']],
    [{ state: 'all' }, ['Чай холодный', 'Чай в пачке', 'Чайник', 'Чай старый']],
    [{ state: 'all', categoryIds: ['teas'] }, ['Чай в пачке', 'Чай старый']],
  ] as const)('%j lets through what it says, with a text and without', async (filter, expected) => {
    const catalog = await file();
    for (const text of ['чай', 'xfq', '']) expect(names(catalog, text, filter)).toEqual(expected);
  });

  test('hold for codes as well', async () => {
    const variant = { id: 'v', name: '', sku: 'X-1', barcodes: [], unitAmount: money(1, 'RUB') };
    const catalog = await searchableFile(SHELVES, [
      goods('Нечто', 1, { active: false, variants: [variant] }),
    ]);
    expect(names(catalog, 'x-1')).toEqual([]);
    expect(names(catalog, 'x-1', { state: 'all' })).toEqual(['Нечто']);
  });

  test('five hundred shelves are one question', async () => {
    const catalog = await file();
    const categoryIds = [...Array.from({ length: 500 }, (_, at) => `shelf ${at}`), 'teas'];
    expect(names(catalog, 'чай', { categoryIds })).toEqual(['Чай в пачке']);
  });
});

describe('what is told with a hit', () => {
  const marked = (file: TillDatabase, text: string): readonly string[] =>
    find(file, text).hits.map(({ rowid, marks }) =>
      [...marks]
        .reverse()
        .reduce(
          (name, [from, to]) => `${name.slice(0, from)}[${name.slice(from, to)}]${name.slice(to)}`,
          nameOf(file, rowid),
        ),
    );

  test.each([
    ['чер пак', 'Чай [чёр]ный 25 [пак]'],
    ['ЧЁРНЫЙ', 'Чай [чёрный] 25 пак'],
    ['xthysq', 'Чай [чёрный] 25 пак'],
    ['chernyj', 'Чай [чёрный] 25 пак'],
    ['чернвй', 'Чай [чёрный] 25 пак'],
    ['ерны', 'Чай ч[ёрны]й 25 пак'],
    ['creme', '[Crème] brûlée, 0,5 л'],
    ['brule 500мл', 'Crème [brûlé]e, [0,5 л]'],
    ['lays', "Чипсы [Lay's] 40 г"],
  ])('%j marks %j', async (text, expected) => {
    const file = await searchableFile(SHELVES, [
      goods('Чай чёрный 25 пак', 1),
      goods('Crème brûlée, 0,5 л', 1),
      goods("Чипсы Lay's 40 г", 1),
    ]);
    expect(marked(file, text)).toEqual([expected]);
  });

  test('how a text was understood, only where it finds nothing as it stands', async () => {
    const file = await searchableFile(SHELVES, [goods('Чай чёрный с мятой', 1), goods('Молоко отборное', 1)]);
    const understood = (text: string) => find(file, text).understood;
    expect(understood('чай мят')).toBeNull();
    expect(understood('xfq')).toEqual({ kind: 'layout', text: 'чаи' });
    expect(understood('moloko')).toEqual({ kind: 'transliteration', text: 'молоко' });
    expect(understood('борное')).toEqual({ kind: 'part', text: 'борное' });
    expect(understood('малоко отборное')).toEqual({ kind: 'typo', text: 'молоко отборное' });
    expect(understood('vjkjrj otbornoe')).toEqual({ kind: 'transliteration', text: 'молоко отборное' });
    expect(understood('абырвалг')).toBeNull();
  });

  test('what is the beginning of one word and the whole of another is both', async () => {
    const file = await searchableFile(SHELVES, [goods('Golden syrup', 9), goods('Сыр российский', 1)]);
    expect(names(file, 'syr')).toEqual(['Golden syrup', 'Сыр российский']);
    expect(find(file, 'syr').understood).toBeNull();
  });
});

describe('whatever is typed', () => {
  test('T-8 is answered, and no syntax of the index is smuggled in', async () => {
    const sample = sampleCatalog(300, 4);
    const file = await searchableFile(sample.categories, withSales(sample.products));
    const syntax = fc.constantFrom(
      '"',
      '*',
      '^',
      'AND',
      'OR',
      'NOT',
      'NEAR(',
      ')',
      '(',
      ':',
      'words:',
      '-',
      '+',
      '{',
      '\u0000',
      '_a',
      "'",
    );
    const typed = fc.array(
      fc.oneof(syntax, fc.constantFrom('молоко', 'чай', 'м', '0,5', 'л'), fc.string({ unit: 'binary' })),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(typed, fc.boolean(), (parts, spaced) => {
        const page = find(file, parts.join(spaced ? ' ' : '').slice(0, 200));
        expect(page.hits.length).toBe(Math.min(page.total, 60));
      }),
      { numRuns: 300 },
    );
    expect(names(file, '_i')).toEqual(names(file, 'i'));
  });
});
