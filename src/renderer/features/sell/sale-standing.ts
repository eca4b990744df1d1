import type { SaleView } from '../../../contract/views.ts';

/** Whether lines, prices and notes may change now: not under a live code, not under money that was taken. */
export function mayChange(sale: SaleView | null): sale is SaleView {
  return sale !== null && sale.lines.length > 0 && !sale.frozen && sale.tenders.length === 0;
}

/** Whether something is left that can be asked for: nothing is charged for nothing. */
export function mayCharge(sale: SaleView | null): sale is SaleView {
  return sale !== null && sale.lines.length > 0 && sale.remaining.amountMinor > 0;
}

/** Whether it can be completed at the counter, be it for nothing after a discount of all. */
export function mayTake(sale: SaleView | null): sale is SaleView {
  return sale !== null && sale.lines.length > 0 && !sale.frozen && sale.remaining.amountMinor >= 0;
}
