import { Button, Popover } from '@mantine/core';
import {
  IconActivityHeartbeat,
  IconAlertTriangle,
  IconCloudOff,
  IconHourglass,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, PaymentView, PulseView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { useNow } from '../../components/use-now.ts';
import { agoWords } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { lastAnswer, pulseOf } from '../payments/freshness.ts';
import { usePaymentOptions, usePulse } from '../payments/queries.ts';
import { useSpareStanding } from '../payments/use-spare-standing.ts';
import classes from './provider-pulse.module.css';
import { type PulseHealth, pulseFigures, pulseHealth, span } from './pulse-words.ts';

const ICONS = {
  good: IconActivityHeartbeat,
  slow: IconHourglass,
  bad: IconAlertTriangle,
  away: IconCloudOff,
  unchecked: IconActivityHeartbeat,
} as const satisfies Record<PulseHealth, Icon>;

export interface ProviderPulseProps {
  readonly connection: ConnectionView;
  readonly payment: PaymentView | null;
  readonly onSettings: () => void;
}

/** Whether the provider answers, and how it has been doing: one sign in the bar, the figures behind it. */
export function ProviderPulse({ connection, payment, onSettings }: ProviderPulseProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const figures = usePulse().data;
  const { health, words, short } = usePulseWords(connection, payment, figures);
  const Picture = ICONS[health];
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={360}
      transitionProps={{ duration: 0 }}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={classes['pulse']}
          data-testid="pulse"
          data-health={health}
          title={words}
          aria-label={words}
          onClick={() => setOpen((shown) => !shown)}
        >
          <Picture size={20} aria-hidden className={classes['icon']} />
          <span className={classes['long']}>{words}</span>
          <span className={classes['short']}>{short}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes['card'] ?? ''} aria-label={t('shell.figures.title')}>
        <PulseCard
          words={words}
          health={health}
          figures={figures}
          onSettings={() => {
            setOpen(false);
            onSettings();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function usePulseWords(
  connection: ConnectionView,
  payment: PaymentView | null,
  figures: PulseView | undefined,
): { readonly health: PulseHealth; readonly words: string; readonly short: string } {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const { first, ready } = useSpareStanding();
  const live = payment && isLive(payment.state) ? payment : null;
  const state = pulseOf(connection, live, now);
  const health = pulseHealth(state, figures);
  const ago = agoWords(t, lastAnswer(connection, live), now);
  if (health === 'slow') {
    const words = t('shell.pulse.slow', { span: span(t, figures?.timeToQrMs ?? null, language) });
    return { health, words, short: t('shell.pulseShort.slow') };
  }
  if (health === 'bad' && state !== 'refused') {
    return { health, words: t('shell.pulse.bad'), short: t('shell.pulseShort.bad') };
  }
  // Selling goes on: how much longer is what has to be known, and no reason for alarm.
  if (first) {
    return {
      health,
      words: t('links.offline', { count: ready }),
      short: t('links.offlineShort', { count: ready }),
    };
  }
  const words = t(`shell.pulse.${state}`, { ago });
  return { health, words, short: state === 'ok' ? ago : t(`shell.pulseShort.${state}`) };
}

interface PulseCardProps {
  readonly words: string;
  readonly health: PulseHealth;
  readonly figures: PulseView | undefined;
  readonly onSettings: () => void;
}

function PulseCard({ words, health, figures, onSettings }: PulseCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const options = usePaymentOptions().data;
  const proven = options?.proven ?? true;
  const hint = options && options.spare.ready > 0 ? 'links.offlineHint' : 'shell.figures.awayHint';
  const needsHand = health === 'bad' || health === 'away';
  return (
    <div className={classes['body']}>
      <p className={classes['title']}>{words}</p>
      {health === 'away' ? <p>{t(hint)}</p> : null}
      {figures && figures.of === 0 ? <p>{t('shell.figures.noPayments')}</p> : null}
      {figures && figures.of > 0 ? (
        <dl className={classes['figures']}>
          {pulseFigures(t, figures, language).map(({ id, label, value }) => (
            <div key={id}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {figures && figures.of > 0 ? (
        <p className={classes['over']}>{t('shell.figures.over', { count: figures.of })}</p>
      ) : null}
      {proven ? null : <p className={classes['unproven']}>{t('payment.notProven')}</p>}
      {needsHand || !proven ? (
        <Button variant="default" fullWidth onClick={onSettings}>
          {t('shell.toConnection')}
        </Button>
      ) : null}
    </div>
  );
}
