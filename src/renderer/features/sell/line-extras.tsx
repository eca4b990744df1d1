import { useTranslation } from 'react-i18next';
import type { DiscountView, MoneyView, SaleLineView } from '../../../contract/views.ts';
import { subtractMoney } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { formatDay } from '../scanner/use-problem-words.ts';
import classes from './sale-lines.module.css';
import { formatPercent } from './totals-rows.ts';

/** What is not as the catalogue has it: another price, a discount of its own, a wish; and what its code says. */
export function LineExtras({ line }: { readonly line: SaleLineView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { catalogueAmount, discount, discountAmount, note } = line;
  const code = useCodeWords(line);
  if (catalogueAmount === null && discount === null && note === '' && code === null) return null;
  return (
    <span className={classes['extras']}>
      {code === null ? null : (
        <span className={classes['code']} data-testid="line-code">
          {code}
        </span>
      )}
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

/** Characters of a serial by which a person tells two items apart. */
const SERIAL_TAIL = 6;

/** Until when it is good, and the end of its serial; null where the code says neither. */
function useCodeWords({ code }: SaleLineView): string | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const { serial = null, expiresOn = null } = code ?? {};
  const words = [
    expiresOn === null ? null : t('scan.expires', { date: formatDay(expiresOn, language) }),
    serial === null ? null : t('scan.serial', { serial: tailOf(serial) }),
  ].filter((word) => word !== null);
  return words.length === 0 ? null : words.join(' · ');
}

function tailOf(serial: string): string {
  return serial.length <= SERIAL_TAIL + 2 ? serial : `…${serial.slice(-SERIAL_TAIL)}`;
}

function discountWords(discount: DiscountView, language: 'en' | 'ru'): string {
  if (discount.kind === 'amount') return discount.reason;
  return `${formatPercent(discount.basisPoints, language)} % · ${discount.reason}`;
}

function negative(amount: MoneyView): MoneyView {
  return subtractMoney(subtractMoney(amount, amount), amount);
}
