import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, PaymentView } from '../../../contract/views.ts';
import { holdsMoney, isLive } from '../../../domain/payment.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLink } from '../../client/link-context.tsx';
import { durationWords } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './status-bar.module.css';

/** A clock that is further off than this puts wrong times on receipts and expiry. */
const SKEW_MS = 60_000;

export interface StripsProps {
  readonly connection: ConnectionView | null;
  readonly payment: PaymentView | null;
  /** The payment is not on the screen: another section is. */
  readonly paymentHidden: boolean;
  readonly onShowPayment: () => void;
}

/** Full-width lines below the status bar, for what cannot wait for a look at a small sign. */
export function Strips({ connection, payment, paymentHidden, onShowPayment }: StripsProps) {
  return (
    <>
      <LinkStrip />
      {connection ? <ConnectionStrips connection={connection} /> : null}
      {payment && paymentHidden ? <PaymentStrip payment={payment} onShow={onShowPayment} /> : null}
    </>
  );
}

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

function ConnectionStrips({ connection }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation();
  const skew = connection.clockSkewMs ?? 0;
  return (
    <>
      {Math.abs(skew) > SKEW_MS ? (
        <p className={classes['strip']}>{t('shell.clockSkew', { duration: durationWords(t, skew) })}</p>
      ) : null}
      {connection.linkless ? <p className={classes['strip']}>{t('shell.linkless')}</p> : null}
    </>
  );
}

function PaymentStrip({ payment, onShow }: { readonly payment: PaymentView; readonly onShow: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const amount = formatAmount(payment.amount, language);
  const paid = holdsMoney(payment.state);
  if (!paid && !isLive(payment.state)) return null;
  return (
    <div className={classes['strip']} data-tone={paid ? 'paid' : 'live'} role="status">
      <b>{paid ? t('shell.paidBar', { amount }) : t('shell.liveBar', { amount })}</b>
      <Button variant="default" className={classes['show']} onClick={onShow}>
        {t('shell.show')}
      </Button>
    </div>
  );
}
