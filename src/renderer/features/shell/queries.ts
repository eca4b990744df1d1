import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

export function useStatus() {
  const client = useClient();
  return useQuery({ queryKey: keys.status, queryFn: () => client.request('app.status', {}) });
}

/** The currency of this register, known from the first run on. */
export function useCurrency() {
  return useStatus().data?.currency ?? null;
}
