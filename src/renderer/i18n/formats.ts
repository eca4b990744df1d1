import type { TFunction } from 'i18next';
import type { Language } from './i18n.ts';

/** Times are shown in the shop's own zone: the one of the machine. English means 24 hours here, as on receipts. */
const LOCALES = { en: 'en-GB', ru: 'ru-RU' } as const satisfies Record<Language, string>;

export function formatTime(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short' }).format(new Date(iso));
}

export function formatTimeWithSeconds(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'medium' }).format(new Date(iso));
}

export function formatDate(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' }).format(new Date(iso));
}

/** The time alone for today, day and time before. */
export function formatMoment(iso: string, language: Language, nowMs: number): string {
  const moment = new Date(iso);
  if (moment.toDateString() === new Date(nowMs).toDateString()) return formatTime(iso, language);
  return new Intl.DateTimeFormat(LOCALES[language], {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);
}

export function formatClock(nowMs: number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short' }).format(nowMs);
}

/** Seconds with one decimal: "0.4" or "0,4". */
export function formatSeconds(ms: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(ms / 1000);
}

/** Minutes and seconds left, never negative: "4:07". */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.floor(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How long ago something was, in the coarsest unit that still says something. */
export function agoWords(t: TFunction, iso: string | null, nowMs: number): string {
  if (iso === null) return t('common.ago.never');
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(iso)) / 1000));
  if (seconds < 1) return t('common.ago.now');
  if (seconds < 90) return t('common.ago.seconds', { n: seconds });
  if (seconds < 90 * 60) return t('common.ago.minutes', { n: Math.round(seconds / 60) });
  if (seconds < 36 * 3600) return t('common.ago.hours', { n: Math.round(seconds / 3600) });
  return t('common.ago.days', { count: Math.round(seconds / 86_400) });
}

export function durationWords(t: TFunction, ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 120) return t('common.duration.seconds', { n: seconds });
  if (seconds < 7200) return t('common.duration.minutes', { n: Math.round(seconds / 60) });
  return t('common.duration.hours', { n: Math.round(seconds / 3600) });
}
