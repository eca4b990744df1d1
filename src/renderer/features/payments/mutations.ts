import type { QueryClient } from '@tanstack/react-query';
import type { PaymentView, SaleView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
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
  return useCommand('payment.handOver', {
    onReply: async (cache, payment) => {
      await writePayment(cache, payment);
      await Promise.all(
        [keys.currentPayment, keys.currentSale, keys.tray].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
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
