import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

export function useAttention() {
  const client = useClient();
  return useQuery({ queryKey: keys.attention, queryFn: () => client.request('attention.list', {}) });
}
