import { IconCircleCheckFilled, IconHandStop, IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAcknowledgePayment } from './mutations.ts';
import classes from './paid-banner.module.css';
import { endedWords } from './payment-words.ts';
import { isPaid } from './stage.ts';
import { usePartLeft } from './use-part-left.ts';

export interface PaidBannerProps {
  readonly payment: PaymentView;
  readonly onSeen: (payment: PaymentView) => void;
}

/** Acknowledges from anywhere, a dialog included: what is being typed goes on untouched. */
const KEY = 'F8';

/**
 * PAID for a cashier who is busy with somebody else: the whole status bar, above dialogs too, until it is
 * acknowledged; nothing below it moves, and no key but its own takes it away.
 */
export function PaidBanner({ payment, onSeen }: PaidBannerProps) {
  const { t } = useTranslation();
  const acknowledge = useAcknowledgePayment();
  const seen = () => {
    if (acknowledge.isPending) return;
    acknowledge.mutate(
      { attemptId: payment.attemptId, seen: payment.state },
      { onSuccess: () => onSeen(payment) },
    );
  };
  useKey(KEY, seen);
  const { tone, title, icon: Picture } = useBannerWords(payment);
  const left = usePartLeft(payment);
  const language = useLanguage();
  const { callNumber: number, receiptNumber } = payment;
  return (
    <div className={classes['banner']} data-tone={tone} data-testid="paid-banner" role="alert">
      <Picture size={30} aria-hidden className={classes['icon']} />
      <b className={classes['title']}>{title}</b>
      {number === null ? null : <b className={classes['number']}>{t('payment.callNumber', { number })}</b>}
      <Amount value={payment.amount} className={classes['amount']} />
      {left === null ? null : (
        <span className={classes['receipt']}>
          {t('payment.bannerLeft', { amount: formatAmount(left, language) })}
        </span>
      )}
      {payment.claimed ? <span className={classes['receipt']}>{t('payment.bannerHandedOver')}</span> : null}
      {receiptNumber === null ? null : (
        <span className={classes['receipt']}>{t('payment.receiptNumber', { number: receiptNumber })}</span>
      )}
      <button
        type="button"
        className={classes['seen']}
        data-testid="paid-banner-seen"
        aria-keyshortcuts={KEY}
        disabled={acknowledge.isPending}
        onClick={seen}
      >
        {t('payment.banner.seen')}
        <kbd className={classes['key']} aria-hidden>
          {KEY}
        </kbd>
      </button>
    </div>
  );
}

function useBannerWords(payment: PaymentView) {
  const { t } = useTranslation();
  if (isPaid(payment)) {
    return { tone: 'paid', title: t('payment.paid'), icon: IconCircleCheckFilled } as const;
  }
  if (payment.claimed && isLive(payment.state)) {
    return { tone: 'claimed', title: t('payment.banner.claimed'), icon: IconHandStop } as const;
  }
  return { tone: 'ended', title: endedWords(t, payment).title, icon: IconInfoCircle } as const;
}

function useKey(key: string, onPress: () => void): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== key || event.repeat) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [key]);
}
