import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSale } from '../sales/queries.ts';
import { DoneScreen } from './done-screen.tsx';
import { usePartLeft } from './use-part-left.ts';

export interface PaidScreenProps {
  readonly payment: PaymentView;
  readonly onSeen: (payment: PaymentView) => void;
}

/** PAID stays until somebody has seen it: a cashier who looked away must not miss it. */
export function PaidScreen({ payment, onSeen }: PaidScreenProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const claim = useSale(payment.saleId).data?.tenders.find(
    ({ attemptId }) => attemptId === payment.attemptId,
  )?.claim;
  const paidAt = claim?.at ?? payment.paidAt;
  const left = usePartLeft(payment);
  const late = payment.state === 'late_paid' ? t('payment.latePaidHint') : null;
  return (
    <DoneScreen
      tone="paid"
      icon={IconCircleCheckFilled}
      title={t('payment.paid')}
      limit={left ? t('payment.paidPart', { amount: formatAmount(left, language) }) : undefined}
      goesOn={left !== null}
      when={paidAt === null ? null : t('payment.paidAt', { time: formatTimeWithSeconds(paidAt, language) })}
      hint={claim ? t('payment.claimedPaid') : late}
      payment={payment}
      onSeen={onSeen}
    />
  );
}
