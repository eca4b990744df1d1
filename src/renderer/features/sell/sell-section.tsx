import { PaymentScreen } from '../payments/payment-screen.tsx';
import { useCurrentPayment } from '../payments/queries.ts';
import { useCancelledNotice } from '../payments/use-cancelled-notice.ts';
import { useCurrentSale } from '../sales/queries.ts';
import { SellScreen } from './sell-screen.tsx';

/** The counter, or the payment that stands in front of the cashier. */
export function SellSection() {
  const payment = useCurrentPayment();
  useCancelledNotice(payment.data, useCurrentSale().data);
  if (payment.data === undefined && !payment.isError) return null;
  return payment.data ? <PaymentScreen payment={payment.data} /> : <SellScreen />;
}
