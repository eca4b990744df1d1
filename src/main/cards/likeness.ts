import type { CardAct } from '../../domain/card-operation.ts';
import { compareDecimals, type DecimalAmount, isPositiveDecimal } from '../../domain/decimal-amount.ts';
import type { IssuerTransaction, TransactionFilter, TransactionWish } from '../ports-card-issuer.ts';

/** A movement of money, as its transaction is looked for. */
export interface Movement {
  readonly act: CardAct;
  readonly accountId: string;
  readonly cardId: string | null;
  readonly amount: DecimalAmount;
}

/** The issuer's words for each movement, as far as they are known. */
const KINDS: Readonly<Partial<Record<CardAct, RegExp>>> = {
  top_up: /top.?up|deposit|(?<!un)load/i,
  withdraw: /withdraw|unload/i,
  transfer: /transfer/i,
};

/** What stands in the description of whatever was sent from here, of this till or of another. */
const ANY_MARK = /TL[\da-f]{16}/;

/** The list in which a movement shows, as narrow as the deployment lets it be asked for. */
export function wishFor(
  { act, accountId, cardId }: Movement,
  filters: readonly TransactionFilter[],
  from: string,
): Omit<TransactionWish, 'offset' | 'limit'> {
  const by = <T>(filter: TransactionFilter, value: T): T | null => (filters.includes(filter) ? value : null);
  return {
    of: act === 'transfer' ? 'accounts' : 'cards',
    accountId: by('account', accountId),
    cardId: act === 'transfer' ? null : by('card', cardId),
    from: by('from', from),
    to: null,
    status: null,
    kind: null,
  };
}

/** Whether a transaction may be that movement by all that it says, but for its description. */
export function isLike(movement: Movement, transaction: IssuerTransaction, from: string): boolean {
  const { kind, amount, at, description } = transaction;
  return (
    isOfPlace(movement, transaction) &&
    KINDS[movement.act]?.test(kind) === true &&
    isOfAmount(movement, amount) &&
    (at === null || Date.parse(at) >= Date.parse(from)) &&
    !ANY_MARK.test(description ?? '')
  );
}

/** Whether a row does not say where it belongs, so that nobody can tell whether it is this movement. */
export function isPlaceless({ act }: Movement, { accountId, cardId }: IssuerTransaction): boolean {
  return (act === 'transfer' ? accountId : cardId) === null;
}

/** Of a transfer the row of the account that pays: it leaves, while that of another transfer may come. */
function isOfPlace({ act, accountId, cardId }: Movement, transaction: IssuerTransaction): boolean {
  return act === 'transfer' ? transaction.accountId === accountId : transaction.cardId === cardId;
}

/** An issuer may write what leaves a card with or without a sign; what comes never has one. */
function isOfAmount({ act, amount: wanted }: Movement, amount: DecimalAmount): boolean {
  if (amount.currency !== wanted.currency) return false;
  const leaves = !isPositiveDecimal(amount);
  if (leaves ? act === 'top_up' : act === 'transfer') return false;
  const size = { decimal: amount.decimal.replace('-', ''), currency: amount.currency };
  return compareDecimals(size, wanted) === 0;
}
