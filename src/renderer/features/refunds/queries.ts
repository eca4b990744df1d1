import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** What may be given back of a sale now. */
export function useRefundOptions(saleId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.refundOptions(saleId),
    queryFn: () => client.request('refund.options', { saleId }),
  });
}
