import { useEffect } from 'react';
import type { MoneyView, SaleView, TenderView } from '../../../contract/views.ts';
import { useSale } from '../sales/queries.ts';
import { takenSale } from './remembered.ts';

/** A sale that was completed at the till, as far as the cashier still has to do with it. */
export interface Taken {
  readonly sale: SaleView;
  /** What completed it. */
  readonly last: TenderView | null;
  /** What is to be counted out; null where nothing goes back. */
  readonly change: MoneyView | null;
}

export function useTaken(saleId: string): Taken | null {
  const { data, isError } = useSale(saleId);
  useEffect(() => {
    if (isError) takenSale.set(null); // of another database: nothing to count out here
  }, [isError]);
  if (data?.sale.state !== 'completed') return null;
  const last = data.tenders.findLast((tender) => tender.returned === null) ?? null;
  return { sale: data.sale, last, change: changeOf(last) };
}

/** Zero is no change. */
export function changeOf(tender: Pick<TenderView, 'changeDue'> | null): MoneyView | null {
  const change = tender?.changeDue ?? null;
  return change !== null && change.amountMinor > 0 ? change : null;
}
