import { type Check, isText } from '../json-value.ts';

/** How many decimals an amount may have: it is counted in billionths of a major unit. */
const places = 9;
const one = 10n ** BigInt(places);
const decimal = /^-?\d{1,18}(?:\.\d{1,9})?$/;

/** {@link Check} for an amount as the books keep it. */
export const isDecimal: Check<string> = (value): value is string => isText(value) && decimal.test(value);

/** Billionths of a decimal text. Throws when it is none. */
export function unitsOf(text: string): bigint {
  if (!isDecimal(text)) throw new Error(`${text} is not a decimal number`);
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const size = BigInt(whole) * one + BigInt(fraction.padEnd(places, '0'));
  return negative ? -size : size;
}

/** Billionths as a decimal text with two decimals at least: exact, and read back to the same. */
export function decimalText(units: bigint): string {
  const size = units < 0n ? -units : units;
  const fraction = (size % one).toString().padStart(places, '0').replace(/0+$/, '').padEnd(2, '0');
  return `${units < 0n ? '-' : ''}${size / one}.${fraction}`;
}

/** An amount above 0 out of a body, as a text or a JSON number; null when it is none, or has too many decimals. */
export function readUnits(value: unknown): bigint | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (!isDecimal(text)) return null;
  const units = unitsOf(text);
  return units > 0n ? units : null;
}

/** A share of an amount, rounded up to a billionth. `percent` is in billionths of a percent. */
export function percentOf(units: bigint, percent: bigint): bigint {
  const divisor = 100n * one;
  return (units * percent + divisor - 1n) / divisor;
}
