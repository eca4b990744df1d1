/** A change of many prices at once. `roundTo`: to the nearest multiple of so many minor units. */
export type PriceRule =
  /** In basis points: 1000 is 10 % more. */
  | { readonly kind: 'percent'; readonly basisPoints: number; readonly roundTo: number }
  | { readonly kind: 'add'; readonly amountMinor: number; readonly roundTo: number }
  | { readonly kind: 'set'; readonly amountMinor: number };

/**
 * A price by a rule; halves go away from zero, once, at the end: 10 % more of 1.05 rounded to 0.05 is 1.15.
 * @param amountMinor not negative
 * @returns null where it would be negative, or larger than can be counted exactly
 */
export function changedPrice(amountMinor: number, rule: PriceRule): number | null {
  if (rule.kind === 'set') return inRange(BigInt(rule.amountMinor));
  // In ten-thousandths of a minor unit, so that nothing is rounded before the end.
  const exact =
    rule.kind === 'percent'
      ? BigInt(amountMinor) * BigInt(10_000 + rule.basisPoints)
      : (BigInt(amountMinor) + BigInt(rule.amountMinor)) * 10_000n;
  if (exact < 0n) return null;
  const step = BigInt(rule.roundTo) * 10_000n;
  return inRange(((exact + step / 2n) / step) * BigInt(rule.roundTo));
}

function inRange(amount: bigint): number | null {
  return amount >= 0n && amount <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(amount) : null;
}
