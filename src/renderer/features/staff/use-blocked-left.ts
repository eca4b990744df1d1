import { useEffect, useState } from 'react';
import type { Person } from './pin-panel.tsx';

const TICK_MS = 500;

/**
 * Milliseconds for which no try is taken any more, counted down from what main said last. Only shown by: main itself
 * counts on its own clock.
 */
export function useBlockedLeft(person: Person): number {
  const [left, setLeft] = useState(person.blockedMs);
  useEffect(() => {
    const until = performance.now() + person.blockedMs;
    setLeft(person.blockedMs);
    if (person.blockedMs === 0) return;
    const timer = setInterval(() => setLeft(Math.max(0, until - performance.now())), TICK_MS);
    return () => clearInterval(timer);
  }, [person]);
  return left;
}
