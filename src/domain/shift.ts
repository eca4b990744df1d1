import { addMoney, type Money, subtractMoney, sumMoney } from './money.ts';

/** What is put into the drawer or taken out of it beside sales; `no_sale` only opens it. */
export type MovementKind = 'paid_in' | 'paid_out' | 'no_sale';

export const MOVEMENT_KINDS: readonly MovementKind[] = ['paid_in', 'paid_out', 'no_sale'];

/** The most that is moved or counted at once, in minor units: far below where the sums of a shift would lose precision. */
export const DRAWER_MAX = 1_000_000_000_000;

/**
 * What has moved cash during a shift; none of it is negative.
 *
 * `tendered` is what paid for sales: what was handed over less the change that went back, so a note of 1000 for 700
 * counts as 700.
 */
export interface DrawerMoney {
  readonly float: Money;
  readonly tendered: Money;
  /** Cash tenders that went back before their sale was completed. */
  readonly returned: Money;
  /** Refunds that were paid from the drawer, whatever the sale was paid with. */
  readonly refunded: Money;
  readonly paidIn: Money;
  readonly paidOut: Money;
}

/**
 * What the drawer should hold. It may come out negative, where more was given out than the till knows to have
 * come in: the count will say what is there.
 */
export function expectedCash({ float, tendered, returned, refunded, paidIn, paidOut }: DrawerMoney): Money {
  const given = sumMoney([returned, refunded, paidOut], float.currency);
  return subtractMoney(addMoney(float, addMoney(tendered, paidIn)), given);
}

/** Positive: more than expected. Negative: less. */
export function overShort(counted: Money, expected: Money): Money {
  return subtractMoney(counted, expected);
}

/**
 * A Z number as printed: four digits at least, gapless per register and epoch (FIS-2). The epoch is shown from the
 * second on.
 */
export function formatZNumber(number: number, epoch: number): string {
  const digits = number.toString().padStart(4, '0');
  return epoch > 1 ? `${epoch}-${digits}` : digits;
}
