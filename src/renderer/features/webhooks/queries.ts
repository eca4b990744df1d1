import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** Counts change without an event: they are asked for while somebody looks. */
const EVERY_MS = 5000;

export function useWebhook() {
  const client = useClient();
  return useQuery({
    queryKey: keys.webhook,
    queryFn: () => client.request('webhook.get', {}),
    refetchInterval: EVERY_MS,
    retry: false,
  });
}
