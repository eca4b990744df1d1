import type { PaymentView } from '../../../contract/views.ts';
import { cashWanted } from '../tenders/remembered.ts';
import { useCancelPayment } from './mutations.ts';

/**
 * The customer pays in cash after all: the code is taken back, and the cash sheet opens once main has told that it is
 * gone and unpaid. Money that comes meanwhile is PAID as ever.
 */
export function useCashInstead({ attemptId, saleId }: PaymentView) {
  const cancel = useCancelPayment();
  return {
    pending: cancel.isPending,
    ask: () => {
      if (cancel.isPending) return;
      cashWanted.set(saleId);
      cancel.mutate({ attemptId }, { onError: () => cashWanted.set(null) });
    },
  };
}
