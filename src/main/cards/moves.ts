import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { MoveAnswer } from '../ports-card-issuer.ts';
import type { Plan } from './acting.ts';
import { checkAmount } from './amounts.ts';
import { type Before, NOTHING_BEFORE } from './before.ts';
import type { CardsParts } from './cards-parts.ts';
import type { DeskAccount, DeskInUse } from './desk-account.ts';
import { isLike, type Movement } from './likeness.ts';
import { readMovements, windowFrom } from './movement-look.ts';
import type { Learned } from './operation-book.ts';

export interface PlanningParts extends CardsParts {
  readonly account: DeskAccount;
}

/** What moves between an account and its card. @throws AppError that says why it cannot be asked for */
export async function planCardMove(
  parts: PlanningParts,
  act: 'top_up' | 'withdraw',
  { operationId, accountId, cardId, amount }: OperationParsed<'cards.topUp'>,
): Promise<Plan<MoveAnswer>> {
  const { account } = parts;
  const inUse = await (act === 'withdraw' ? account.demand('withdraw') : account.ready());
  const { issuer, desk } = inUse;
  const place = { accountId, cardId };
  const card = account.taken(await issuer.card(place, account.options()));
  const source = account.taken(await issuer.account(accountId, account.options()));
  const available = act === 'top_up' ? source.available : card.balance;
  checkAmount(amount, { currency: card.balance?.currency ?? source.currency, available });
  const before = await likesNow(parts, inUse, { act, accountId, cardId, amount });
  return {
    draft: {
      id: operationId,
      desk,
      act,
      ...place,
      label: card.name,
      amount,
      request: {},
      before: { ...before, status: card.statusText, balance: card.balance?.decimal ?? null },
    },
    send: (mark) => {
      const move = { ...place, amount, description: mark };
      return act === 'top_up'
        ? issuer.topUp(move, account.options())
        : issuer.withdraw(move, account.options());
    },
    learned: learnedOfMove,
  };
}

/** @throws AppError that says why it cannot be asked for */
export async function planTransfer(
  parts: PlanningParts,
  { operationId, fromAccountId, toAccountId, amount }: OperationParsed<'cards.transfer'>,
): Promise<Plan<MoveAnswer>> {
  const { account } = parts;
  if (fromAccountId === toAccountId) {
    const details = { field: 'toAccountId' };
    throw new AppError('INVALID_INPUT', 'Money moves from one account to another', { details });
  }
  const inUse = await account.demand('transfer');
  const { issuer, desk } = inUse;
  const from = account.taken(await issuer.account(fromAccountId, account.options()));
  const to = account.taken(await issuer.account(toAccountId, account.options()));
  checkAmount(amount, { currency: from.currency, available: from.available });
  checkAmount(amount, { currency: to.currency, available: null, field: 'toAccountId' });
  const movement = { act: 'transfer', accountId: fromAccountId, cardId: null, amount } as const;
  const before = await likesNow(parts, inUse, movement);
  return {
    draft: {
      id: operationId,
      desk,
      act: 'transfer',
      accountId: fromAccountId,
      toAccountId,
      label: `${from.name} → ${to.name}`,
      amount,
      request: {},
      before: { ...before, status: from.status, balance: from.balance.decimal },
    },
    send: (mark) =>
      issuer.transfer({ fromAccountId, toAccountId, amount, description: mark }, account.options()),
    learned: learnedOfMove,
  };
}

/**
 * What looks like it before it is sent. Where the issuer does not answer, nothing is sent either; where it cannot all
 * be read, nothing is taken for this movement by its likeness alone.
 */
async function likesNow(
  { account, clock }: PlanningParts,
  inUse: DeskInUse,
  movement: Movement,
): Promise<Before> {
  const skewMs = account.skewMs();
  const from = windowFrom(clock.now(), skewMs);
  const answer = await readMovements(account, inUse, { movement, from }, account.options());
  if (answer.kind !== 'ok') {
    if (answer.kind === 'unknown') throw account.toError(answer.problem);
    return { ...NOTHING_BEFORE, skewMs };
  }
  const { items, unreadable, whole } = answer.list;
  const likes = whole ? items.filter((item) => isLike(movement, item, from)).map(({ id }) => id) : null;
  return { ...NOTHING_BEFORE, skewMs, unreadable, likes };
}

const EVENTS = { done: 'seen_done', pending: 'taken', failed: 'seen_failed' } as const;

function learnedOfMove({ state, transactionId }: MoveAnswer): Learned {
  return { event: EVENTS[state], evidence: 'answer', transactionId };
}
