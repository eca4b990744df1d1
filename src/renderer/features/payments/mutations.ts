import type { QueryClient } from '@tanstack/react-query';
import type { PaymentView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

export function useStartPayment() {
  return useCommand('payment.start', { onReply: writePayment });
}

export function useCheckPayment() {
  return useCommand('payment.check', { onReply: writePayment });
}

export function useCancelPayment() {
  return useCommand('payment.cancel', { onReply: writePayment });
}

export function useAcknowledgePayment() {
  return useCommand('payment.acknowledge', {
    onReply: async (cache) => {
      await cache.cancelQueries({ queryKey: keys.currentPayment });
      cache.setQueryData(keys.currentPayment, null);
      await Promise.all(
        [keys.currentPayment, keys.currentSale].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
    },
  });
}

export function useCopyLink() {
  return useCommand('payment.copyLink');
}

async function writePayment(cache: QueryClient, payment: PaymentView): Promise<void> {
  await cache.cancelQueries({ queryKey: keys.currentPayment });
  cache.setQueryData(keys.currentPayment, payment);
}
