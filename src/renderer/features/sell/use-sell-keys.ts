import type { RefObject } from 'react';
import { isTypingTarget, useShortcuts } from '../../components/use-shortcuts.ts';

export interface SellKeys {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onCharge: () => void;
  readonly onClear: () => void;
}

/**
 * The counter's keys: F9 or Ctrl+Enter charge; `/`, Ctrl+K and F2 search; and whatever is typed while no field
 * has the focus goes to the search, so that a scan works wherever the last tap was.
 */
export function useSellKeys({ search, onCharge, onClear }: SellKeys): void {
  useShortcuts((event) => {
    switch (sellKey(event, isTypingTarget(event.target))) {
      case 'charge':
        event.preventDefault();
        if (!event.repeat) onCharge();
        return;
      case 'search':
        event.preventDefault();
        search.current?.focus();
        search.current?.select();
        return;
      case 'type':
        search.current?.focus(); // before the character arrives, so that it lands there
        return;
      case 'clear':
        onClear();
        return;
      case null:
        return;
    }
  });
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key means at the counter. By `code` where a letter is meant: layouts differ. */
export function sellKey(event: Pressed, typing: boolean): 'charge' | 'search' | 'type' | 'clear' | null {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'F9' || (command && event.key === 'Enter')) return 'charge';
  if (event.key === 'F2' || (command && event.code === 'KeyK')) return 'search';
  if (typing || command || event.altKey) return null;
  if (event.key === '/') return 'search';
  if (event.key === 'Escape') return 'clear';
  return event.key.length === 1 && event.key !== ' ' ? 'type' : null;
}
