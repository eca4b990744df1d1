import { useEffect, useRef } from 'react';
import type { SaleView } from '../../../contract/views.ts';

type Ask = (sale: SaleView, lineId: string) => void;

const asked: Ask[] = [];

/**
 * A product by weight was scanned without one: how much of it is to be said now.
 * @returns whether a screen is there that asks
 */
export function askScannedWeight(sale: SaleView, lineId: string): boolean {
  const ask = asked.at(-1);
  ask?.(sale, lineId);
  return ask !== undefined;
}

/** The counter asks for the weight while it is on the screen. */
export function useScannedWeight(onWeighed: Ask): void {
  const latest = useRef(onWeighed);
  useEffect(() => {
    latest.current = onWeighed;
  });
  useEffect(() => {
    const ask: Ask = (sale, lineId) => latest.current(sale, lineId);
    asked.push(ask);
    return () => void asked.splice(asked.indexOf(ask), 1);
  }, []);
}
