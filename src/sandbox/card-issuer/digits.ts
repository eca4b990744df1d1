import { randomInt } from 'node:crypto';

/** The last digit of a card's number, by Luhn. */
export function checkDigit(digits: string): string {
  const sum = [...digits]
    .toReversed()
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return String((10 - (sum % 10)) % 10);
}

const randomDigits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

/** What is printed on a card. */
export interface CardDigits {
  readonly pan: string;
  readonly cvv: string;
  /** MM/YY */
  readonly expiry: string;
}

/** Makes the digits of a card: 16 of them with a good check digit, good for three years. */
export function makeDigits(bin: string, nowMs: number): CardDigits {
  const body = bin + randomDigits(15 - bin.length);
  const date = new Date(nowMs);
  const month = String(date.getUTCMonth() + 1).padStart(2, '0');
  const year = String((date.getUTCFullYear() + 3) % 100).padStart(2, '0');
  return { pan: body + checkDigit(body), cvv: randomDigits(3), expiry: `${month}/${year}` };
}
