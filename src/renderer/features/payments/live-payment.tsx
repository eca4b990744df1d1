import { IconCircleX, IconClockHour4, IconDeviceMobile, IconHourglass } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { isPayable } from '../../../domain/payment.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatCountdown } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { LiveActions } from './live-actions.tsx';
import { PaymentFreshness } from './payment-freshness.tsx';
import classes from './payment-screen.module.css';
import { type Headline, type HeadlineTone, liveHeadline } from './payment-words.ts';
import { QrCard } from './qr-card.tsx';

const ICONS = {
  calm: IconDeviceMobile,
  busy: IconHourglass,
  warn: IconClockHour4,
  bad: IconCircleX,
} as const satisfies Record<HeadlineTone, typeof IconCircleX>;

/** A payment that may still be paid, or may turn out to have been. */
export function LivePayment({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  return (
    <div className={classes['live']}>
      <div className={classes['codeSide']}>
        <QrCard payment={payment} />
      </div>
      <div className={classes['facts']}>
        <HeadlineCard headline={liveHeadline(t, payment, language, now)} />
        <Amount value={payment.amount} className={classes['amount']} />
        <div className={classes['meters']}>
          {isPayable(payment.state) && payment.expiresAt !== null ? (
            <Countdown leftMs={Date.parse(payment.expiresAt) - now} />
          ) : null}
          {payment.state === 'requesting' ? null : <PaymentFreshness payment={payment} nowMs={now} />}
        </div>
        <LiveActions payment={payment} />
      </div>
    </div>
  );
}

function HeadlineCard({ headline }: { readonly headline: Headline }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const Picture = ICONS[headline.tone];
  return (
    <div className={classes['headline']} data-tone={headline.tone} aria-live="polite" aria-atomic>
      <Picture size={36} stroke={1.5} aria-hidden className={classes['headlineIcon']} />
      <h1 ref={heading} tabIndex={-1}>
        {headline.title}
      </h1>
      <p>{headline.hint}</p>
    </div>
  );
}

function Countdown({ leftMs }: { readonly leftMs: number }) {
  const { t } = useTranslation();
  if (leftMs <= 0) return <span className={classes['meterLabel']}>{t('payment.expiring')}</span>;
  return (
    <span>
      <span className={classes['meterLabel']}>{t('payment.expiresIn')} </span>
      <span className={classes['countdown']} role="timer">
        {formatCountdown(leftMs)}
      </span>
    </span>
  );
}
