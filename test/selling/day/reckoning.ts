/**
 * What a shopkeeper with a pencil comes to, in minor units. Nothing of the till's own arithmetic is used here: what it
 * is judged by must not share its mistakes.
 */

export type Off =
  | { readonly kind: 'percent'; readonly basisPoints: number }
  | { readonly kind: 'amount'; readonly amountMinor: number };

export interface Rate {
  readonly rateId: string;
  /** Null: exempt. */
  readonly basisPoints: number | null;
}

export interface TaxWay {
  readonly mode: 'included' | 'added';
  readonly rounding: 'line' | 'sale';
}

export interface Item {
  readonly unit: number;
  readonly pieces: number;
  readonly off: Off | null;
  readonly rate: Rate | null;
}

export interface ItemSums {
  readonly gross: number;
  readonly ownOff: number;
  readonly saleOff: number;
  readonly tax: number;
  readonly charged: number;
}

export interface RateSums {
  readonly rate: Rate;
  readonly base: number;
  readonly tax: number;
}

export interface SaleSums {
  readonly items: readonly ItemSums[];
  readonly rates: readonly RateSums[];
  readonly gross: number;
  readonly off: number;
  readonly tax: number;
  readonly total: number;
}

export const plus = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** To the nearest; a half goes up. Of what is not negative, and far below where division of doubles would err. */
const nearest = (dividend: number, divisor: number): number =>
  Math.floor((2 * dividend + divisor) / (2 * divisor));

/** To the coins that exist. */
export const inCoins = (amount: number, coin: number): number => nearest(amount, coin) * coin;

/** Shared out by weight; what is left over goes coin by coin to whoever was cut short the most, the first before others. */
export function shared(amount: number, weights: readonly number[]): readonly number[] {
  const all = plus(weights);
  if (all === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((amount * weight) / all));
  const short = weights.map((weight) => (amount * weight) % all);
  for (let left = amount - plus(parts); left > 0; left--) {
    const most = short.indexOf(Math.max(...short));
    parts[most] = (parts[most] ?? 0) + 1;
    short[most] = -1;
  }
  return parts;
}

function takenOff(amount: number, off: Off | null): number {
  if (off === null) return 0;
  return off.kind === 'amount'
    ? Math.min(off.amountMinor, amount)
    : nearest(amount * off.basisPoints, 10_000);
}

function taxIn(amount: number, basisPoints: number, mode: TaxWay['mode']): number {
  return nearest(amount * basisPoints, mode === 'included' ? 10_000 + basisPoints : 10_000);
}

const sameRate = (a: Rate | null, b: Rate | null): boolean =>
  a?.rateId === b?.rateId && a?.basisPoints === b?.basisPoints;

/** Everything that a sale comes to. */
export function reckon(items: readonly Item[], off: Off | null, way: TaxWay): SaleSums {
  const lines = items.map((item) => {
    const gross = item.unit * item.pieces;
    const ownOff = takenOff(gross, item.off);
    return { rate: item.rate, gross, ownOff, left: gross - ownOff };
  });
  const lefts = lines.map(({ left }) => left);
  const saleOffs = shared(takenOff(plus(lefts), off), lefts);
  const dues = lefts.map((left, at) => left - (saleOffs[at] ?? 0));
  const rates = ratesOf(items);
  const taxes = taxesOf(items, dues, way);
  const added = way.mode === 'added';
  const sums = lines.map(({ gross, ownOff }, at) => {
    const [due, tax] = [dues[at] ?? 0, taxes[at] ?? 0];
    return { gross, ownOff, saleOff: saleOffs[at] ?? 0, tax, charged: added ? due + tax : due };
  });
  return {
    items: sums,
    rates: rates.map((rate) => {
      const mine = sums.filter((_, at) => sameRate(items[at]?.rate ?? null, rate));
      const tax = plus(mine.map((sum) => sum.tax));
      return { rate, tax, base: plus(mine.map(({ charged }) => charged)) - tax };
    }),
    gross: plus(sums.map(({ gross }) => gross)),
    off: plus(sums.map(({ ownOff, saleOff }) => ownOff + saleOff)),
    tax: plus(taxes),
    total: plus(sums.map(({ charged }) => charged)),
  };
}

/** Each rate once, in the order in which it comes. */
function ratesOf(items: readonly Item[]): readonly Rate[] {
  const rates: Rate[] = [];
  for (const { rate } of items) {
    if (rate !== null && !rates.some((known) => sameRate(known, rate))) rates.push(rate);
  }
  return rates;
}

function taxesOf(
  items: readonly Item[],
  dues: readonly number[],
  { mode, rounding }: TaxWay,
): readonly number[] {
  if (rounding === 'line') {
    return items.map(({ rate }, at) => taxIn(dues[at] ?? 0, rate?.basisPoints ?? 0, mode));
  }
  const taxes = items.map(() => 0);
  for (const rate of ratesOf(items)) {
    const places = items.flatMap((item, at) => (sameRate(item.rate, rate) ? [at] : []));
    const weights = places.map((at) => dues[at] ?? 0);
    const parts = shared(taxIn(plus(weights), rate.basisPoints ?? 0, mode), weights);
    places.forEach((at, nth) => {
      taxes[at] = parts[nth] ?? 0;
    });
  }
  return taxes;
}
