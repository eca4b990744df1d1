import type { DecimalAmountView } from '../../../contract/views.ts';
import {
  canonicalDecimal,
  type DecimalFault,
  decimalAmount,
  isPositiveDecimal,
  parseTypedDecimal,
} from '../../../domain/decimal-amount.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Language } from '../../i18n/i18n.ts';

/** As amounts of money are mostly written: shorter ones are filled up, longer ones stay whole. */
const DECIMALS_SHOWN_MIN = 2;
const NO_BREAK = '\u00a0';
const LOCALES = { en: 'en-GB', ru: 'ru-RU' } as const satisfies Record<Language, string>;

/** The digits alone, grouped as the language does; every decimal is there, and none is rounded. */
export function formatDecimalDigits(decimal: string, language: Language): string {
  const canonical = canonicalDecimal(decimal);
  if (!canonical.ok) return decimal;
  const negative = canonical.value.startsWith('-');
  const [whole = '0', decimals = ''] = canonical.value.replace('-', '').split('.');
  const grouped = new Intl.NumberFormat(LOCALES[language], { useGrouping: true }).format(BigInt(whole));
  const separator = language === 'ru' ? ',' : '.';
  return `${negative ? '\u2212' : ''}${grouped}${separator}${decimals.padEnd(DECIMALS_SHOWN_MIN, '0')}`;
}

/** An amount of the card issuer's as people write it, with its currency as the issuer calls it. */
export function formatDecimal({ decimal, currency }: DecimalAmountView, language: Language): string {
  return `${formatDecimalDigits(decimal, language)}${NO_BREAK}${currency}`;
}

/** With a plus before what came in. */
export function formatSignedDecimal(amount: DecimalAmountView, language: Language): string {
  return `${isPositiveDecimal(amount) ? '+' : ''}${formatDecimal(amount, language)}`;
}

export type TypedFault = DecimalFault | 'empty' | 'ambiguous' | 'not_positive';

/** "1,234" is a thousand to one English reader and a fraction to another: with money, neither is assumed. */
const AMBIGUOUS_IN_ENGLISH = /^\d{1,3},\d{3}$/;

/** What was typed as an amount that may be moved: more than zero. */
export function readTypedAmount(
  text: string,
  currency: string,
  language: Language,
): Result<DecimalAmountView, TypedFault> {
  const trimmed = text.trim();
  if (trimmed === '') return err('empty');
  if (language === 'en' && AMBIGUOUS_IN_ENGLISH.test(trimmed)) return err('ambiguous');
  const parsed = parseTypedDecimal(trimmed);
  if (!parsed.ok) return parsed;
  const amount = decimalAmount(parsed.value, currency);
  return isPositiveDecimal(amount) ? ok(amount) : err('not_positive');
}

/** How an amount is typed, for the words that say so. */
export function exampleOf(language: Language): string {
  return language === 'ru' ? '1234,50' : '1234.50';
}
