import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { ListWindow } from './use-list-window.ts';

interface RowKeysParts<T> {
  readonly list: ListWindow<T>;
  readonly onOpen: ((row: T) => void) | null;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scrollTo: (index: number) => void;
}

const PAGE_STEP = 8;

/** Moving through the rows by keys, and opening one. */
export function useRowKeys<T>({ list, onOpen, scroller, scrollTo }: RowKeysParts<T>) {
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    // The row that a key leads to may not exist yet: the focus follows as soon as it does.
    if (wanted.current !== null && focusRow(scroller.current, wanted.current)) wanted.current = null;
  });
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(index, list.places - 1));
    setActive(next);
    if (focusRow(scroller.current, next)) return;
    wanted.current = next;
    scrollTo(next);
  };
  const onPress = (index: number) => {
    setActive(index);
    const slot = list.slotAt(index);
    if (slot.kind === 'row') onOpen?.(slot.row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(event.key, active, list.places);
    if (step !== null) focus(step);
    else if (event.key === 'Enter') onPress(active);
    else return;
    event.preventDefault();
  };
  return { active, onPress, onKeyDown, reset: () => setActive(0) };
}

/** Where a key leads from a row; null when it is none that moves. */
export function stepOf(key: string, active: number, count: number): number | null {
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

function focusRow(within: ParentNode | null, index: number): boolean {
  const row = within?.querySelector<HTMLElement>(`[role="row"][data-index="${index}"]`);
  row?.focus();
  return row !== undefined && row !== null;
}
