import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { WindowPage } from '../../queries/cards.ts';
import {
  type Extent,
  learnExtent,
  type ListPage,
  pagesInSight,
  placesOf,
  type Slot,
  slotAt,
  UNKNOWN_EXTENT,
  unreadableIn,
} from './list-window.ts';

/** A list at the issuer that can be scrolled to anywhere, while only what is in sight is at hand. */
export interface ListWindow<T> {
  /** Another list, or another filter, has another key: the table goes back to its top. */
  readonly key: string;
  readonly extent: Extent;
  /** Places on the screen. */
  readonly places: number;
  readonly slotAt: (index: number) => Slot<T>;
  /** The rows that are at hand. */
  readonly inSight: readonly T[];
  /** Rows in sight or near it that could not be read. */
  readonly unreadable: number;
  /** The issuer has answered once. */
  readonly ready: boolean;
  /** Why a page in sight is not there, or is not the newest. */
  readonly error: Error | null;
  readonly retry: () => void;
  /** Tells which rows are in sight, so that theirs are asked for. */
  readonly onRange: (first: number, last: number) => void;
}

export interface WindowSight {
  readonly key: string;
  readonly pageRows: number;
  readonly extent: Extent;
  readonly pages: readonly number[];
  readonly setExtent: (extent: Extent) => void;
  readonly onRange: (first: number, last: number) => void;
}

/**
 * A finger on the scroll bar passes hundreds of pages a second, and the issuer takes about one request in a second: a
 * page is asked for once the eye has stayed so long.
 */
const SETTLES_MS = 150;

type Range = readonly [first: number, last: number];

const TOP: Range = [0, 30];

/** Which pages of a list are to be asked for. @param key of the list and its filter */
export function useSight(key: string, pageRows: number): WindowSight {
  const [range, setRange] = useState<Of<Range>>({ key, value: TOP });
  const [known, setKnown] = useState<Of<Extent>>({ key, value: UNKNOWN_EXTENT });
  const inSight = range.key === key ? range.value : TOP;
  const extent = known.key === key ? known.value : UNKNOWN_EXTENT;
  const wanted = `${pagesInSight(inSight, extent, pageRows).join(' ')}\n${key}`;
  const [settled] = useDebouncedValue(wanted, SETTLES_MS, { leading: true });
  const asked = settled.endsWith(`\n${key}`) ? settled : wanted;
  return {
    key,
    pageRows,
    extent,
    pages: asked.slice(0, asked.indexOf('\n')).split(' ').map(Number),
    setExtent: (value) => setKnown({ key, value }),
    onRange: (first, last) => {
      if (first !== inSight[0] || last !== inSight[1]) setRange({ key, value: [first, last] });
    },
  };
}

interface Of<T> {
  readonly key: string;
  readonly value: T;
}

/** @param scope of the list without its filter: within it the rows before stay until the first of the new ones come */
export function useListWindow<T>(
  sight: WindowSight,
  found: ReadonlyMap<number, WindowPage<ListPage<T>>>,
  scope: string,
): ListWindow<T> {
  const { key, pageRows, onRange } = sight;
  const pages = new Map([...found].flatMap(([page, { data }]) => (data ? [[page, data] as const] : [])));
  const extent = learnExtent(sight.extent, pages, pageRows);
  useEffect(() => {
    if (extent.rows !== sight.extent.rows || extent.exact !== sight.extent.exact) sight.setExtent(extent);
  });
  const failed = [...found.values()].filter(({ error }) => error !== null);
  const now: ListWindow<T> = {
    key,
    extent,
    places: placesOf(extent),
    slotAt: (index) => slotAt(pages, index, pageRows),
    inSight: [...pages.values()].flatMap(({ items }) => items),
    unreadable: unreadableIn(pages),
    ready: pages.size > 0 || extent !== UNKNOWN_EXTENT,
    error: failed[0]?.error ?? null,
    retry: () => failed.forEach(({ retry }) => void retry()),
    onRange,
  };
  const before = useRef<Of<ListWindow<T>> | null>(null);
  useEffect(() => {
    if (now.ready) before.current = { key: scope, value: now };
  });
  if (now.ready || now.error !== null || before.current?.key !== scope) return now;
  return { ...before.current.value, onRange };
}
