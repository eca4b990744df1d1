import type { DecimalAmountView, IssuedCardView, IssuerAccountView } from '../../../contract/views.ts';
import { balanceAfter, spendable } from './transfer-draft.ts';

/** One end of a move of money. */
export interface MoveEnd {
  readonly kind: 'account' | 'card';
  readonly name: string;
  /** Null where it is not told. */
  readonly before: DecimalAmountView | null;
  /** Without fees; null while no amount is typed, or what was there is not told. */
  readonly after: DecimalAmountView | null;
}

export interface CardMove {
  readonly from: MoveEnd;
  readonly to: MoveEnd;
  readonly currency: string;
  /** What can leave; null where it is not told. */
  readonly available: DecimalAmountView | null;
}

/** What moving an amount between an account and a card of it changes. */
export function moveOf(
  kind: 'topUp' | 'withdraw',
  card: IssuedCardView,
  account: IssuerAccountView,
  amount: DecimalAmountView | null,
): CardMove {
  const currency = card.balance?.currency ?? account.currency;
  const [ofCardSign, ofAccountSign] = kind === 'topUp' ? ([1, -1] as const) : ([-1, 1] as const);
  const ofAccount: MoveEnd = {
    kind: 'account',
    name: account.name,
    before: account.balance,
    after: moved(account.balance, amount, ofAccountSign),
  };
  const ofCard: MoveEnd = {
    kind: 'card',
    name: card.name,
    before: card.balance,
    after: moved(card.balance, amount, ofCardSign),
  };
  return kind === 'topUp'
    ? { from: ofAccount, to: ofCard, currency, available: spendable(account) }
    : { from: ofCard, to: ofAccount, currency, available: card.balance };
}

function moved(
  before: DecimalAmountView | null,
  amount: DecimalAmountView | null,
  sign: 1 | -1,
): DecimalAmountView | null {
  return before === null || amount === null ? null : balanceAfter(before, amount, sign);
}
