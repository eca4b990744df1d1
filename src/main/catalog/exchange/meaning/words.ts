import type { ProductUnit } from '../../../../domain/product.ts';
import { foldText } from '../../search/search-text.ts';
import { remembered } from './remembered.ts';

const PIECES =
  'шт штука штук штуки pcs pc piece pieces each ea unit units единица ед упак уп упаковка пач пачка бут бутылка бан банка кор коробка компл комплект набор пара пар рул рулон pack box set pair bottle can порц порция';
const KILOGRAMS = 'кг килограмм килограммы kg kilogram kilograms kilo кило';

const UNITS: ReadonlyMap<string, ProductUnit> = new Map([
  ...PIECES.split(' ').map((word): [string, ProductUnit] => [word, 'piece']),
  ...KILOGRAMS.split(' ').map((word): [string, ProductUnit] => [word, 'kilogram']),
  // Unit codes of the Russian classifier (OKEI).
  ['796', 'piece'],
  ['166', 'kilogram'],
]);

/** @returns undefined for a unit in which this till does not sell: a litre is no kilogram */
export const readUnit = remembered((text): ProductUnit | undefined => UNITS.get(foldText(text)));

const YES = new Set(
  '1 y yes true да д + истина active активен активный published visible on oui si ja'.split(' '),
);
const NO = new Set(
  '0 n no false нет н ложь inactive draft archived unlisted неактивен hidden off черновик архив unavailable'.split(
    ' ',
  ),
);

/** @returns undefined for what is neither yes nor no */
export const readFlag = remembered((text): boolean | undefined => {
  const trimmed = text.trim();
  if (trimmed === '+') return true;
  // A shop's draft, in WooCommerce's words.
  if (trimmed === '-1' || trimmed === '-') return false;
  const word = foldText(trimmed);
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return undefined;
});

/** A rate of tax as the shop has it, with what it is today. */
export interface KnownTaxRate {
  readonly id: string;
  readonly name: string;
  /** Null: exempt. */
  readonly basisPoints: number | null;
}

const EXEMPT = new Set([
  'без ндс',
  'не облагается',
  'exempt',
  'no vat',
  'no tax',
  'none',
  'without vat',
  'не облагается ндс',
]);

/** @returns undefined where the shop has no such rate */
export function readTax(text: string, rates: readonly KnownTaxRate[]): KnownTaxRate | undefined {
  const trimmed = text.trim();
  const folded = foldText(trimmed);
  const named =
    rates.find(({ id }) => id === trimmed) ??
    rates.find(({ name }) => name === trimmed) ??
    rates.find(({ name }) => foldText(name) === folded);
  if (named) return named;
  if (EXEMPT.has(folded)) return rates.find(({ basisPoints }) => basisPoints === null);
  const basisPoints = percentOf(trimmed);
  return basisPoints === null ? undefined : rates.find((rate) => rate.basisPoints === basisPoints);
}

/** "20%", "20", "НДС 20%", "0,22", "20/120": basis points. */
function percentOf(text: string): number | null {
  const match = /^(?:[\p{L}\s.]*?)(\d{1,2}(?:[.,]\d{1,2})?)\s*(%|\/1\d\d)?$/u.exec(text);
  if (!match) return null;
  const number = Number((match[1] ?? '').replace(',', '.'));
  // A spreadsheet shows 20 % and keeps 0.2.
  const percent = match[2] === undefined && number > 0 && number < 1 ? number * 100 : number;
  return Math.round(percent * 100);
}
