import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { agoWords } from '../../i18n/formats.ts';
import { useConnection } from '../connection/queries.ts';
import { SparesLeft } from './spares-left.tsx';
import { isStale } from './freshness.ts';
import classes from './payment-screen.module.css';

export interface PaymentFreshnessProps {
  readonly payment: PaymentView;
  readonly nowMs: number;
}

/** How old the screen's knowledge is: red once it is too old to act on. */
export function PaymentFreshness({ payment, nowMs }: PaymentFreshnessProps) {
  const { t } = useTranslation();
  const state = useConnection().data?.state;
  const signedOut = state === 'sign_in_needed';
  // That nobody answers is why a spare code was taken: no news, and no alarm.
  if (payment.origin === 'spare' && (state === 'unreachable' || payment.checkFailing)) return <SparesLeft />;
  const ago = agoWords(t, payment.checkedAt, nowMs);
  if (signedOut || isStale(payment, nowMs)) {
    return (
      <span className={classes['fresh']} data-stale="true" role="status">
        <span>{t(signedOut ? 'payment.checkSignIn' : 'payment.checkFailing')}</span>
        <span>{t('payment.checkFailingSince', { ago })}</span>
      </span>
    );
  }
  return (
    <span className={classes['fresh']}>
      {payment.checkedAt === null ? t('payment.notChecked') : t('payment.checked', { ago })}
    </span>
  );
}
