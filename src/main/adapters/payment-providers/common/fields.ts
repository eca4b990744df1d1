import { z } from 'zod';

/** What the fields of answers look like, in all the forms that are known of them. */

/** An id: a text, or a number in some deployments. */
export const identifier = z.union([z.string().min(1), z.number().transform(String)]);

/** A text; anything else counts as missing. */
export const text = z.string().nullish().catch(null);

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
