import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './payment-screen.module.css';
import { useSpareStanding } from './use-spare-standing.ts';

/** Selling without a network, calmly: what happens with this payment, and how many more can be sold. */
export function SparesLeft() {
  const { t } = useTranslation();
  const { ready } = useSpareStanding();
  return (
    <div className={classes['offline']} data-testid="offline-note">
      <IconCloudOff size={22} aria-hidden />
      <p>
        {t('payment.spare.offline')}{' '}
        <b>{ready === 0 ? t('payment.spare.leftNone') : t('payment.spare.left', { count: ready })}</b>
      </p>
    </div>
  );
}
