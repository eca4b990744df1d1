import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** While a proof is under way main is asked again this often besides its events. */
const ASK_AGAIN_MS = 2000;

/** The proof under way, or the newest one. */
export function useProof() {
  const client = useClient();
  return useQuery({
    queryKey: keys.proof,
    queryFn: () => client.request('proof.current', {}),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_AGAIN_MS : false),
  });
}

/** The payment whose code is to be scanned. */
export function useProofPayment(attemptId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.payment(attemptId),
    queryFn: () => client.request('payment.get', { attemptId }),
  });
}
