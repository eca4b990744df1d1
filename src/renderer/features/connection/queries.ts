import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

export function useConnection() {
  const client = useClient();
  return useQuery({ queryKey: keys.connection, queryFn: () => client.request('connection.get', {}) });
}
