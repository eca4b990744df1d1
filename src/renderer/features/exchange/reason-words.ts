import type { TFunction } from 'i18next';
import type { ImportFieldView, ImportRowView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { parseAmount } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { exchange } from '../../i18n/en/exchange.ts';
import type { Language } from '../../i18n/i18n.ts';

type Reason = NonNullable<ImportRowView['reason']>;
type KnownReason = keyof typeof exchange.refusedBecause;

/** `price_wrong` is `priceWrong` among the words: an ending such as `_many` is a plural's there. */
const keyOf = (code: string): string => code.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const isKnown = (key: string): key is KnownReason => Object.hasOwn(exchange.refusedBecause, key);

/** Why a row was refused, and what stood there; a reason of a newer main is told by its code, and where. */
export function reasonWords(t: TFunction, { code, field, value }: Reason): string {
  const key = keyOf(code);
  if (isKnown(key)) return t(`exchange.refusedBecause.${key}`, { code, value });
  const why = t('exchange.refusedBecause.other', { code });
  const what = value === '' ? '' : t('exchange.quoted', { text: value });
  const where = field === null ? '' : t(`exchange.field.${field}`);
  return [why, where, what].filter((part) => part !== '').join(' ');
}

/** In what a price is, and how people here write it. */
export interface PriceWords {
  readonly currency: CurrencyCode;
  readonly language: Language;
}

/** A value of the file, or of the catalogue, as a person reads it. */
export function valueWords(
  t: TFunction,
  field: ImportFieldView,
  value: string | null,
  price: PriceWords | null = null,
): string {
  if (value === null || value === '') return t('exchange.nothingThere');
  if (field === 'favourite' || field === 'active') {
    return t(value === 'yes' ? 'exchange.yes' : 'exchange.no');
  }
  if (field === 'unit' && (value === 'piece' || value === 'kilogram')) return t(`exchange.unit.${value}`);
  if (field === 'price' && price !== null) return priceWords(value, price);
  return value;
}

/** Main writes prices as plain decimals: "399.00". */
function priceWords(value: string, { currency, language }: PriceWords): string {
  const amount = parseAmount(value, currency);
  return amount.ok ? formatAmount(amount.value, language) : value;
}
