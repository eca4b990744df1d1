import { useTranslation } from 'react-i18next';
import type { MoneyView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** An amount in words of a sentence; the provider may not have told it. */
export function useMoneyWords(): (amount: MoneyView | null) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (amount) => (amount ? formatAmount(amount, language) : t('links.queue.amountUnknown'));
}
