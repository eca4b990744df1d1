import { useEffect, useRef, useState } from 'react';
import type { SaleView } from '../../../contract/views.ts';

const MARK_MS = 900;

/** The line that has just been added or raised, for a moment: the eye finds what the finger did. */
export function useMarkedLine(sale: SaleView | null): string | null {
  const before = useRef<SaleView | null>(sale);
  const [marked, setMarked] = useState<string | null>(null);
  useEffect(() => {
    const raised = raisedLine(before.current, sale);
    before.current = sale;
    if (raised === null) return;
    setMarked(raised);
    const timer = setTimeout(() => setMarked(null), MARK_MS);
    return () => clearTimeout(timer);
  }, [sale]);
  return marked;
}

/** The last line that is new or has more than before; null when nothing was added. */
export function raisedLine(before: SaleView | null, after: SaleView | null): string | null {
  if (before === null && (after?.lines.length ?? 0) > 1) return null; // the sale has just been loaded
  const had = new Map(
    before?.id === after?.id ? before?.lines.map((line) => [line.id, line.quantityThousandths]) : [],
  );
  const raised = after?.lines.findLast((line) => line.quantityThousandths > (had.get(line.id) ?? 0));
  return raised?.id ?? null;
}
