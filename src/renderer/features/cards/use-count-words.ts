import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Extent } from './list-window.ts';

/** Counts as people write them: in the thousands with something between. */
export function useGrouped(): (count: number) => string {
  const numbers = new Intl.NumberFormat(useLanguage() === 'ru' ? 'ru-RU' : 'en-GB');
  return (count) => numbers.format(count);
}

/** How long a list is: exactly, or at least so long where the issuer does not say. */
export function useCountWords(of: 'list' | 'holders' | 'transactions', { rows, exact }: Extent): string {
  const { t } = useTranslation();
  const n = useGrouped()(rows);
  return exact
    ? t(`issuedCards.${of}.count`, { count: rows, n })
    : t(`issuedCards.${of}.countFrom`, { count: rows, n });
}
