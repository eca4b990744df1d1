import { type RefObject, useEffect, useRef, useState } from 'react';

export interface RowFocusParts {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly scrollTo: (index: number) => void;
}

const PAGE_STEP = 8;

/** Which row of a long table has the focus. One that keys lead to is scrolled to, and takes it as soon as it is there. */
export function useRowFocus({ scroller, count, scrollTo }: RowFocusParts) {
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    // The row that a key leads to may not exist yet: the focus follows as soon as it does.
    if (wanted.current !== null && focusRow(scroller.current, wanted.current)) wanted.current = null;
  });
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(index, count - 1));
    setActive(next);
    if (focusRow(scroller.current, next)) return;
    wanted.current = next;
    scrollTo(next);
  };
  return { active, setActive, focus };
}

/** Where a key leads from a row; null when it is none that moves. */
export function rowAfter(key: string, active: number, count: number): number | null {
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
