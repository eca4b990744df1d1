import { useTranslation } from 'react-i18next';
import type { AppStatus, ConnectionView, PaymentView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { useNow } from '../../components/use-now.ts';
import { agoWords, formatClock } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { lastAnswer, type Pulse, pulseOf } from '../payments/freshness.ts';
import classes from './status-bar.module.css';

export interface StatusBarProps {
  readonly status: AppStatus;
  readonly connection: ConnectionView | null;
  readonly payment: PaymentView | null;
}

/** What must never be forgotten while selling: whose money it is, and whether the provider still answers. */
export function StatusBar({ status, connection, payment }: StatusBarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const mode = status.mode ?? 'live';
  return (
    <section aria-label={t('shell.statusBar')}>
      {mode === 'live' ? null : <div className={classes['stripe']} data-mode={mode} />}
      <div className={classes['bar']} data-mode={mode}>
        {mode === 'live' ? null : <ModeBanner mode={mode} />}
        <span className={classes['shop']}>{status.settings?.storeName}</span>
        <span className={classes['space']} />
        {connection ? <ProviderPulse connection={connection} payment={payment} nowMs={now} /> : null}
        {status.registerCode === null ? null : (
          <span className={classes['register']}>{t('shell.register', { code: status.registerCode })}</span>
        )}
        <time className={classes['clock']}>{formatClock(now, language)}</time>
      </div>
    </section>
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

interface ProviderPulseProps {
  readonly connection: ConnectionView;
  readonly payment: PaymentView | null;
  readonly nowMs: number;
}

const BAD: ReadonlySet<Pulse> = new Set(['stale', 'unreachable', 'refused']);

function ProviderPulse({ connection, payment, nowMs }: ProviderPulseProps) {
  const { t } = useTranslation();
  const live = payment && isLive(payment.state) ? payment : null;
  const pulse = pulseOf(connection, live, nowMs);
  const ago = agoWords(t, lastAnswer(connection, live), nowMs);
  const words = t(`shell.pulse.${pulse}`, { ago });
  const bad = BAD.has(pulse);
  return (
    <span className={classes['pulse']} data-pulse={pulse} data-bad={bad} title={words}>
      <span className={classes['dot']} aria-hidden />
      <span className={bad ? undefined : classes['long']}>{words}</span>
      {bad ? null : (
        <span className={classes['short']} aria-hidden>
          {ago}
        </span>
      )}
    </span>
  );
}
