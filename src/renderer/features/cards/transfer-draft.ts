import type { OperationInput } from '../../../contract/operations.ts';
import type { CardDeskView, DecimalAmountView, IssuerAccountView } from '../../../contract/views.ts';
import { addDecimals, compareDecimals, subtractDecimals } from '../../../domain/decimal-amount.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Language } from '../../i18n/i18n.ts';
import { readTypedAmount, type TypedFault } from './decimal-text.ts';

/** A transfer as it is being typed. */
export interface TransferDraft {
  readonly fromAccountId: string;
  /** Empty: not chosen yet. */
  readonly toAccountId: string;
  readonly amountText: string;
}

export type AmountFault = TypedFault | 'more_than_available';

export type TransferFault =
  | { readonly field: 'toAccountId' }
  | { readonly field: 'amount'; readonly fault: AmountFault };

export type TransferWish = Omit<OperationInput<'cards.transfer'>, 'operationId'>;

/** Money goes only where it stays what it is: to another account in the same currency. */
export function targetsOf(
  accounts: readonly IssuerAccountView[],
  from: IssuerAccountView,
): readonly IssuerAccountView[] {
  return accounts.filter(({ id, currency }) => id !== from.id && currency === from.currency);
}

/** Why there is no transfer from an account; null where there may be one. */
export function transferHindrance(
  desk: CardDeskView,
  accounts: readonly IssuerAccountView[],
  from: IssuerAccountView,
): 'not_offered' | 'not_here' | 'no_other' | null {
  if (desk.offers.transfer !== 'offered') return 'not_offered';
  if (!from.transferAllowed) return 'not_here';
  return targetsOf(accounts, from).length === 0 ? 'no_other' : null;
}

/** What can leave the account, as far as it is told. */
export const spendable = (account: IssuerAccountView): DecimalAmountView =>
  account.available ?? account.balance;

/** An amount that was typed, no larger than what is there; `available` null where that is not told. */
export function readAmountWithin(
  text: string,
  currency: string,
  available: DecimalAmountView | null,
  language: Language,
): Result<DecimalAmountView, AmountFault> {
  const amount = readTypedAmount(text, currency, language);
  if (!amount.ok || available === null || available.currency !== currency) return amount;
  return compareDecimals(amount.value, available) > 0 ? err('more_than_available') : amount;
}

/** What was typed, as the contract takes it, or what is wrong, field by field. */
export function readTransfer(
  draft: TransferDraft,
  from: IssuerAccountView,
  accounts: readonly IssuerAccountView[],
  language: Language,
): Result<TransferWish, readonly TransferFault[]> {
  const to = targetsOf(accounts, from).find(({ id }) => id === draft.toAccountId);
  const amount = readAmountWithin(draft.amountText, from.currency, spendable(from), language);
  if (to && amount.ok) return ok({ fromAccountId: from.id, toAccountId: to.id, amount: amount.value });
  const faults: TransferFault[] = to ? [] : [{ field: 'toAccountId' }];
  return err(amount.ok ? faults : [...faults, { field: 'amount', fault: amount.error }]);
}

/**
 * What is there once an amount has come (1) or gone (-1). Null where the currencies differ: nothing here converts; and
 * where it would be larger than an amount can be.
 */
export function balanceAfter(
  before: DecimalAmountView,
  amount: DecimalAmountView,
  sign: 1 | -1,
): DecimalAmountView | null {
  if (before.currency !== amount.currency) return null;
  try {
    return sign > 0 ? addDecimals(before, amount) : subtractDecimals(before, amount);
  } catch {
    return null;
  }
}

/** The balances before and after; fees, which are not known beforehand, left out. */
export function transferPreview(
  amount: DecimalAmountView,
  from: IssuerAccountView,
  to: IssuerAccountView,
): { readonly from: DecimalAmountView; readonly to: DecimalAmountView } | null {
  const left = balanceAfter(from.balance, amount, -1);
  const there = balanceAfter(to.balance, amount, 1);
  return left === null || there === null ? null : { from: left, to: there };
}
