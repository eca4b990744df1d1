import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../../client/request-error.ts';
import { type ErrorWords, useErrorWords } from '../../components/error-words.ts';
import { formatDate } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/i18n.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** A calendar day as people write it. @param day YYYY-MM-DD; noon is the same day wherever the shop is */
export function formatDay(day: string, language: Language): string {
  return formatDate(`${day}T12:00:00`, language);
}

/** Why a code was not put on the sale: what happened, and what to do. */
export function useProblemWords(): (error: unknown) => ErrorWords {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useErrorWords();
  return useCallback(
    (error) => {
      const usual = words(error);
      if (!(error instanceof RequestError)) return usual;
      return { ...usual, ...ownWords(t, error, language) };
    },
    [t, language, words],
  );
}

const REASONS = [
  'empty',
  'check_digit',
  'structure',
  'ambiguous',
  'date',
  'weight',
  'price',
  'currency',
] as const;

function ownWords(t: TFunction, { code, wire }: RequestError, language: Language): Partial<ErrorWords> {
  const { name = '', reason, serial = '', expiresOn = '' } = wire.details ?? {};
  switch (code) {
    case 'SCAN_UNKNOWN':
      if (reason !== 'inactive') return {};
      return { title: t('scan.inactiveTitle'), remedy: t('scan.inactive', { name }) };
    case 'SCAN_REPEATED':
      return { remedy: t('scan.repeated', { name, serial }) };
    case 'SCAN_EXPIRED':
      return { remedy: t('scan.expired', { name, date: formatDay(expiresOn, language) }) };
    case 'SCAN_INVALID': {
      const known = REASONS.find((one) => one === reason);
      return known ? { remedy: t(`scan.reason.${known}`, { name }) } : {};
    }
    default:
      return {};
  }
}
