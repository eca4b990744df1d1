import { Button } from '@mantine/core';
import { IconClockPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { isPayable } from '../../../domain/payment.ts';
import { formatCountdown } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useExtendPayment } from './mutations.ts';
import { PaymentFreshness } from './payment-freshness.tsx';
import classes from './payment-screen.module.css';
import { untilWords } from './until-words.ts';

export interface PaymentMetersProps {
  readonly payment: PaymentView;
  readonly nowMs: number;
}

/** How long the code can still be paid, with the key that gives it more, and how fresh all this is. */
export function PaymentMeters({ payment, nowMs }: PaymentMetersProps) {
  // A spare code is paid at the counter, now: that it would live for a day is nothing to read meanwhile.
  const atCounter = payment.origin === 'spare' && !payment.claimed;
  const running = isPayable(payment.state) && payment.expiresAt !== null && !atCounter;
  return (
    <div className={classes['meters']}>
      {running && payment.expiresAt !== null ? (
        <span className={classes['time']}>
          {payment.dayLong ? (
            <Until at={payment.expiresAt} nowMs={nowMs} />
          ) : (
            <Countdown leftMs={Date.parse(payment.expiresAt) - nowMs} />
          )}
          {payment.extendable && !payment.dayLong ? <ExtendKey attemptId={payment.attemptId} /> : null}
        </span>
      ) : null}
      {payment.state === 'requesting' ? null : <PaymentFreshness payment={payment} nowMs={nowMs} />}
    </div>
  );
}

/** A day is not counted in seconds. */
function Until({ at, nowMs }: { readonly at: string; readonly nowMs: number }) {
  const { t } = useTranslation();
  const moment = untilWords(t, at, useLanguage(), nowMs);
  return <span data-testid="payment-until">{t('payment.dayLong.until', { moment })}</span>;
}

function Countdown({ leftMs }: { readonly leftMs: number }) {
  const { t } = useTranslation();
  if (leftMs <= 0) return <span className={classes['meterLabel']}>{t('payment.expiring')}</span>;
  return (
    <span>
      <span className={classes['meterLabel']}>{t('payment.expiresIn')} </span>
      <span className={classes['countdown']} role="timer" data-short={leftMs < 60_000}>
        {formatCountdown(leftMs)}
      </span>
    </span>
  );
}

function ExtendKey({ attemptId }: { readonly attemptId: string }) {
  const { t } = useTranslation();
  const extend = useExtendPayment();
  return (
    <Button
      variant="default"
      className={classes['extend']}
      data-testid="payment-extend"
      disabled={extend.isPending}
      leftSection={<IconClockPlus size={20} aria-hidden />}
      onClick={() => extend.mutate({ attemptId })}
    >
      {t('payment.extend')}
    </Button>
  );
}
