import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import type { ProductTileView } from '../../../contract/views.ts';
import { rowAfter, useRowFocus } from '../../components/use-row-focus.ts';
import type { ProductTableProps } from './product-table.tsx';

interface TableKeysParts
  extends Pick<ProductTableProps, 'found' | 'selection' | 'onOpen' | 'onTick' | 'onTickMany'> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scrollTo: (index: number) => void;
}

/** Moving through the rows by keys, ticking them, and ticking from the last one to this one with Shift. */
export function useTableKeys(parts: TableKeysParts) {
  const { found, selection, scroller, scrollTo } = parts;
  const { active, setActive, focus } = useRowFocus({ scroller, count: found.rowCount, scrollTo });
  const anchor = useRef<number | null>(null);
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });

  const onOpen = useCallback(
    (product: ProductTileView, index: number) => {
      setActive(index);
      latest.current.onOpen(product);
    },
    [setActive],
  );
  const onTick = useCallback(
    (product: ProductTileView, index: number, range: boolean) => {
      const { found: rows, onTick: tick, onTickMany } = latest.current;
      const from = anchor.current;
      anchor.current = index;
      setActive(index);
      if (range && from !== null) onTickMany(rowsBetween(rows.rowAt, from, index));
      else tick(product);
    },
    [setActive],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = rowAfter(event.key, active, found.rowCount);
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
