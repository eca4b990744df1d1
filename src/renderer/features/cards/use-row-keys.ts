import type { KeyboardEvent, RefObject } from 'react';
import { rowAfter, useRowFocus } from '../../components/use-row-focus.ts';
import type { ListWindow } from './use-list-window.ts';

interface RowKeysParts<T> {
  readonly list: ListWindow<T>;
  readonly onOpen: ((row: T) => void) | null;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scrollTo: (index: number) => void;
}

/** Moving through the rows by keys, and opening one. */
export function useRowKeys<T>({ list, onOpen, scroller, scrollTo }: RowKeysParts<T>) {
  const { active, setActive, focus } = useRowFocus({ scroller, count: list.places, scrollTo });
  const onPress = (index: number) => {
    setActive(index);
    const slot = list.slotAt(index);
    if (slot.kind === 'row') onOpen?.(slot.row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = rowAfter(event.key, active, list.places);
    if (step !== null) focus(step);
    else if (event.key === 'Enter') onPress(active);
    else return;
    event.preventDefault();
  };
  return { active, onPress, onKeyDown, reset: () => setActive(0) };
}
