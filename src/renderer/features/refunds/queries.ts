import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** What may be given back of a sale now. @param tenderId null: of the first tender that has money left */
export function useRefundOptions(saleId: string, tenderId: string | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.refundOptions(saleId, tenderId),
    queryFn: () => client.request('refund.options', { saleId, tenderId }),
    // While another tender is looked up the form stays where it is.
    placeholderData: keepPreviousData,
  });
}
