import { useTranslation } from 'react-i18next';
import type { RefundOptionsView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { useLanguage } from '../../i18n/use-language.ts';

export interface TenderFieldProps {
  readonly options: RefundOptionsView;
  /** A refund is being sent: nothing is chosen any more. */
  readonly disabled: boolean;
  readonly onTender: (tenderId: string) => void;
}

/** Which of the payments of a split sale goes back; nothing to choose where there is one. */
export function TenderField({ options, disabled, onTender }: TenderFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (options.tenders.length < 2) return null;
  return (
    <ChoiceCards
      legend={t('refund.which')}
      value={options.tenderId}
      onChange={onTender}
      choices={options.tenders.map(({ tenderId, kind, paid, refundable }) => ({
        value: tenderId,
        label: `${t(`refund.tender.${kind}`)} · ${formatAmount(paid, language)}`,
        hint: t('refund.tenderLeft', { amount: formatAmount(refundable, language) }),
        disabled: disabled || refundable.amountMinor <= 0,
        testId: `refund-tender-${kind}`,
      }))}
    />
  );
}
