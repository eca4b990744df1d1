import type { PaymentView } from '../../../contract/views.ts';
import { narrowedTo } from './method-words.ts';
import { useReplacePayment } from './mutations.ts';
import { usePaymentOptions } from './queries.ts';

/** Another code for the same sale, narrowed to the same methods; the old one is taken back first. */
export function useNewCode(payment: PaymentView) {
  const replace = useReplacePayment();
  const offered = usePaymentOptions().data?.methods;
  const make = () => {
    const only = narrowedTo(payment.methods, offered);
    replace.mutate({ attemptId: payment.attemptId, methods: only === null ? null : [...only] });
  };
  return { make, isPending: replace.isPending };
}
