import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { DecimalAmount } from '../../domain/decimal-amount.ts';
import type { CardHolder, CardLimits, IssuedCard } from '../ports-card-issuer.ts';
import type { Plan } from './acting.ts';
import { checkAmount } from './amounts.ts';
import { NOTHING_BEFORE } from './before.ts';
import { learnedOfIssue, learnedOfState } from './looking.ts';
import type { PlanningParts } from './moves.ts';
import type { Learned } from './operation-book.ts';
import { readWhole, type WholeList } from './whole-list.ts';

/** @throws AppError CARDS_NAME_TAKEN, and those of the issuer */
export async function planHolder(
  { account }: PlanningParts,
  { operationId, ...draft }: OperationParsed<'cards.createHolder'>,
): Promise<Plan<CardHolder>> {
  const { issuer, desk } = await account.ready();
  const { accountId, holderId, firstName, lastName } = draft;
  const answer = await readWhole((page) => issuer.holders({ accountId, ...page }, account.options()));
  if (answer.kind !== 'ok') throw account.toError(answer.problem);
  if (answer.list.items.some(({ id }) => id === holderId)) throw taken('holderId');
  return {
    draft: {
      id: operationId,
      desk,
      act: 'create_holder',
      accountId,
      holderId,
      label: `${firstName} ${lastName}`,
      request: {},
      before: { ...NOTHING_BEFORE, skewMs: account.skewMs(), unreadable: answer.list.unreadable },
    },
    send: () => issuer.createHolder(draft, account.options()),
    learned: () => ({ event: 'seen_done', evidence: 'answer' }),
  };
}

/** @throws AppError CARDS_NAME_TAKEN, CARDS_AMOUNT_INVALID of a limit, and those of the issuer */
export async function planIssue(
  parts: PlanningParts,
  { operationId, ...draft }: OperationParsed<'cards.issue'>,
): Promise<Plan<IssuedCard>> {
  const { account } = parts;
  const { issuer, desk } = await account.ready();
  const { accountId, name, holderId, type, choice, limits } = draft;
  const { currency } = account.taken(await issuer.account(accountId, account.options()));
  checkLimits(limits, currency);
  const there = await cardsNow(parts, accountId);
  if (there.items.some((card) => card.name === name)) throw taken('name');
  return {
    draft: {
      id: operationId,
      desk,
      act: 'issue',
      accountId,
      holderId,
      label: name,
      request: { type, choice, limits },
      before: { ...NOTHING_BEFORE, skewMs: account.skewMs(), unreadable: there.unreadable },
    },
    send: () => issuer.issue(draft, account.options()),
    learned: (card) => ({ ...learnedOfIssue(card), evidence: 'answer' }),
  };
}

/** What changes a card as a whole. @throws AppError PROVIDER_NOT_OFFERED, and those of the issuer */
export async function planCardState(
  { account }: PlanningParts,
  act: 'freeze' | 'unfreeze' | 'close',
  { operationId, accountId, cardId }: OperationParsed<'cards.freeze'>,
): Promise<Plan<IssuedCard | null>> {
  const { issuer, desk } = await account.demand(act);
  const place = { accountId, cardId };
  const read = await issuer.card(place, account.options());
  account.note(read);
  // A card is frozen also while it cannot be read.
  if (read.kind !== 'ok' && !(act === 'freeze' && read.kind === 'unknown'))
    throw account.toError(read.problem);
  const card = read.kind === 'ok' ? read.value : null;
  const status = card?.statusText ?? null;
  const balance = card?.balance?.decimal ?? null;
  return {
    draft: {
      id: operationId,
      desk,
      act,
      ...place,
      label: card?.name ?? '',
      request: {},
      before: { ...NOTHING_BEFORE, skewMs: account.skewMs(), status, balance },
    },
    send: () => issuer[act](place, account.options()),
    learned: async (answered): Promise<Learned> => {
      const told = answered && learnedOfState(act, answered);
      if (told) return { ...told, evidence: 'answer' };
      const now = await issuer.card(place, account.options());
      account.note(now);
      // It was taken; the card does not show it yet.
      return (now.kind === 'ok' ? learnedOfState(act, now.value) : null) ?? { event: 'taken' };
    },
  };
}

/** All cards of an account: by its name a card is found whose making was not answered. */
async function cardsNow({ account }: PlanningParts, accountId: string): Promise<WholeList<IssuedCard>> {
  const { issuer } = await account.ready();
  const answer = await readWhole((page) => issuer.cards({ accountId, ...page }, account.options()));
  if (answer.kind !== 'ok') throw account.toError(answer.problem);
  return answer.list;
}

function checkLimits(limits: CardLimits | null, currency: string): void {
  const { daily, monthly, perTransaction } = limits ?? { daily: null, monthly: null, perTransaction: null };
  const all: Readonly<Record<string, DecimalAmount | null>> = { daily, monthly, perTransaction };
  for (const [field, amount] of Object.entries(all)) {
    if (amount) checkAmount(amount, { currency, available: null, field });
  }
}

function taken(field: 'name' | 'holderId'): AppError {
  const message =
    field === 'name' ? 'A card of this name is there already' : 'A holder of this id is there already';
  return new AppError('CARDS_NAME_TAKEN', message, { details: { field } });
}
