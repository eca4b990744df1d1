import type {
  CardHolderView,
  CardOperationView,
  IssuedCardView,
  IssuerAccountDetailView,
  IssuerAccountView,
  IssuerTransactionView,
} from '../../contract/views.ts';
import { decimalAmount } from '../../domain/decimal-amount.ts';
import type {
  CardHolder,
  IssuedCard,
  IssuerAccount,
  IssuerAccountDetail,
  IssuerPage,
  IssuerTransaction,
} from '../ports-card-issuer.ts';
import { readComplaints } from './complaints.ts';
import type { CardOperationRow } from './operation-store.ts';

/** One part of a list, as the wire has it. */
export interface ListView<T> {
  readonly items: T[];
  readonly unreadable: number;
  readonly total: number | null;
  readonly more: boolean;
}

export function toListView<T, V>(
  { items, unreadable, total, more }: IssuerPage<T>,
  view: (item: T) => V,
): ListView<V> {
  return { items: items.map(view), unreadable, total, more };
}

export function toAccountView(account: IssuerAccount): IssuerAccountView {
  const { id, name, currency, balance, held, available, status, cards, cardTypes, transferAllowed } = account;
  return {
    id,
    name,
    currency,
    balance,
    held,
    available,
    status,
    cards,
    cardTypes: [...cardTypes],
    transferAllowed,
  };
}

export function toAccountDetailView(account: IssuerAccountDetail): IssuerAccountDetailView {
  return {
    ...toAccountView(account),
    fees: account.fees.map(({ name, text }) => ({ name, text })),
    bins: account.bins.map(({ id, bin, network, country, categoryIds }) => ({
      id,
      bin,
      network,
      country,
      categoryIds: [...categoryIds],
    })),
  };
}

export function toHolderView({ id, firstName, lastName, email, phone }: CardHolder): CardHolderView {
  return { id, firstName, lastName, email, phone };
}

export function toCardView(card: IssuedCard): IssuedCardView {
  const { id, accountId, name, holderId, type, status, statusText, lastFour, balance, limits } = card;
  return {
    id,
    accountId,
    name,
    holderId,
    type,
    status,
    statusText,
    lastFour: lastFour === null ? null : lastFour.slice(-4),
    balance,
    limits: limits.map((limit) => ({ name: limit.name, text: limit.text })),
    expiry: card.expiry,
    createdAt: instantOrNull(card.createdAt),
  };
}

export function toTransactionView(transaction: IssuerTransaction): IssuerTransactionView {
  const { id, accountId, cardId, kind, status, outcome, amount, fee, description, merchant, at } =
    transaction;
  return {
    id,
    accountId,
    cardId,
    kind,
    status,
    outcome,
    amount,
    fee,
    description,
    merchant,
    at: instantOrNull(at),
  };
}

export function toOperationView(row: CardOperationRow): CardOperationView {
  return {
    id: row.id,
    act: row.act,
    state: row.state,
    accountId: row.account_id,
    toAccountId: row.to_account_id,
    cardId: row.card_id,
    label: row.label,
    amount: row.amount !== null && row.currency !== null ? decimalAmount(row.amount, row.currency) : null,
    requestedAt: row.requested_at,
    changedAt: row.changed_at,
    lastLookAt: row.last_look_at,
    evidence: row.evidence,
    words: row.words,
    complaints: readComplaints(row.complaints),
  };
}

/** A time as the wire has it; one that cannot be read is none. */
function instantOrNull(text: string | null): string | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
