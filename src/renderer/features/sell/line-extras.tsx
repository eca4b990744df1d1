import { useTranslation } from 'react-i18next';
import type { DiscountView, MoneyView, SaleLineView } from '../../../contract/views.ts';
import { subtractMoney } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './sale-lines.module.css';
import { formatPercent } from './totals-rows.ts';

/** What is not as the catalogue has it: another price, a discount of its own, a wish. */
export function LineExtras({ line }: { readonly line: SaleLineView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { catalogueAmount, discount, discountAmount, note } = line;
  if (catalogueAmount === null && discount === null && note === '') return null;
  return (
    <span className={classes['extras']}>
      {catalogueAmount === null ? null : (
        <span className={classes['extra']}>
          {t('sell.was', { amount: formatAmount(catalogueAmount, language) })}
        </span>
      )}
      {discount === null ? null : (
        <span className={classes['extra']} data-testid="line-discount">
          <span className={classes['why']}>{discountWords(discount, language)}</span>
          <Amount value={negative(discountAmount)} />
        </span>
      )}
      {note === '' ? null : <span className={classes['lineNote']}>{note}</span>}
    </span>
  );
}

function discountWords(discount: DiscountView, language: 'en' | 'ru'): string {
  if (discount.kind === 'amount') return discount.reason;
  return `${formatPercent(discount.basisPoints, language)} % · ${discount.reason}`;
}

function negative(amount: MoneyView): MoneyView {
  return subtractMoney(subtractMoney(amount, amount), amount);
}
