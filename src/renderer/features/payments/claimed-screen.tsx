import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DoneScreen } from './done-screen.tsx';
import type { PaidScreenProps } from './paid-screen.tsx';

/** The sale is over, the payment is not: as plain as PAID, and not to be mistaken for it. */
export function ClaimedScreen({ payment, onSeen }: PaidScreenProps) {
  const { t } = useTranslation();
  return (
    <DoneScreen
      tone="claimed"
      icon={IconHandStop}
      title={t('payment.claimed')}
      limit={t('payment.claimedLimit')}
      when={null}
      hint={t('payment.claimedBody')}
      payment={payment}
      onSeen={onSeen}
    />
  );
}
