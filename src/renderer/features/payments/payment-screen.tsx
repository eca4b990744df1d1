import type { PaymentView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { ClaimedScreen } from './claimed-screen.tsx';
import { EndedPayment } from './ended-payment.tsx';
import { LivePayment } from './live-payment.tsx';
import { PaidScreen } from './paid-screen.tsx';
import classes from './payment-screen.module.css';
import { coversAll, isFreshClaim, isPaid } from './stage.ts';
import { Tray } from './tray.tsx';
import type { Stage } from './use-stage.ts';

export interface PaymentScreenProps {
  readonly payment: PaymentView;
  readonly stage: Stage;
  readonly onSettings: () => void;
}

/** The payment before the cashier takes the place of the counter, with the waiting sales at its foot. */
export function PaymentScreen({ payment, stage, onSettings }: PaymentScreenProps) {
  const covers = coversAll(payment, stage.news);
  return (
    <div className={classes['screen']} data-testid="payment-state" data-state={payment.state}>
      <div className={classes['view']}>{view({ payment, stage, onSettings })}</div>
      {covers ? null : (
        <Tray form="row" shownSaleId={payment.saleId} onOpen={stage.openFromTray} onTakenUp={stage.leave} />
      )}
    </div>
  );
}

function view({ payment, stage, onSettings }: PaymentScreenProps) {
  const { attemptId } = payment;
  if (isPaid(payment)) return <PaidScreen key={attemptId} payment={payment} onSeen={stage.forget} />;
  if (isFreshClaim(payment, stage.news)) {
    return <ClaimedScreen key={attemptId} payment={payment} onSeen={stage.forget} />;
  }
  if (isLive(payment.state)) {
    return <LivePayment key={attemptId} payment={payment} stage={stage} onSettings={onSettings} />;
  }
  return <EndedPayment key={attemptId} payment={payment} stage={stage} />;
}
