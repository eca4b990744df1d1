import { Button } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, PaymentView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLink } from '../../client/link-context.tsx';
import { durationWords } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './status-bar.module.css';

/** A clock that is further off than this puts wrong times on receipts and expiry. */
const SKEW_MS = 60_000;

export interface StripsProps {
  readonly connection: ConnectionView | null;
  /** A payment that is under way while another section is on the screen. */
  readonly hiddenPayment: PaymentView | null;
  readonly onShowPayment: () => void;
  readonly onSettings: () => void;
}

/** Full-width lines below the status bar, for what cannot wait for a look at a small sign. */
export const Strips = memo(function Strips(props: StripsProps) {
  const { connection, hiddenPayment, onShowPayment, onSettings } = props;
  return (
    <>
      <LinkStrip />
      {connection ? <ConnectionStrips connection={connection} onSettings={onSettings} /> : null}
      {hiddenPayment && isLive(hiddenPayment.state) ? (
        <PaymentStrip payment={hiddenPayment} onShow={onShowPayment} />
      ) : null}
    </>
  );
});

/** The till program does not answer. Calm, because it holds everything and the page asks again by itself. */
export function LinkStrip() {
  const { t } = useTranslation();
  const link = useLink();
  return (
    <div aria-live="polite">
      {link === 'down' ? (
        <p className={classes['strip']} data-testid="link-down">
          {t('shell.linkDown')} <span>{t('shell.linkDownHint')}</span>
        </p>
      ) : null}
    </div>
  );
}

interface ConnectionStripsProps {
  readonly connection: ConnectionView;
  readonly onSettings: () => void;
}

function ConnectionStrips({ connection, onSettings }: ConnectionStripsProps) {
  const { t } = useTranslation();
  const skew = connection.clockSkewMs ?? 0;
  return (
    <>
      {connection.state === 'sign_in_needed' ? (
        <div className={classes['strip']} data-action="true" role="status" data-testid="sign-in-strip">
          <p>
            {t('shell.signInNeeded')} <span>{t('shell.signInNeededHint')}</span>
          </p>
          <Button variant="default" className={classes['show']} onClick={onSettings}>
            {t('shell.toConnection')}
          </Button>
        </div>
      ) : null}
      {Math.abs(skew) > SKEW_MS ? (
        <p className={classes['strip']}>{t('shell.clockSkew', { duration: durationWords(t, skew) })}</p>
      ) : null}
    </>
  );
}

function PaymentStrip({ payment, onShow }: { readonly payment: PaymentView; readonly onShow: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const amount = formatAmount(payment.amount, language);
  return (
    <div className={classes['strip']} data-tone="live" data-action="true" role="status">
      <b>{t('shell.liveBar', { amount })}</b>
      <Button variant="default" className={classes['show']} onClick={onShow}>
        {t('shell.show')}
      </Button>
    </div>
  );
}
