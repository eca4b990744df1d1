import type { TFunction } from 'i18next';
import type { MoneyView, SaleView } from '../../../contract/views.ts';
import { subtractMoney } from '../../../domain/money.ts';
import type { Language } from '../../i18n/i18n.ts';

export type LineTaxView = SaleView['taxes'][number]['tax'];

/** One row of a sale's totals beside the total itself. */
export interface TotalsRow {
  readonly key: string;
  readonly words: string;
  readonly amount: MoneyView;
}

/** What leads to the total, and what the total contains or was rounded to. */
export interface TotalsRows {
  readonly before: readonly TotalsRow[];
  readonly after: readonly TotalsRow[];
}

/** Only what says something: a sale without discounts and taxes has no rows, a tax of nothing is left to the receipt. */
export function totalsRows(t: TFunction, sale: SaleView, language: Language): TotalsRows {
  const taxes = sale.taxes.filter(({ amount }) => amount.amountMinor !== 0);
  const added = sale.taxMode === 'added';
  const discounted = sale.discountTotal.amountMinor !== 0;
  const taxRows = taxes.map(({ tax, amount }) => ({
    key: `tax-${tax.rateId}-${tax.basisPoints}`,
    words: taxWords(t, tax, language, added ? 'sell.taxAdded' : 'sell.taxIncluded'),
    amount,
  }));
  const before: TotalsRow[] = [];
  if (discounted) {
    const zero = subtractMoney(sale.discountTotal, sale.discountTotal);
    before.push(
      { key: 'subtotal', words: t('sell.subtotal'), amount: sale.subtotal },
      { key: 'discounts', words: t('sell.discounts'), amount: subtractMoney(zero, sale.discountTotal) },
    );
  } else if (added && taxRows.length > 0) {
    before.push({ key: 'subtotal', words: t('sell.beforeTax'), amount: sale.subtotal });
  }
  const rounding =
    sale.rounding.amountMinor === 0
      ? []
      : [{ key: 'rounding', words: t('sell.rounding'), amount: sale.rounding }];
  return added
    ? { before: [...before, ...taxRows], after: rounding }
    : { before, after: [...taxRows, ...rounding] };
}

/** A tax by its name and percentage; an exempt one by its name. */
export function taxWords(
  t: TFunction,
  { name, basisPoints }: LineTaxView,
  language: Language,
  key: 'sell.taxAdded' | 'sell.taxIncluded' = 'sell.taxAdded',
): string {
  if (basisPoints === null) return t('sell.taxExempt', { name });
  return t(key, { name, rate: formatPercent(basisPoints, language) });
}

export function formatPercent(basisPoints: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(basisPoints / 100);
}
