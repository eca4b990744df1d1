import { useTranslation } from 'react-i18next';
import type { Result } from '../../../domain/result.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Part, PartProblem } from './part-draft.ts';
import classes from './tender-sheet.module.css';

/** What stays to be paid after a part, or what is wrong with it; a line that is always there. */
export function PartLeft({ part }: { readonly part: Result<Part, PartProblem> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!part.ok) {
    return (
      <p className={classes['left']} data-tone="wrong" role="status">
        {t(`tenders.partProblem.${part.error}`)}
      </p>
    );
  }
  const { left } = part.value;
  return (
    <p className={classes['left']} role="status">
      {left.amountMinor === 0 ? null : t('tenders.leftAfter', { amount: formatAmount(left, language) })}
    </p>
  );
}
