import {
  IconCircleX,
  IconClockHour4,
  IconDeviceMobile,
  IconHandStop,
  IconHourglass,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { isTypingTarget, useShortcuts } from '../../components/use-shortcuts.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { LiveActions } from './live-actions.tsx';
import { PaymentMeters } from './payment-meters.tsx';
import { PaymentNotes } from './payment-notes.tsx';
import classes from './payment-screen.module.css';
import { type Headline, type HeadlineTone, liveHeadline } from './payment-words.ts';
import { QrCard } from './qr-card.tsx';
import type { Stage } from './use-stage.ts';

const ICONS = {
  calm: IconDeviceMobile,
  busy: IconHourglass,
  warn: IconClockHour4,
  bad: IconCircleX,
} as const satisfies Record<HeadlineTone, typeof IconCircleX>;

export interface LivePaymentProps {
  readonly payment: PaymentView;
  readonly stage: Stage;
  readonly onSettings: () => void;
}

/** A payment that may still be paid, or may turn out to have been. */
export function LivePayment({ payment, stage, onSettings }: LivePaymentProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const number = payment.callNumber;
  // Escape leaves what was only looked at; it never takes a code back.
  useShortcuts((event) => {
    if (event.key === 'Escape' && stage.fromTray && !isTypingTarget(event.target)) stage.leave();
  });
  return (
    <div className={classes['live']}>
      <div className={classes['codeSide']}>
        <QrCard payment={payment} />
      </div>
      <div className={classes['facts']}>
        <HeadlineCard headline={liveHeadline(t, payment, language, now)} />
        {payment.claimed ? <ClaimedNote /> : null}
        <p className={classes['what']}>
          {number === null ? null : (
            <span className={classes['number']} data-testid="call-number">
              {t('payment.callNumber', { number })}
            </span>
          )}
          <Amount value={payment.amount} className={classes['amount']} />
        </p>
        <PaymentMeters payment={payment} nowMs={now} />
        <PaymentNotes payment={payment} onSettings={onSettings} />
        <LiveActions payment={payment} stage={stage} />
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

function ClaimedNote() {
  const { t } = useTranslation();
  return (
    <p className={classes['claimed']}>
      <IconHandStop size={22} aria-hidden />
      {t('payment.claimedNote')}
    </p>
  );
}
