import type { TFunction } from 'i18next';
import { formatMoment, formatTime } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/i18n.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Until when something may be paid, as people say it: the time alone today, "14:30 tomorrow", else day and time. */
export function untilWords(t: TFunction, iso: string, language: Language, nowMs: number): string {
  const day = new Date(iso).toDateString();
  if (day !== new Date(nowMs).toDateString() && day === new Date(nowMs + DAY_MS).toDateString()) {
    return t('payment.dayLong.tomorrow', { time: formatTime(iso, language) });
  }
  return formatMoment(iso, language, nowMs);
}
