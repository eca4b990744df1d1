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

/** Which payment screen is meant: the sale, and the attempt that was last known to be its newest, if any was. */
export interface PaymentRef {
  readonly saleId: string;
  readonly attemptId: string | null;
}

/** The newest payment of a sale that is not the one `payment.current` tells: a replaced code is followed. */
export function usePaymentOfSale(ref: PaymentRef | null) {
  const client = useClient();
  const saleId = ref?.saleId ?? '';
  const sale = useQuery({
    queryKey: keys.sale(saleId),
    queryFn: () => client.request('sale.get', { saleId }),
    enabled: ref !== null,
  });
  const attemptId = newestAttempt(sale.data?.attempts, ref?.attemptId ?? null) ?? '';
  return useQuery({
    queryKey: keys.payment(attemptId),
    queryFn: () => client.request('payment.get', { attemptId }),
    enabled: attemptId !== '',
    refetchInterval: ({ state }) => (state.data && isLive(state.data.state) ? ASK_AGAIN_MS : false),
    refetchIntervalInBackground: true,
  });
}

/** The last attempt of the list; the known one while the list is still older than it. */
export function newestAttempt(
  attempts: readonly { readonly id: string }[] | undefined,
  known: string | null,
): string | null {
  const isOlder = known !== null && !attempts?.some(({ id }) => id === known);
  return isOlder ? known : (attempts?.at(-1)?.id ?? known);
}

/** Behind the counter's back things may change without an event of their own: the clock, for one. */
const TRAY_ASK_AGAIN_MS = 10_000;

/** The sales that are not in front, oldest first. */
export function useTray() {
  const client = useClient();
  return useQuery({
    queryKey: keys.tray,
    queryFn: () => client.request('payment.tray', {}),
    refetchInterval: ({ state }) => (state.data?.items.length ? TRAY_ASK_AGAIN_MS : false),
  });
}

/** How the next code will be made, and what is known of it. */
export function usePaymentOptions() {
  const client = useClient();
  return useQuery({
    queryKey: keys.paymentOptions,
    queryFn: () => client.request('payment.options', {}),
  });
}

/** How the provider has been doing over the newest attempts. */
export function usePulse() {
  const client = useClient();
  return useQuery({ queryKey: keys.pulse, queryFn: () => client.request('payment.pulse', {}) });
}
