import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

export function useAttention(resolved: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: keys.attentionList(resolved),
    queryFn: () => client.request('attention.list', { resolved }),
  });
}

/** The sales that this money may be for. */
export function useAttachTargets(attentionId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.attentionTargets(attentionId),
    queryFn: () => client.request('attention.targets', { attentionId }),
  });
}
