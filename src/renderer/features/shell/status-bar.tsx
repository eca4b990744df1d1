import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus, ConnectionView, PaymentView } from '../../../contract/views.ts';
import { useNow } from '../../components/use-now.ts';
import { formatClock } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PaidBanner } from '../payments/paid-banner.tsx';
import { PersonKey } from '../staff/person-key.tsx';
import { OpeningCheck } from './opening-check.tsx';
import { ProviderPulse } from './provider-pulse.tsx';
import classes from './status-bar.module.css';

export interface StatusBarProps {
  readonly status: AppStatus;
  readonly connection: ConnectionView | null;
  readonly payment: PaymentView | null;
  /** Money that arrived while something else is before the cashier. */
  readonly news: PaymentView | null;
  readonly onSeen: (payment: PaymentView) => void;
  readonly onSettings: () => void;
}

/** What must never be forgotten while selling: whose money it is, and whether the provider still answers. */
export const StatusBar = memo(function StatusBar({ status, news, onSeen, ...rest }: StatusBarProps) {
  const { t } = useTranslation();
  const mode = status.mode ?? 'live';
  return (
    <section className={classes['status']} aria-label={t('shell.statusBar')} data-news={news !== null}>
      {mode === 'live' ? null : <div className={classes['stripe']} data-mode={mode} />}
      <div className={classes['bar']} data-mode={mode}>
        {mode === 'live' ? null : <ModeBanner mode={mode} />}
        {news ? <PaidBanner payment={news} onSeen={onSeen} /> : <Signs status={status} {...rest} />}
      </div>
    </section>
  );
});

function Signs({ status, connection, payment, onSettings }: Omit<StatusBarProps, 'news' | 'onSeen'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  return (
    <>
      <span className={classes['shop']}>{status.settings?.storeName}</span>
      <span className={classes['space']} />
      {connection ? (
        <ProviderPulse connection={connection} payment={payment} onSettings={onSettings} />
      ) : null}
      <OpeningCheck />
      {status.registerCode === null ? null : (
        <span className={classes['register']}>{t('shell.register', { code: status.registerCode })}</span>
      )}
      <PersonKey />
      <time className={classes['clock']}>{formatClock(now, language)}</time>
    </>
  );
}

function ModeBanner({ mode }: { readonly mode: 'demo' | 'test' }) {
  const { t } = useTranslation();
  return (
    <span className={classes['mode']} data-mode={mode} data-testid="mode-banner">
      <b>{t(`shell.mode.${mode}`)}</b>
      <span className={classes['meaning']}>{t(`shell.mode.${mode}Meaning`)}</span>
    </span>
  );
}
