import { divideHalfAway, type Money, money } from './money.ts';
import { err, ok, type Result } from './result.ts';

/** A whole in basis points: 10000 are 100 %, 100 are 1 %. */
export const WHOLE_BASIS_POINTS = 10_000;

/** The longest reason, in characters: it has to fit on a receipt and in a report. */
export const DISCOUNT_REASON_MAX = 200;

/**
 * What is taken off a line or off a whole sale, and why.
 *
 * `basisPoints` is an integer from 1 to 10000. `amountMinor` is a positive integer in the sale's currency; for a
 * line it is taken off the line once, not off each piece. The reason is what a manager reads afterwards.
 */
export type Discount =
  | { readonly kind: 'percent'; readonly basisPoints: number; readonly reason: string }
  | { readonly kind: 'amount'; readonly amountMinor: number; readonly reason: string };

export type DiscountProblem =
  | 'percent_out_of_range'
  | 'amount_out_of_range'
  | 'reason_missing'
  | 'reason_too_long';

/**
 * Whether a discount that a person typed can be given; its reason comes back trimmed. An amount above the price
 * is no problem: it is capped when it is taken off, because the price may still change.
 */
export function checkDiscount(discount: Discount): Result<Discount, DiscountProblem> {
  const problem = valueProblem(discount);
  if (problem) return err(problem);
  const reason = discount.reason.trim();
  if (reason === '') return err('reason_missing');
  return reason.length > DISCOUNT_REASON_MAX ? err('reason_too_long') : ok({ ...discount, reason });
}

/**
 * What a discount takes off an amount: never negative, never more than the amount. A percentage is rounded half
 * away from zero, an amount is capped.
 * @throws RangeError when the base is negative or the discount is one that `checkDiscount` refuses
 */
export function discountOf(base: Money, discount: Discount | null): Money {
  if (base.amountMinor < 0) throw new RangeError(`No discount on a negative amount: ${base.amountMinor}`);
  if (discount === null) return money(0, base.currency);
  const problem = valueProblem(discount);
  if (problem) throw new RangeError(`Not a discount: ${problem}`);
  if (discount.kind === 'amount')
    return money(Math.min(discount.amountMinor, base.amountMinor), base.currency);
  const scaled = BigInt(base.amountMinor) * BigInt(discount.basisPoints);
  return money(Number(divideHalfAway(scaled, BigInt(WHOLE_BASIS_POINTS))), base.currency);
}

function valueProblem(discount: Discount): DiscountProblem | null {
  if (discount.kind === 'amount') {
    return Number.isSafeInteger(discount.amountMinor) && discount.amountMinor > 0
      ? null
      : 'amount_out_of_range';
  }
  const { basisPoints } = discount;
  const within = Number.isSafeInteger(basisPoints) && basisPoints >= 1 && basisPoints <= WHOLE_BASIS_POINTS;
  return within ? null : 'percent_out_of_range';
}
