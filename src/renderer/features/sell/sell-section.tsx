import { PaymentScreen } from '../payments/payment-screen.tsx';
import { useCurrentPayment } from '../payments/queries.ts';
import { useCancelledNotice } from '../payments/use-cancelled-notice.ts';
import type { Stage } from '../payments/use-stage.ts';
import { useCurrentSale } from '../sales/queries.ts';
import { SellScreen } from './sell-screen.tsx';

export interface SellSectionProps {
  readonly stage: Stage;
  readonly onSettings: () => void;
  /** Where a shift is opened. */
  readonly onShift: () => void;
}

/** The counter, or the payment that stands before the cashier. */
export function SellSection({ stage, onSettings, onShift }: SellSectionProps) {
  useCancelledNotice(useCurrentPayment().data, useCurrentSale().data);
  if (stage.payment === undefined) return null;
  if (stage.payment === null) return <SellScreen stage={stage} onShift={onShift} />;
  return <PaymentScreen payment={stage.payment} stage={stage} onSettings={onSettings} />;
}
