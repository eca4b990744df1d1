import type { CurrencyCode } from '../../../domain/currency.ts';
import type { Language } from '../../i18n/i18n.ts';

/** Code and name: "RUB, Russian Ruble". */
export function currencyLabel(code: CurrencyCode, language: Language): string {
  return `${code}, ${new Intl.DisplayNames(language, { type: 'currency' }).of(code) ?? ''}`;
}
