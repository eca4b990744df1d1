import { useQuery } from '@tanstack/react-query';
import { isLive } from '../../../domain/payment.ts';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** While a QR is alive main is asked again this often besides its events: a missed one must not hide PAID. */
const ASK_AGAIN_MS = 2000;

export function useCurrentPayment() {
  const client = useClient();
  return useQuery({
    queryKey: keys.currentPayment,
    queryFn: () => client.request('payment.current', {}),
    refetchInterval: ({ state }) => (state.data && isLive(state.data.state) ? ASK_AGAIN_MS : false),
    refetchIntervalInBackground: true,
  });
}
