import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PaymentView, SaleView } from '../../../contract/views.ts';
import { useClient } from '../../client/client-context.tsx';
import { RequestError } from '../../client/request-error.ts';
import { useCommand } from '../../client/use-command.ts';
import { useErrorNotice } from '../../components/notices.tsx';
import { keys } from '../../queries/keys.ts';
import { isNews } from './stage.ts';

export function useStartPayment() {
  return useCommand('payment.start', { onReply: writePayment });
}

export function useExtendPayment() {
  return useCommand('payment.extend', { onReply: writePayment });
}

export function useReplacePayment() {
  return useCommand('payment.replace', { onReply: writePayment });
}

export function useCancelPayment() {
  return useCommand('payment.cancel', { onReply: writePayment });
}

export function useAskPayment() {
  return useCommand('payment.ask', { onReply: (cache, { payment }) => writePayment(cache, payment) });
}

/** Completes the sale on the customer's word: what stands in front now is main's to say. */
export function useHandOver() {
  return useCommand('payment.handOver', { onReply: handedOver });
}

/** The same on a spare code. Above the limit it is said where a manager can decide it, and not in a notice. */
export function useHandOverSpare() {
  const client = useClient();
  const cache = useQueryClient();
  const say = useErrorNotice();
  return useMutation<PaymentView, Error, { readonly attemptId: string }>({
    mutationFn: (input) => client.request('payment.handOverSpare', input),
    onSuccess: (payment) => handedOver(cache, payment),
    onError: (error) => {
      if (!(error instanceof RequestError) || error.code !== 'OFFLINE_LIMIT') say(error);
    },
  });
}

async function handedOver(cache: QueryClient, payment: PaymentView): Promise<void> {
  await writePayment(cache, payment);
  await Promise.all(
    [keys.currentPayment, keys.currentSale, keys.tray].map((queryKey) =>
      cache.invalidateQueries({ queryKey }),
    ),
  );
}

/** The link may be paid for a day: its sale waits in the tray with that time. */
export function useKeepForDay() {
  return useCommand('payment.keepForDay', {
    onReply: async (cache, payment) => {
      await writePayment(cache, payment);
      await cache.invalidateQueries({ queryKey: keys.tray });
    },
  });
}

export function useAcknowledgePayment() {
  return useCommand('payment.acknowledge', {
    onReply: async (cache, _reply, { attemptId }) => {
      await cache.cancelQueries({ queryKey: keys.currentPayment });
      cache.setQueryData<PaymentView | null>(keys.currentPayment, (before) =>
        before?.attemptId === attemptId ? null : before,
      );
      await Promise.all(
        [keys.currentPayment, keys.currentSale, keys.tray].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}

export function useCopyLink() {
  return useCommand('payment.copyLink');
}

export function useSupportText() {
  return useCommand('payment.supportText');
}

/** Brings a sale of the tray to the front. */
export function useTakeUp() {
  return useCommand('sale.takeUp', {
    onReply: async (cache, sale) => {
      await cache.cancelQueries({ queryKey: keys.currentSale });
      cache.setQueryData<SaleView | null>(keys.currentSale, sale.state === 'open' ? sale : null);
      await Promise.all(
        [keys.currentPayment, keys.tray].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
    },
  });
}

async function writePayment(cache: QueryClient, payment: PaymentView): Promise<void> {
  const mine = keys.payment(payment.attemptId);
  await Promise.all([keys.currentPayment, mine].map((queryKey) => cache.cancelQueries({ queryKey })));
  cache.setQueryData(mine, payment);
  const sale = cache.getQueryData<SaleView | null>(keys.currentSale);
  cache.setQueryData<PaymentView | null>(keys.currentPayment, (before) =>
    standsInFront(payment, before ?? null, sale?.id) ? payment : before,
  );
}

/** Whether a reply is about the payment in front: one of the tray, or one behind an unseen PAID, is not. */
export function standsInFront(
  payment: PaymentView,
  before: PaymentView | null,
  saleInFront: string | undefined,
): boolean {
  if (before === null) return payment.saleId === saleInFront;
  return !isNews(before) && before.saleId === payment.saleId;
}
