import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

export function useTaxes() {
  const client = useClient();
  return useQuery({ queryKey: keys.taxes, queryFn: () => client.request('tax.get', {}) });
}
