import { useState } from 'react';
import type { SaleView } from '../../../contract/views.ts';
import { takenSale, useRemembered } from '../tenders/remembered.ts';

/** Where the change of the last sale is told: over the counter, or in a strip once the next sale is begun. */
export interface TakenPlace {
  readonly screen: string | null;
  readonly strip: string | null;
  readonly seen: () => void;
  /** The next sale is about to begin. */
  readonly setAside: () => void;
}

export function useTakenPlace(sale: SaleView | null): TakenPlace {
  const taken = useRemembered(takenSale);
  const [aside, setAside] = useState<string | null>(null);
  const begun = sale !== null && sale.lines.length > 0;
  const inStrip = taken !== null && (begun || aside === taken);
  return {
    screen: inStrip ? null : taken,
    strip: inStrip ? taken : null,
    seen: () => takenSale.set(null),
    setAside: () => setAside(taken),
  };
}
