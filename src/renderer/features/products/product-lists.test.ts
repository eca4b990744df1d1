import { describe, expect, it } from 'vitest';
import { selectionSchema } from '../../../contract/catalog.ts';
import type { CategoryView } from '../../../contract/views.ts';
import {
  ancestorIds,
  categoryNodes,
  matchingNodes,
  pathTexts,
  possibleParents,
  visibleNodes,
} from './category-tree.ts';
import { foundBy, PAGE_ROWS, pagesAround, WHOLE_CATALOGUE } from './product-filter.ts';
import {
  isNothing,
  isSelected,
  NAMED_MAX,
  NOTHING_SELECTED,
  type Selection,
  selectedCount,
  toggled,
  toWire,
  withIds,
} from './selection.ts';

describe('which pages a list asks for', () => {
  it('are the visible ones, one before and one behind', () => {
    expect(pagesAround(0, 12, 100_000)).toEqual([0, 1]);
    expect(pagesAround(50_010, 50_020, 100_000)).toEqual([499, 500, 501]);
    expect(pagesAround(99_990, 99_999, 100_000)).toEqual([998, 999]);
  });

  it('are never beyond the end, whatever was visible before', () => {
    expect(pagesAround(0, 10, null)).toEqual([0]);
    expect(pagesAround(0, 10, 0)).toEqual([0]);
    expect(pagesAround(90_000, 90_010, PAGE_ROWS)).toEqual([0]);
  });
});

describe('a selection', () => {
  const all: Selection = { kind: 'all', filter: foundBy(WHOLE_CATALOGUE), except: new Set() };

  it('ticks and unticks', () => {
    const one = toggled(NOTHING_SELECTED, 'a');
    expect(isSelected(one, 'a')).toBe(true);
    expect(isNothing(toggled(one, 'a'))).toBe(true);
    const butOne = toggled(all, 'a');
    expect(isSelected(butOne, 'a')).toBe(false);
    expect(selectedCount(butOne, 12_345)).toBe(12_344);
  });

  it('names at most as many as the contract takes', () => {
    const ids = Array.from({ length: NAMED_MAX }, (_, index) => `p${index}`);
    const full = withIds(NOTHING_SELECTED, ids);
    expect(selectedCount(full, 0)).toBe(NAMED_MAX);
    expect(toggled(full, 'more')).toBe(full);
    expect(withIds(full, ['more'])).toBe(full);
    expect(selectionSchema.safeParse(toWire(full)).success).toBe(true);
    expect(toggled(withIds(all, []), 'p1')).not.toBe(all);
  });

  it('goes over the wire as the contract has it', () => {
    expect(toWire(NOTHING_SELECTED)).toBeNull();
    expect(selectionSchema.parse(toWire(toggled(all, 'p1')))).toEqual({
      kind: 'all',
      filter: { text: '', categoryId: null, favourite: false, state: 'all' },
      except: ['p1'],
    });
  });

  it('takes back exceptions that are ticked as a range', () => {
    const without = toggled(toggled(all, 'a'), 'b');
    expect(selectedCount(withIds(without, ['a', 'c']), 10)).toBe(9);
  });
});

const category = (id: string, parentId: string | null, position = 0): CategoryView => ({
  id,
  parentId,
  name: id.toUpperCase(),
  position,
  productCount: 0,
});

describe('the tree of categories', () => {
  const items = [
    category('food', null, 1),
    category('drinks', null, 0),
    category('dairy', 'food', 0),
    category('milk', 'dairy', 0),
    category('bread', 'food', 1),
  ];
  const nodes = categoryNodes(items);
  const ids = (list: typeof nodes) => list.map((node) => node.category.id);

  it('stands in order, children behind their parent', () => {
    expect(ids(nodes)).toEqual(['drinks', 'food', 'dairy', 'milk', 'bread']);
    expect(nodes.map(({ depth }) => depth)).toEqual([0, 0, 1, 2, 1]);
    expect(nodes.map(({ place, isLast }) => [place, isLast])).toEqual([
      [0, false],
      [1, true],
      [0, false],
      [0, true],
      [1, true],
    ]);
  });

  it('shows what is open', () => {
    expect(ids(visibleNodes(nodes, new Set()))).toEqual(['drinks', 'food']);
    expect(ids(visibleNodes(nodes, new Set(['food'])))).toEqual(['drinks', 'food', 'dairy', 'bread']);
    expect(ids(visibleNodes(nodes, new Set(['dairy'])))).toEqual(['drinks', 'food']);
    expect(ancestorIds(items, 'milk')).toEqual(['dairy', 'food']);
    expect(ancestorIds(items, null)).toEqual([]);
  });

  it('says whole paths, and is searched by their words in any order', () => {
    expect(pathTexts(nodes).get('milk')).toBe('FOOD › DAIRY › MILK');
    expect(ids(matchingNodes(nodes, 'milk foo'))).toEqual(['milk']);
    expect(ids(matchingNodes(nodes, '  '))).toHaveLength(5);
  });

  it('never moves a category under itself', () => {
    expect(ids(possibleParents(nodes, 'food'))).toEqual(['drinks']);
    expect(ids(possibleParents(nodes, 'milk'))).toEqual(['drinks', 'food', 'dairy', 'bread']);
    expect(possibleParents(nodes, 'gone')).toEqual([]);
  });

  it('never gets deeper than a category may be', () => {
    const chain = Array.from({ length: 8 }, (_, depth) =>
      category(`c${depth}`, depth === 0 ? null : `c${depth - 1}`),
    );
    const deep = categoryNodes([...chain, category('other', null, 1), category('below', 'other')]);
    expect(ids(possibleParents(deep, 'other'))).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5']);
    expect(ids(possibleParents(deep, 'below'))).not.toContain('c7');
  });
});
