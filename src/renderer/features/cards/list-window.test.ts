import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Extent,
  learnExtent,
  type ListPage,
  pagesInSight,
  placesOf,
  slotAt,
  UNKNOWN_EXTENT,
  unreadableIn,
} from './list-window.ts';

const PAGE = 10;

const page = (items: number, rest: Partial<ListPage<number>> = {}): ListPage<number> => ({
  items: Array.from({ length: items }, (_, index) => index),
  unreadable: 0,
  total: null,
  more: false,
  ...rest,
});

describe('how long a list is', () => {
  it('is what the issuer says it is', () => {
    const told = learnExtent(UNKNOWN_EXTENT, new Map([[0, page(10, { total: 50_000, more: true })]]), PAGE);
    expect(told).toEqual({ rows: 50_000, exact: true });
    expect(placesOf(told)).toBe(50_000);
  });

  it('is at least what was seen, where the issuer does not say, and a little more to scroll to', () => {
    const one = learnExtent(UNKNOWN_EXTENT, new Map([[0, page(10, { more: true })]]), PAGE);
    expect(one).toEqual({ rows: 10, exact: false });
    expect(placesOf(one)).toBeGreaterThan(10);
    const end = learnExtent(one, new Map([[1, page(3)]]), PAGE);
    expect(end).toEqual({ rows: 13, exact: true });
  });

  it('counts rows that nobody can read', () => {
    expect(learnExtent(UNKNOWN_EXTENT, new Map([[0, page(3, { unreadable: 2 })]]), PAGE).rows).toBe(5);
  });

  it('does not shrink when one scrolls back and the pages below are let go', () => {
    const far: Extent = { rows: 400, exact: false };
    expect(learnExtent(far, new Map([[2, page(10, { more: true })]]), PAGE)).toEqual(far);
    expect(learnExtent(far, new Map(), PAGE)).toEqual(far);
  });

  it('is nothing where there is nothing', () => {
    expect(learnExtent(UNKNOWN_EXTENT, new Map([[0, page(0)]]), PAGE)).toEqual({ rows: 0, exact: true });
  });
});

describe('the pages in sight', () => {
  it('are few, wherever one looks in a list of any length', () => {
    const extents = fc.record({ rows: fc.nat(60_000), exact: fc.boolean() });
    fc.assert(
      fc.property(extents, fc.nat(70_000), fc.nat(40), (extent, first, more) => {
        const pages = pagesInSight([first, first + more], extent, 200);
        expect(pages.length).toBeGreaterThanOrEqual(1);
        expect(pages.length).toBeLessThanOrEqual(2);
        for (const one of pages) expect(one * 200).toBeLessThanOrEqual(Math.max(0, extent.rows));
      }),
    );
  });

  it('hold every row in sight that the list has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.nat(60_000), fc.nat(40), (rows, at, more) => {
        const first = Math.min(at, rows - 1);
        const last = Math.min(first + more, rows - 1);
        const pages = pagesInSight([first, last], { rows, exact: true }, 200);
        expect(pages).toContain(Math.floor(first / 200));
        expect(pages).toContain(Math.floor(last / 200));
      }),
    );
  });
});

describe('what stands at a place', () => {
  const pages = new Map([[1, page(8, { unreadable: 2, more: true })]]);

  it('is its row, a row that cannot be read, or on its way', () => {
    expect(slotAt(pages, 13, PAGE)).toEqual({ kind: 'row', row: 3 });
    expect(slotAt(pages, 18, PAGE)).toEqual({ kind: 'unreadable' });
    expect(slotAt(pages, 5, PAGE)).toEqual({ kind: 'waiting' });
    expect(slotAt(pages, 25, PAGE)).toEqual({ kind: 'waiting' });
    expect(unreadableIn(pages)).toBe(2);
  });
});
