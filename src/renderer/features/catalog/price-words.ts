import type { MoneyView, ProductTileView } from '../../../contract/views.ts';
import { currencyExponent } from '../../../domain/currency.ts';
import type { Language } from '../../i18n/i18n.ts';

/** Making a formatter costs more than a hundred uses of it, and each key typed writes a screenful of prices. */
const formatters = new Map<string, Intl.NumberFormat>();

/**
 * A price as a shelf label shows it: without minor units where there are none, so that more of it fits. Sale, receipt
 * and reports write them always.
 */
export function formatPrice(amount: MoneyView, language: Language): string {
  const exponent = currencyExponent(amount.currency);
  const key = `${language}/${amount.currency}`;
  const formatter = formatters.get(key) ?? newFormatter(amount.currency, exponent, language);
  formatters.set(key, formatter);
  return formatter.format(amount.amountMinor / 10 ** exponent);
}

function newFormatter(currency: string, exponent: number, language: Language): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
    trailingZeroDisplay: 'stripIfInteger',
  });
}

/** What a label says of the price: the only one, or the least of several. */
export interface PriceLabel {
  readonly text: string;
  readonly isLeast: boolean;
}

export function priceLabel(
  { amountFrom, amountTo }: Pick<ProductTileView, 'amountFrom' | 'amountTo'>,
  language: Language,
): PriceLabel {
  return {
    text: formatPrice(amountFrom, language),
    isLeast: amountFrom.amountMinor !== amountTo.amountMinor,
  };
}
