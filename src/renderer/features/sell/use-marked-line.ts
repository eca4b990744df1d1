import { useEffect, useState } from 'react';
import type { SaleView } from '../../../contract/views.ts';

const MARK_MS = 900;

/** What was seen last; each mark is an object of its own, so that the same line can be marked anew. */
interface Seen {
  readonly sale: SaleView | null;
  readonly mark: { readonly lineId: string } | null;
}

/** The line that has just been added or raised, for a moment: the eye finds what the finger did. */
export function useMarkedLine(sale: SaleView | null): string | null {
  const [{ sale: before, mark }, setSeen] = useState<Seen>({ sale, mark: null });
  // While drawing, not afterwards: the line is marked when it is first seen, and all of them are drawn once.
  if (before !== sale) {
    const lineId = raisedLine(before, sale);
    setSeen({ sale, mark: lineId === null ? mark : { lineId } });
  }
  useEffect(() => {
    if (mark === null) return;
    const unmark = () => setSeen((seen) => (seen.mark === mark ? { ...seen, mark: null } : seen));
    const timer = setTimeout(unmark, MARK_MS);
    return () => clearTimeout(timer);
  }, [mark]);
  return mark?.lineId ?? null;
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
