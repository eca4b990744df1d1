import type { ProductView } from '../../../contract/views.ts';
import type { Language } from '../../i18n/i18n.ts';

type Unit = ProductView['unit'];

export const decimalsOf = (unit: Unit): number => (unit === 'kilogram' ? 3 : 0);

/** A number as a person of the language types it; both separators are read everywhere. */
export const typedText = (text: string, language: Language): string =>
  language === 'ru' ? text.replace('.', ',') : text;

/** What + and − change: one piece, or a hundred grams. */
export const stepOf = (unit: Unit): number => (unit === 'kilogram' ? 100 : 1000);

/** Reads a typed quantity into thousandths; null when it is none or has too many decimals for the unit. */
export function parseQuantity(text: string, unit: Unit): number | null {
  const match = /^(\d{1,5})(?:[.,](\d{0,3}))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = '0', fraction = ''] = match;
  if (fraction.length > decimalsOf(unit)) return null;
  return Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
}
