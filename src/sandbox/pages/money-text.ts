import type { Language } from './language.ts';

/** How many decimals the currency has (ISO 4217, through Intl). */
export function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in minor units, as a person reads it: `300,00 ₽`. */
export function amountText(amountMinor: number, currency: string, language: Language): string {
  // Rows made by the control API may carry anything; Intl throws for what cannot be a code.
  if (!/^[A-Za-z]{3}$/.test(currency)) return `${amountMinor} ${currency}`;
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.format(amountMinor / 10 ** decimalsOf(currency));
}

/** An amount in minor units as an input field holds it: `300,00` or `300.00`, without grouping. */
export function amountFieldText(amountMinor: number, currency: string, language: Language): string {
  const decimals = decimalsOf(currency);
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
  return format.format(amountMinor / 10 ** decimals);
}

/**
 * Reads what a person typed, in major units, with a comma or a dot, spaces ignored; the amount in minor units, or
 * null when it is not an amount greater than zero, or has more decimals than the currency.
 */
export function readAmountText(text: string, currency: string): number | null {
  const match = /^(\d{1,12})(?:[.,](\d*))?$/.exec(text.replace(/\s/g, ''));
  const decimals = decimalsOf(currency);
  const fraction = match?.[2] ?? '';
  if (match === null || fraction.length > decimals) return null;
  const minor = Number(`${match[1]}${fraction.padEnd(decimals, '0')}`);
  return Number.isSafeInteger(minor) && minor > 0 ? minor : null;
}
