import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function for as long as the component stands, doing what the newest one would: who is handed it need not
 * be drawn again because of it. For what a person does, not for use while drawing.
 */
export function useSteady<A extends readonly unknown[], R>(act: (...given: A) => R): (...given: A) => R {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...given: A) => latest.current(...given), []);
}
