import { useEffect, useRef } from 'react';

type Take = (code: string) => void;

/** Newest last: a dialog over another one is asked first. */
const targets: Take[] = [];

/**
 * Offers a scan to whoever waits for one, before it goes to the sale.
 * @param code what was read, as it is printed
 * @returns whether somebody has taken it
 */
export function offerScan(code: string): boolean {
  const take = targets.at(-1);
  take?.(code);
  return take !== undefined;
}

/** Takes scans while there is a handler; null takes none. */
export function useScanTarget(handler: Take | null): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const waits = handler !== null;
  useEffect(() => {
    if (!waits) return;
    const take: Take = (code) => latest.current?.(code);
    targets.push(take);
    return () => void targets.splice(targets.indexOf(take), 1);
  }, [waits]);
}
