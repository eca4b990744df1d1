import type { PaymentView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { EndedPayment } from './ended-payment.tsx';
import { LivePayment } from './live-payment.tsx';
import classes from './payment-screen.module.css';
import { PaidScreen } from './paid-screen.tsx';

export interface PaymentScreenProps {
  readonly payment: PaymentView;
}

/** The payment in front of the cashier takes the place of the counter until it has been acknowledged. */
export function PaymentScreen({ payment }: PaymentScreenProps) {
  return (
    <div className={classes['screen']} data-testid="payment-state" data-state={payment.state}>
      {view(payment)}
    </div>
  );
}

function view(payment: PaymentView) {
  if (payment.state === 'paid' || payment.state === 'late_paid') return <PaidScreen payment={payment} />;
  if (isLive(payment.state)) return <LivePayment key={payment.attemptId} payment={payment} />;
  return <EndedPayment payment={payment} />;
}
