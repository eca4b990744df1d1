import type { QueryClient } from '@tanstack/react-query';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';
import { writeRefund } from '../refunds/mutations.ts';

export function useAttach() {
  return useCommand('attention.attach', { onReply: askAnew });
}

export function useDismiss() {
  return useCommand('attention.dismiss', { onReply: askAnew });
}

export function useRefundAttention() {
  return useCommand('attention.refund', {
    onReply: async (cache, refund) => {
      await writeRefund(cache, refund);
      await askAnew(cache);
    },
  });
}

/** The item has moved from one list to the other; the rail's count comes with the status. */
async function askAnew(cache: QueryClient): Promise<void> {
  await Promise.all([keys.attention, keys.status].map((queryKey) => cache.invalidateQueries({ queryKey })));
}
