import type { MoneyView, PaymentView } from '../../../contract/views.ts';
import { useSale } from '../sales/queries.ts';

/** What is left of a sale of which this payment has paid a part; null where it was all, or settled nothing. */
export function usePartLeft(payment: PaymentView): MoneyView | null {
  const detail = useSale(payment.saleId).data;
  if (payment.receiptNumber !== null || detail?.sale.state !== 'open') return null;
  // The tender says that main counts this payment already: before, the whole sale would seem to be left.
  const counted = detail.tenders.some(
    ({ attemptId, returned }) => attemptId === payment.attemptId && returned === null,
  );
  return counted ? detail.sale.remaining : null;
}
