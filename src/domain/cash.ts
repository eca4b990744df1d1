import type { CurrencyCode } from './currency.ts';
import { addMoney, divideHalfAway, type Money, money, safeAmount, subtractMoney, sumMoney } from './money.ts';
import { err, ok, type Result } from './result.ts';

/**
 * The coins and notes that a drawer meets, in minor units, from the largest down; what is both a coin and a note
 * stands once. Used for quick amounts and for the blind count.
 *
 * Pieces that are legal tender but have vanished from tills are left out (such as coins below 5 bani, 1 som, 1 rupee,
 * 1 jiao or 25 fils of the dirham, notes below 500 dong): a shop could not give change with them. Notes that are no
 * longer issued are in only where people still pay with them (500 euro, 100,000 dram, 200 lari).
 * Source: common knowledge of 2026, put together from encyclopedias and news, not from the central banks' own lists;
 * these decide where they differ.
 */
export const DENOMINATIONS: Readonly<Record<CurrencyCode, readonly number[]>> = {
  AED: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50, 25],
  AMD: [
    10_000_000, 5_000_000, 2_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000,
    2_000, 1_000,
  ],
  AZN: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50, 20, 10, 5, 3, 1],
  BHD: [20_000, 10_000, 5_000, 1_000, 500, 100, 50, 25, 10, 5],
  BYN: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  CHF: [100_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
  CNY: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10],
  CZK: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
  EUR: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GBP: [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GEL: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
  INR: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
  JPY: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1],
  KGS: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 300, 100],
  KRW: [50_000, 10_000, 5_000, 1_000, 500, 100, 50, 10],
  KWD: [20_000, 10_000, 5_000, 1_000, 500, 250, 100, 50, 20, 10, 5],
  KZT: [
    2_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200,
    100,
  ],
  MDL: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5],
  OMR: [50_000, 20_000, 10_000, 5_000, 1_000, 500, 100, 50, 25, 10, 5],
  PLN: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  RSD: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
  RUB: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 1_000, 500, 200, 100, 50, 10, 5, 1],
  SEK: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
  THB: [100_000, 50_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25],
  TJS: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 300, 100, 50, 25, 20, 10, 5],
  TND: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
  TRY: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50, 25, 10, 5, 1],
  USD: [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1],
  UZS: [
    20_000_000, 10_000_000, 5_000_000, 2_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000, 20_000,
    10_000, 5_000,
  ],
  VND: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500],
};

/**
 * The step to which amounts in cash are rounded, in minor units: the smallest piece that is there, where that is
 * more than one minor unit; null where every amount can be paid. So 5 for CHF (coins of 1 and 2 rappen withdrawn in
 * 1978 and 2007), 100 for CZK (haléř coins, 2008) and SEK (öre coins, 2010), 5 for GEL (1 and 2 tetri, 2021). RUB
 * and USD have none: their smallest coins are legal tender and met, rounding is the shop's courtesy.
 * Source: `DENOMINATIONS`, so that what is rounded to can always be counted out.
 */
export function cashRounding(currency: CurrencyCode): number | null {
  const smallest = DENOMINATIONS[currency].at(-1) ?? 1;
  return smallest > 1 ? smallest : null;
}

/**
 * The nearest amount that can be paid in cash, half away from zero. It may be zero: what is less than half a coin
 * costs nothing in cash.
 * @param step minor units, as `cashRounding` gives it
 * @throws RangeError when the step is not a positive integer
 */
export function roundForCash(amount: Money, step: number): Money {
  if (!Number.isSafeInteger(step) || step < 1) throw new RangeError(`Not a step: ${step}`);
  const steps = divideHalfAway(BigInt(amount.amountMinor), BigInt(step));
  return money(Number(steps * BigInt(step)), amount.currency);
}

/** What goes back to the customer: `received = due + change`, and the change is never negative. */
export function changeDue(received: Money, due: Money): Result<Money, 'received_too_little'> {
  const change = subtractMoney(received, due);
  return change.amountMinor < 0 ? err('received_too_little') : ok(change);
}

/** How many amounts are offered at most: one row of keys. */
export const QUICK_AMOUNTS_MAX = 5;

/** Nobody counts out more pieces of one kind than this; of an odd kind (2, 25, 3) fewer. */
const PIECES_MAX = 20;
const ODD_PIECES_MAX = 3;

/**
 * What a customer is likely to hand over for an amount: exactly it, then the next amounts that a few pieces of one
 * kind make, in ascending order: for 347.50 roubles 350, 400, 500 and 1000.
 *
 * At most five, all different, none below `due`. The exact amount stands first as it is: round it for cash before.
 * @throws RangeError when `due` is negative
 */
export function quickAmounts(due: Money): readonly Money[] {
  if (due.amountMinor < 0) throw new RangeError(`Nothing is due: ${due.amountMinor}`);
  if (due.amountMinor === 0) return [due];
  const above = DENOMINATIONS[due.currency].flatMap((denomination) => {
    const pieces = Math.ceil(due.amountMinor / denomination);
    return pieces <= piecesMax(due, denomination) ? [pieces * denomination] : [];
  });
  const amounts = [...new Set([due.amountMinor, ...above])].sort((a, b) => a - b);
  return amounts.slice(0, QUICK_AMOUNTS_MAX).map((amountMinor) => money(amountMinor, due.currency));
}

/** People round up to ones and fives with zeros behind them; three 200 for 500 only somebody without a 500. */
function piecesMax(due: Money, denomination: number): number {
  if (/^[15]0*$/.test(String(denomination))) return PIECES_MAX;
  const larger = DENOMINATIONS[due.currency].filter((other) => other > denomination);
  return larger.some((other) => due.amountMinor % other === 0) ? 0 : ODD_PIECES_MAX;
}

/** How many pieces of one kind were counted. */
export interface DenominationCount {
  readonly denominationMinor: number;
  readonly count: number;
}

/**
 * What counted coins and notes come to. A piece that the currency does not list counts as well: it is money that
 * lies in the drawer.
 * @throws RangeError when a denomination is not a positive integer, or a count negative or no integer
 */
export function countTotal(currency: CurrencyCode, counts: readonly DenominationCount[]): Money {
  return counts.reduce(
    (sum, { denominationMinor, count }) => {
      if (safeAmount(denominationMinor) <= 0 || safeAmount(count) < 0) {
        throw new RangeError(`Not a count: ${count} of ${denominationMinor}`);
      }
      return addMoney(sum, money(denominationMinor * count, currency));
    },
    sumMoney([], currency),
  );
}
