import type { CurrencyCode } from './currency.ts';
import { currencyExponent } from './currency.ts';
import type { Money } from './money.ts';
import { formatAmount, type ReceiptLanguage } from './receipt.ts';

/** What a poster says by itself; the rest is the shop's. */
export interface PosterWords {
  readonly scan: string;
  readonly enterAmount: string;
  readonly test: string;
  readonly methods: Readonly<Record<string, string>>;
}

export const POSTER_WORDS: Readonly<Record<ReceiptLanguage, PosterWords>> = {
  en: {
    scan: 'Scan to pay',
    enterAmount: 'Enter the amount on your phone',
    test: 'TEST, NOT A PAYMENT',
    methods: { card: 'Bank card', sbp: 'SBP' },
  },
  ru: {
    scan: 'Оплата по QR-коду',
    enterAmount: 'Введите сумму на телефоне',
    test: 'ТЕСТ, НЕ ОПЛАТА',
    methods: { card: 'Банковская карта', sbp: 'СБП' },
  },
};

/** What may be paid with, in words; a method that has none keeps the operator's name. */
export function methodsLine(methods: readonly string[], language: ReceiptLanguage): string {
  const { methods: words } = POSTER_WORDS[language];
  return methods.map((method) => (Object.hasOwn(words, method) ? words[method] : method)).join(' · ');
}

/**
 * An amount as people write it; where the typeface lacks the currency's sign, with its code: an amount with an empty
 * box, or a question mark, may be taken for another currency.
 */
export function posterAmount(
  amount: Money,
  language: ReceiptLanguage,
  covers: (codePoint: number) => boolean,
): string {
  const usual = formatAmount(amount, language);
  const whole = Array.from(usual).every((character) => covers(character.codePointAt(0) ?? 0));
  return whole ? usual : withCode(amount.amountMinor, amount.currency, language);
}

function withCode(amountMinor: number, currency: CurrencyCode, language: ReceiptLanguage): string {
  const exponent = currencyExponent(currency);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(amountMinor / 10 ** exponent);
}
