import type { TFunction } from 'i18next';
import type { PulseView } from '../../../contract/views.ts';
import type { Language } from '../../i18n/i18n.ts';
import type { Pulse } from '../payments/freshness.ts';

/** How the provider stands, as one word for colour, icon and text alike. */
export type PulseHealth = 'good' | 'slow' | 'bad' | 'away' | 'unchecked';

/** What is known of the connection comes first: figures of yesterday say nothing about a provider that is away. */
export function pulseHealth(connection: Pulse, figures: PulseView | undefined): PulseHealth {
  if (connection === 'refused') return 'bad';
  if (connection === 'stale' || connection === 'unreachable' || connection === 'sign_in_needed')
    return 'away';
  if (figures?.state === 'bad' || figures?.state === 'slow') return figures.state;
  return connection === 'unchecked' ? 'unchecked' : 'good';
}

/** One line of the pulse, for people. */
export interface PulseFigure {
  readonly id: 'qr' | 'paid' | 'declined' | 'failed';
  readonly label: string;
  readonly value: string;
}

export function pulseFigures(t: TFunction, pulse: PulseView, language: Language): readonly PulseFigure[] {
  const outOf = (count: number) =>
    pulse.of === 0 ? t('shell.figures.none') : t('shell.figures.outOf', { n: count, of: pulse.of });
  return [
    { id: 'qr', label: t('shell.figures.qr'), value: span(t, pulse.timeToQrMs, language) },
    { id: 'paid', label: t('shell.figures.paid'), value: span(t, pulse.timeToPaidMs, language) },
    { id: 'declined', label: t('shell.figures.declined'), value: outOf(pulse.declined) },
    { id: 'failed', label: t('shell.figures.failed'), value: outOf(pulse.failed) },
  ];
}

/** Tenths below ten seconds, whole seconds below two minutes, then minutes. */
export function span(t: TFunction, ms: number | null, language: Language): string {
  if (ms === null) return t('shell.figures.none');
  const seconds = Math.round(ms / 1000);
  if (ms < 9950) return t('common.duration.seconds', { n: tenths(Math.max(ms, 100) / 1000, language) });
  if (seconds < 120) return t('common.duration.seconds', { n: seconds });
  return t('common.duration.minutes', { n: Math.round(seconds / 60) });
}

function tenths(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    value,
  );
}
