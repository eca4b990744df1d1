import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** How the rest of a sale may be paid; asked for afresh when a sheet opens: a shift may have been opened meanwhile. */
export function useTenderOptions(saleId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.tenderOptions(saleId),
    queryFn: () => client.request('tender.options', { saleId }),
    refetchOnMount: 'always',
  });
}
