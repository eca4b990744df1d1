import { AppError } from '../../contract/errors.ts';
import { compareDecimals, type DecimalAmount, isPositiveDecimal } from '../../domain/decimal-amount.ts';

/**
 * More than nothing, in the currency that is moved, and not more than there is where that is told.
 * @throws AppError CARDS_AMOUNT_INVALID with `details.field` and `details.reason`
 */
export function checkAmount(
  amount: DecimalAmount,
  {
    currency,
    available,
    field = 'amount',
  }: {
    readonly currency: string;
    /** Null where it is not told. */
    readonly available: DecimalAmount | null;
    readonly field?: string;
  },
): void {
  const fault = (reason: string, message: string): AppError =>
    new AppError('CARDS_AMOUNT_INVALID', message, { details: { field, reason } });
  if (!isPositiveDecimal(amount)) throw fault('not_positive', 'The amount has to be more than nothing');
  if (amount.currency !== currency) throw fault('currency', `The amount has to be in ${currency}`);
  if (available && available.currency === currency && compareDecimals(amount, available) > 0) {
    throw fault('too_much', 'The amount is more than there is');
  }
}
