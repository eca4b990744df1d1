import { z } from 'zod';
import { isCurrencyCode } from '../../../../domain/currency.ts';
import { type Money, money } from '../../../../domain/money.ts';

/** What the fields of 4pay.online's answers look like, in all the forms that are known of them. */

/** An id: a text, or a number in some deployments. */
export const identifier = z.union([z.string().min(1), z.number().transform(String)]);

/** A text; anything else counts as missing. */
export const text = z.string().nullish().catch(null);

/** What a row points at: an id, or an object that has one. Anything else counts as missing. */
export const pointer = z
  .union([z.string(), z.number().transform(String), z.object({ id: identifier }).transform(({ id }) => id)])
  .nullish()
  .catch(null);

/** The id of a product that a link carries, as a list of one. It is told whole: what cannot be read of it is still there. */
export function productIdOf(product: unknown): readonly string[] {
  const id = pointer.parse(product);
  return id ? [id] : [];
}

/** An integer, or a string of digits, within the range that arithmetic keeps exact. */
const amount = z
  .union([z.number(), z.string().regex(/^-?\d+$/)])
  .transform((value) => (typeof value === 'string' ? BigInt(value) : value))
  .refine((value) => value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER)
  .transform(Number)
  .refine(Number.isSafeInteger);

/**
 * An amount in minor units; anything else counts as missing: "123.45" is a deployment that speaks of major ones.
 */
export const optionalAmount = amount.nullish().catch(null);

/** An amount as money; null where it is missing or negative, or in a currency that is not sold in. */
export function moneyOf(
  amountMinor: number | null | undefined,
  currency: string | null | undefined,
): Money | null {
  if (amountMinor == null || amountMinor < 0 || currency == null) return null;
  return isCurrencyCode(currency) ? money(amountMinor, currency) : null;
}
