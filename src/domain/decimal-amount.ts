import { err, ok, type Result } from './result.ts';

/**
 * Money of the card issuer: a decimal number in major units with up to nine decimals, and its currency.
 *
 * It never meets the till's own `Money`, which counts minor units: nothing converts one into the other. Invariant:
 * `decimal` is in its one canonical form, see {@link canonicalDecimal}; arithmetic is exact, in billionths.
 */
export interface DecimalAmount {
  readonly decimal: string;
  /** As the issuer writes it; not only ISO 4217. */
  readonly currency: string;
}

export const DECIMALS_MAX = 9;
/** More digits before the point than any account holds: from here on a number is taken for damage. */
const WHOLE_DIGITS_MAX = 18;
const ONE = 10n ** BigInt(DECIMALS_MAX);

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/;

export type DecimalFault = 'not_a_number' | 'too_many_decimals' | 'too_large';

/**
 * The one way to write a number: no plus, no leading or trailing zeros, no point without decimals, no "-0".
 * @param text digits with a point, as the issuer writes them; no exponent, no separators of thousands
 */
export function canonicalDecimal(text: string): Result<string, DecimalFault> {
  const match = PLAIN.exec(text);
  if (!match) return err('not_a_number');
  const [, sign, whole = '', decimals = ''] = match;
  const digits = whole.replace(/^0+(?=\d)/, '');
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > DECIMALS_MAX) return err('too_many_decimals');
  if (digits.length > WHOLE_DIGITS_MAX) return err('too_large');
  const plain = kept === '' ? digits : `${digits}.${kept}`;
  return ok(sign === '-' && plain !== '0' ? `-${plain}` : plain);
}

/**
 * What a person typed: spaces are dropped, a comma is a point. Two separators are refused rather than guessed at.
 */
export function parseTypedDecimal(text: string): Result<string, DecimalFault> {
  return canonicalDecimal(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'));
}

/** @throws RangeError when the text is not canonical: amounts are made by {@link decimalAmount} */
function toBillionths(decimal: string): bigint {
  const canonical = canonicalDecimal(decimal);
  if (!canonical.ok || canonical.value !== decimal) throw new RangeError(`Not a decimal amount: ${decimal}`);
  const negative = decimal.startsWith('-');
  const [whole = '', decimals = ''] = (negative ? decimal.slice(1) : decimal).split('.');
  const size = BigInt(whole) * ONE + BigInt(decimals.padEnd(DECIMALS_MAX, '0'));
  return negative ? -size : size;
}

function fromBillionths(billionths: bigint): string {
  const size = billionths < 0n ? -billionths : billionths;
  const text = `${billionths < 0n ? '-' : ''}${size / ONE}.${(size % ONE).toString().padStart(DECIMALS_MAX, '0')}`;
  const canonical = canonicalDecimal(text);
  if (!canonical.ok) throw new RangeError(`Not a decimal amount: ${text}`);
  return canonical.value;
}

/** @throws RangeError for a text that is no decimal number: what comes from outside goes through a parser first */
export function decimalAmount(text: string, currency: string): DecimalAmount {
  const canonical = canonicalDecimal(text);
  if (!canonical.ok) throw new RangeError(`Not a decimal amount: ${text}`);
  return { decimal: canonical.value, currency };
}

export function addDecimals(a: DecimalAmount, b: DecimalAmount): DecimalAmount {
  return {
    decimal: fromBillionths(toBillionths(a.decimal) + toBillionths(sameCurrency(a, b).decimal)),
    currency: a.currency,
  };
}

export function subtractDecimals(a: DecimalAmount, b: DecimalAmount): DecimalAmount {
  return {
    decimal: fromBillionths(toBillionths(a.decimal) - toBillionths(sameCurrency(a, b).decimal)),
    currency: a.currency,
  };
}

/** Negative where `a` is less, 0 where they are the same. @throws RangeError for two currencies */
export function compareDecimals(a: DecimalAmount, b: DecimalAmount): number {
  const difference = toBillionths(a.decimal) - toBillionths(sameCurrency(a, b).decimal);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isPositiveDecimal({ decimal }: DecimalAmount): boolean {
  return toBillionths(decimal) > 0n;
}

function sameCurrency(a: DecimalAmount, b: DecimalAmount): DecimalAmount {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} is not ${b.currency}`);
  return b;
}
