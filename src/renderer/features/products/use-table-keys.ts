import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { ProductTileView } from '../../../contract/views.ts';
import type { ProductTableProps } from './product-table.tsx';

interface TableKeysParts
  extends Pick<ProductTableProps, 'found' | 'selection' | 'onOpen' | 'onTick' | 'onTickMany'> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scrollTo: (index: number) => void;
}

const PAGE_STEP = 8;

/** Moving through the rows by keys, ticking them, and ticking from the last one to this one with Shift. */
export function useTableKeys(parts: TableKeysParts) {
  const { found, selection, scroller, scrollTo } = parts;
  const [active, setActive] = useState(0);
  const anchor = useRef<number | null>(null);
  const wanted = useRef<number | null>(null);
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
    // The row that a key leads to may not exist yet: the focus follows as soon as it does.
    if (wanted.current !== null && focusRow(scroller.current, wanted.current)) wanted.current = null;
  });

  const focus = (index: number) => {
    const next = Math.max(0, Math.min(index, found.rowCount - 1));
    setActive(next);
    if (focusRow(scroller.current, next)) return;
    wanted.current = next;
    scrollTo(next);
  };
  const onOpen = useCallback((product: ProductTileView, index: number) => {
    setActive(index);
    latest.current.onOpen(product);
  }, []);
  const onTick = useCallback((product: ProductTileView, index: number, range: boolean) => {
    const { found: rows, onTick: tick, onTickMany } = latest.current;
    const from = anchor.current;
    anchor.current = index;
    setActive(index);
    if (range && from !== null) onTickMany(rowsBetween(rows.rowAt, from, index));
    else tick(product);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(event.key, active, found.rowCount);
    const product = found.rowAt(active);
    if (step !== null) focus(step);
    else if (event.key === 'Enter' && product && !isTick(event.target)) onOpen(product, active);
    else if (event.key === ' ' && product && selection !== null && !isTick(event.target))
      onTick(product, active, event.shiftKey);
    else return;
    event.preventDefault();
  };
  const reset = () => {
    setActive(0);
    anchor.current = null;
  };
  return { active, focus, reset, onOpen, onTick, onKeyDown };
}

/** Where a key leads from a row; null when it is none that moves. */
function stepOf(key: string, active: number, count: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return active - 1;
    case 'ArrowDown':
      return active + 1;
    case 'PageUp':
      return active - PAGE_STEP;
    case 'PageDown':
      return active + PAGE_STEP;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function rowsBetween(rowAt: (index: number) => ProductTileView | null, a: number, b: number) {
  const [from, to] = a < b ? [a, b] : [b, a];
  return Array.from({ length: to - from + 1 }, (_, offset) => rowAt(from + offset)).filter(
    (row) => row !== null,
  );
}

/** A tick answers the space bar by itself. */
function isTick(target: EventTarget): boolean {
  return target instanceof HTMLInputElement;
}

function focusRow(within: ParentNode | null, index: number): boolean {
  const row = within?.querySelector<HTMLElement>(`[role="row"][data-index="${index}"]`);
  row?.focus();
  return row !== undefined && row !== null;
}
