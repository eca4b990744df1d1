import { type CurrencyCode, currencyExponent } from './currency.ts';
import { err, ok, type Result } from './result.ts';

/**
 * An amount of money: an integer of the currency's minor unit, and its currency.
 *
 * Invariants: `amountMinor` is a safe integer (|x| ≤ 2^53 − 1); amounts of two currencies never meet. A breach
 * is a bug of the caller and throws; input of people goes through `parseAmount`, which returns a Result.
 */
export interface Money {
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
}

/** Quantities are integers of a thousandth, so that 1.250 kg is exact: one piece is 1000. */
export const QUANTITY_ONE = 1000;

export function money(amountMinor: number, currency: CurrencyCode): Money {
  return { amountMinor: safeAmount(amountMinor), currency };
}

/**
 * Guards every amount that arithmetic has made.
 * @throws RangeError when it is not a safe integer: from there on sums would be silently wrong.
 */
export function safeAmount(amountMinor: number): number {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`Not a safe amount: ${amountMinor}`);
  return amountMinor === 0 ? 0 : amountMinor; // −0 would print as "-0"
}

export function addMoney(a: Money, b: Money): Money {
  return money(a.amountMinor + sameCurrency(a, b).amountMinor, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
  return money(a.amountMinor - sameCurrency(a, b).amountMinor, a.currency);
}

export function sumMoney(amounts: readonly Money[], currency: CurrencyCode): Money {
  return amounts.reduce(addMoney, money(0, currency));
}

/**
 * Unit amount times quantity, rounded half away from zero to the minor unit.
 * @param quantityThousandths integer, 1000 is one unit
 */
export function multiplyByQuantity(unit: Money, quantityThousandths: number): Money {
  const product = BigInt(safeAmount(unit.amountMinor)) * BigInt(safeAmount(quantityThousandths));
  return money(toSafeNumber(divideHalfAway(product, BigInt(QUANTITY_ONE))), unit.currency);
}

/**
 * Splits an amount in proportion to weights, so that the parts sum exactly to it (largest remainder; ties go
 * to the earlier part).
 * @param weights non-negative safe integers, not all zero
 * @throws RangeError when a weight is negative or all are zero
 */
export function allocate(total: Money, weights: readonly number[]): readonly Money[] {
  if (weights.some((weight) => weight < 0)) throw new RangeError('A weight is negative');
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(safeAmount(weight)), 0n);
  if (weightSum === 0n) throw new RangeError('All weights are zero');
  const amount = BigInt(safeAmount(total.amountMinor));
  const sign = amount < 0n ? -1n : 1n;
  const shares = weights.map((weight, index) => {
    const scaled = amount * sign * BigInt(weight);
    return { index, floor: scaled / weightSum, remainder: scaled % weightSum };
  });
  const left = amount * sign - shares.reduce((sum, share) => sum + share.floor, 0n);
  const favoured = [...shares]
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
    .slice(0, Number(left))
    .map((share) => share.index);
  return shares.map((share) => {
    const part = share.floor + (favoured.includes(share.index) ? 1n : 0n);
    return money(toSafeNumber(part * sign), total.currency);
  });
}

export type AmountProblem = 'empty' | 'not_a_number' | 'too_many_decimals' | 'too_large';

/**
 * Reads what a person typed ("1 234,50", "12.5") into an amount.
 *
 * Comma and dot are both decimal separators; spaces of any kind group. A thousands comma is not guessed:
 * "1,234" has three decimals and is refused where the currency has two, rather than read as a thousand.
 */
export function parseAmount(text: string, currency: CurrencyCode): Result<Money, AmountProblem> {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (compact === '') return err('empty');
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(compact);
  if (!match) return err('not_a_number');
  const [, sign = '', whole = '0', decimals = ''] = match;
  const exponent = currencyExponent(currency);
  if (decimals.length > exponent) return err('too_many_decimals');
  const digits = BigInt(whole + decimals.padEnd(exponent, '0'));
  if (digits > BigInt(Number.MAX_SAFE_INTEGER)) return err('too_large');
  return ok(money(Number(sign === '-' ? -digits : digits), currency));
}

/** The amount in major units with all decimals and a dot ("12.50"): for files, logs and the command line. */
export function toDecimalText({ amountMinor, currency }: Money): string {
  const exponent = currencyExponent(currency);
  const digits = Math.abs(amountMinor)
    .toString()
    .padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} do not mix`);
  return b;
}

/**
 * An exact quotient rounded half away from zero: the one rounding of the till (MON-1).
 * @param divisor positive
 */
export function divideHalfAway(dividend: bigint, divisor: bigint): bigint {
  const sign = dividend < 0n ? -1n : 1n;
  const absolute = dividend * sign;
  return sign * ((absolute * 2n + divisor) / (divisor * 2n));
}

function toSafeNumber(value: bigint): number {
  return safeAmount(Number(value));
}
