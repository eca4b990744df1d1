import { z } from 'zod';
import { isCurrencyCode } from '../../../../domain/currency.ts';
import { type Money, money } from '../../../../domain/money.ts';
import { identifier } from '../common/fields.ts';

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

/** An amount as money; null where it is missing or negative, or in a currency that is not sold in. */
export function moneyOf(
  amountMinor: number | null | undefined,
  currency: string | null | undefined,
): Money | null {
  if (amountMinor == null || amountMinor < 0 || currency == null) return null;
  return isCurrencyCode(currency) ? money(amountMinor, currency) : null;
}
