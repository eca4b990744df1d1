import type { Discount } from '../../domain/discount.ts';
import { type Sale, saleTotal } from '../../domain/sale.ts';
import { lineTotal } from '../../domain/sale-line.ts';
import type { JournalEntry } from '../journal/journal-service.ts';

/** A discount as the journal has it. */
export function discountFacts(discount: Discount | null): JournalEntry['payload'] {
  if (discount === null) return { discount: null };
  return discount.kind === 'percent'
    ? { discount: discount.kind, value: discount.basisPoints }
    : { discount: discount.kind, value: discount.amountMinor };
}

/**
 * What the journal says where an undo brings back other discounts or prices than a sale has now (AUD-1). A line that
 * comes back itself brings what it had: nobody gives that anew.
 */
export function givenAgain(present: Sale, restored: Sale): readonly JournalEntry[] {
  const discounted = (line: string | null, discount: Discount | null): JournalEntry => ({
    kind: 'sale.discounted',
    subjectId: present.id,
    payload: { line, ...discountFacts(discount) },
  });
  const ofLines = restored.lines.flatMap((line): JournalEntry[] => {
    const now = present.lines.find(({ id }) => id === line.id);
    if (!now) return [];
    const amount = line.catalogueAmount === null ? null : line.unitAmount.amountMinor;
    const payload = { line: line.id, amount };
    return [
      ...(isSame(now.discount, line.discount) ? [] : [discounted(line.id, line.discount)]),
      ...(isSame(now.unitAmount, line.unitAmount)
        ? []
        : [{ kind: 'sale.price_changed' as const, subjectId: present.id, payload }]),
    ];
  });
  return isSame(present.discount, restored.discount)
    ? ofLines
    : [discounted(null, restored.discount), ...ofLines];
}

export function isCheaper(sale: Sale, than: Sale): boolean {
  return saleTotal(sale).amountMinor < saleTotal(than).amountMinor;
}

/** Both come from our own rows and snapshots, with their fields in one order or the other. */
function isSame(one: object | null, other: object | null): boolean {
  const facts = (value: object | null): string => JSON.stringify(Object.entries(value ?? {}).toSorted());
  return (one === null) === (other === null) && facts(one) === facts(other);
}

/** What the journal says of lines that are taken off a sale: a void of a line leaves nothing else behind (AUD-1). */
export function linesRemoved(before: Sale, after: Sale): readonly JournalEntry[] {
  const kept = new Set(after.lines.map(({ id }) => id));
  return before.lines
    .filter(({ id }) => !kept.has(id))
    .map((line) => ({
      kind: 'sale.line_removed' as const,
      subjectId: before.id,
      payload: {
        line: line.id,
        product: line.productId,
        quantity: line.quantityThousandths,
        amount: lineTotal(line).amountMinor,
      },
    }));
}
