import { useEffect, useRef } from 'react';
import { variantOfKey } from './variant-keys.ts';

/**
 * A digit, wherever the focus is. The digits of a scan never come here: the scanner keeps them to itself where no
 * field has the focus.
 */
export function useDigit(count: number, onDigit: (index: number) => void): void {
  const latest = useRef(onDigit);
  useEffect(() => {
    latest.current = onDigit;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const index = event.defaultPrevented ? null : variantOfKey(event, count);
      if (index === null) return;
      event.preventDefault();
      latest.current(index);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [count]);
}
