import { describe, expect, it } from 'vitest';
import type { CategoryView, ProductTileView } from '../../../contract/views.ts';
import { exampleLine } from '../sell/example-sale.ts';
import { rememberForm } from './grid-form.ts';
import { columnsFor, nextIndex } from './grid-layout.ts';
import { countInSale, inSaleOf } from './in-sale.ts';
import { nameParts, tieUnits } from './mark-parts.ts';
import { PAGE_SIZE, pagesOf, touches, windowFor } from './page-window.ts';
import { priceLabel } from './price-words.ts';
import { initialsOf, TONES, toneOf } from './product-face.ts';
import { shelfRows } from './shelf-tree.ts';
import { hitList } from './use-hit-list.ts';
import { variantOfKey } from './variant-keys.ts';

const rub = (amountMinor: number) => ({ amountMinor, currency: 'RUB' }) as const;

function tile(changes: Partial<ProductTileView> = {}): ProductTileView {
  return {
    id: 'p1',
    variantId: 'p1',
    name: 'Tea',
    sku: null,
    barcode: null,
    variantCount: 1,
    categoryId: null,
    unit: 'piece',
    taxRateId: null,
    amountFrom: rub(12_000),
    amountTo: rub(12_000),
    favourite: false,
    active: true,
    tile: null,
    marks: [],
    ...changes,
  };
}

describe('the product grid', () => {
  it('has two columns of tiles at least, one of rows, and grows with the room', () => {
    expect([0, 358, 764, 1320].map((width) => columnsFor(width, 'tiles'))).toEqual([2, 2, 4, 7]);
    expect([0, 358, 764, 1320].map((width) => columnsFor(width, 'list'))).toEqual([1, 1, 1, 2]);
  });

  it.each([
    ['ArrowDown', 1, 5],
    ['ArrowDown', 7, null],
    ['ArrowLeft', 0, null],
    ['ArrowUp', 3, null],
    ['Home', 7, 0],
    ['End', 0, 9],
    ['PageDown', 1, 9],
    ['PageUp', 9, 1],
    ['PageUp', 6, 2],
    ['Enter', 0, null],
  ] as const)('%s leads from %i to %s', (key, from, to) => {
    expect(nextIndex(key, from, { columns: 4, count: 10, pageRows: 2 })).toBe(to);
  });

  it('has nowhere to lead to where nothing is', () => {
    expect(nextIndex('Home', 0, { columns: 4, count: 0, pageRows: 2 })).toBeNull();
  });

  it('shows letters and a colour for ever the same', () => {
    expect(initialsOf('капучино большой')).toBe('КБ');
    expect(initialsOf('Latte')).toBe('LA');
    expect(initialsOf('  ')).toBe('');
    expect(toneOf('Tea')).toBe(toneOf('Tea'));
    const tones = new Set(Array.from({ length: 300 }, (_, index) => toneOf(`p${index}`)));
    expect(tones.size).toBe(TONES);
  });

  it('is remembered as it was chosen, also where nothing can be kept', () => {
    const kept = new Map<string, string>();
    const place = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    rememberForm(() => place).set('list');
    expect(rememberForm(() => place).get()).toBe('list');
    for (const key of kept.keys()) kept.set(key, 'another');
    expect(rememberForm(() => place).get()).toBe('tiles');
    const refused = rememberForm(() => {
      throw new DOMException('no storage');
    });
    refused.set('list');
    expect(refused.get()).toBe('list');
  });
});

describe('what is held of a hundred thousand', () => {
  it('is the pages in sight and one on each side', () => {
    expect(windowFor(0, 20, 100_000)).toEqual({ from: 0, to: 1 });
    expect(windowFor(PAGE_SIZE * 7, PAGE_SIZE * 8, 100_000)).toEqual({ from: 6, to: 9 });
    expect(windowFor(99_980, 99_999, 100_000)).toEqual({ from: 998, to: 999 });
    expect(windowFor(0, 0, 0)).toEqual({ from: 0, to: 0 });
    expect(pagesOf({ from: 6, to: 9 })).toEqual([6, 7, 8, 9]);
  });

  it('never names a page that is not there when the list has shrunk', () => {
    expect(windowFor(99_000, 99_020, 150)).toEqual({ from: 1, to: 1 });
  });

  it('tells a step from a leap', () => {
    expect(touches({ from: 0, to: 2 }, { from: 3, to: 5 })).toBe(true);
    expect(touches({ from: 3, to: 5 }, { from: 0, to: 2 })).toBe(true);
    expect(touches({ from: 0, to: 2 }, { from: 4, to: 6 })).toBe(false);
  });
});

describe('what a search has found', () => {
  const page = (items: number, nextCursor: string | null, total: number, totalIsExact = true) => ({
    items: Array.from({ length: items }, (_, index) => tile({ id: `p${index}` })),
    nextCursor,
    total,
    totalIsExact,
    understood: null,
  });

  it('has a place for all that was counted, before it has come', () => {
    const list = hitList('k', 'tea', [page(60, 'more', 140)]);
    expect(list).toMatchObject({ count: 140, total: 140, totalIsExact: true });
    expect(list.at(59)?.id).toBe('p59');
    expect(list.at(60)).toBeNull();
  });

  it('goes on beyond what was counted, and says how many there are at its end', () => {
    const counted = page(1000, 'more', 1000, false);
    expect(hitList('k', 'tea', [counted])).toMatchObject({ count: 1001, totalIsExact: false });
    expect(hitList('k', 'tea', [counted, page(7, null, 1000, false)])).toMatchObject({
      count: 1007,
      total: 1007,
      totalIsExact: true,
    });
  });
});

describe('a name with marks', () => {
  it('is cut where the search has met it', () => {
    expect(nameParts('Молоко 3,2 %', [[0, 6]])).toEqual([
      { from: 0, text: 'Молоко', marked: true },
      { from: 6, text: ' 3,2 %', marked: false },
    ]);
    expect(nameParts('Tea', [])).toEqual([{ from: 0, text: 'Tea', marked: false }]);
  });

  it.each([
    ['beyond the name', [[1, 99]]],
    [
      'into one another',
      [
        [0, 2],
        [1, 3],
      ],
    ],
    [
      'back to front',
      [
        [2, 1],
        [0, 0],
      ],
    ],
    [
      'out of order',
      [
        [2, 3],
        [0, 1],
      ],
    ],
  ] as const)('keeps every letter, once, with marks %s', (_name, marks) => {
    expect(
      nameParts('Tea', marks)
        .map(({ text }) => text)
        .join(''),
    ).toBe('Tea');
  });
});

describe('a name on a tile', () => {
  it('keeps a number with its unit, and every mark where it was', () => {
    expect(tieUnits('Батончик 35 г')).toBe('Батончик 35\u00a0г');
    expect(tieUnits('Milk 3 l, 2 pcs')).toBe('Milk 3\u00a0l, 2\u00a0pcs');
    expect(tieUnits('7 days')).toBe('7 days');
  });
});

describe('a price on a label', () => {
  const label = (from: number, to: number, language: 'en' | 'ru') => {
    const { text, isLeast } = priceLabel({ amountFrom: rub(from), amountTo: rub(to) }, language);
    return [text.replace(/\s/g, ' '), isLeast];
  };

  it('has minor units only where there are some', () => {
    expect(label(12_000, 12_000, 'ru')).toEqual(['120 ₽', false]);
    expect(label(123_450, 123_450, 'ru')).toEqual(['1 234,50 ₽', false]);
    expect(label(12_000, 12_000, 'en')).toEqual(['₽120', false]);
  });

  it('is the least of several', () => {
    expect(label(12_000, 19_900, 'ru')).toEqual(['120 ₽', true]);
  });
});

describe('the shelves', () => {
  const shelf = (id: string, parentId: string | null): CategoryView => ({
    id,
    parentId,
    name: id.toUpperCase(),
    position: 0,
    productCount: 1,
  });
  const tree = [
    shelf('food', null),
    shelf('dairy', 'food'),
    shelf('milk', 'dairy'),
    shelf('cheese', 'dairy'),
    shelf('bread', 'food'),
    shelf('home', null),
  ];
  const names = (of: readonly CategoryView[] | undefined) => of?.map(({ id }) => id);
  const rows = (chosen: string | null) => {
    const { top, topChosen, level } = shelfRows(tree, chosen);
    return [names(top), topChosen, level?.of.id ?? null, names(level?.children), level?.up?.id ?? null];
  };
  const TOP = ['food', 'home'];

  it.each([
    ['everything', null, [TOP, null, null, undefined, null]],
    ['favourites', 'favourites', [TOP, null, null, undefined, null]],
    ['one with others in it', 'food', [TOP, 'food', 'food', ['dairy', 'bread'], null]],
    ['one deeper', 'dairy', [TOP, 'food', 'dairy', ['milk', 'cheese'], 'food']],
    ['the last one, beside its neighbours', 'milk', [TOP, 'food', 'dairy', ['milk', 'cheese'], 'food']],
    ['one that stands alone', 'home', [TOP, 'home', null, undefined, null]],
    ['one that is gone', 'gone', [TOP, null, null, undefined, null]],
  ] as const)('show %s', (_name, chosen, expected) => {
    expect(rows(chosen)).toEqual(expected);
  });

  it('stand at the top when their parent is unknown, and end a ring', () => {
    expect(names(shelfRows([shelf('a', 'gone')], null).top)).toEqual(['a']);
    expect(shelfRows([shelf('a', 'b'), shelf('b', 'a')], 'a').level?.of.id).toBe('a');
  });
});

describe('what the sale has of a product', () => {
  const lines = [
    exampleLine({ id: 'l1', productId: 'v1', quantityThousandths: 2000 }),
    exampleLine({ id: 'l2', productId: 'v2', quantityThousandths: 1000 }),
    exampleLine({ id: 'l3', productId: null }),
    exampleLine({ id: 'l4', productId: 'p2', quantityThousandths: 500 }),
  ];
  const variant = (id: string) => ({ id, name: '', sku: null, barcodes: [], unitAmount: rub(1) });
  const known = [{ id: 'p1', variants: [variant('v1'), variant('v2')] }];
  const inSale = countInSale({ lines }, known);

  it('is all its variants where one has to be chosen, and the one that a tap sells otherwise', () => {
    expect(inSaleOf(inSale, tile({ id: 'p1', variantId: null, variantCount: 2 }))).toBe(3000);
    expect(inSaleOf(inSale, tile({ id: 'p1', variantId: 'v2', variantCount: 2 }))).toBe(1000);
    expect(inSaleOf(inSale, tile({ id: 'p2', variantId: 'p2' }))).toBe(500);
    expect(inSaleOf(inSale, tile({ id: 'p3', variantId: 'p3' }))).toBe(0);
    expect(inSaleOf(countInSale(null, known), tile())).toBe(0);
  });

  it('is known after a reload, when no product has been looked at yet: the tile names its variants', () => {
    const reloaded = countInSale({ lines }, []);
    const several = { id: 'p1', variantId: null, variantCount: 3 };
    expect(inSaleOf(reloaded, tile({ ...several, variantIds: ['v1', 'v2', 'v3'] }))).toBe(3000);
    expect(inSaleOf(reloaded, tile({ ...several, variantIds: ['v3'] }))).toBe(0);
    expect(inSaleOf(inSale, tile(several))).toBe(3000);
  });
});

describe('the digits of variants', () => {
  const key = (code: string, more: object = {}) => ({
    key: '2',
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    ...more,
  });

  it.each([
    ['the second', key('Digit2'), 3, 1],
    ['the number pad', key('Numpad3'), 3, 2],
    ['any layout', key('Digit2', { key: 'é' }), 3, 1],
    ['one that is not there', key('Digit4'), 3, null],
    ['zero', key('Digit0'), 12, null],
    ['an arrow of the number pad', key('Numpad2', { key: 'ArrowDown' }), 3, null],
    ['a shortcut', key('Digit1', { ctrlKey: true }), 3, null],
    ['a key held down', key('Digit1', { repeat: true }), 3, null],
    ['a letter', key('KeyA', { key: 'a' }), 3, null],
  ] as const)('%s', (_name, event, count, index) => {
    expect(variantOfKey(event, count)).toBe(index);
  });
});
