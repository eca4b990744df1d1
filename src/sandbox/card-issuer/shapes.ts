import type { AccountRecord } from './account-record.ts';
import { type CardRecord, limitNames } from './card-record.ts';
import type { CardContext } from './context.ts';
import { decimalText, unitsOf } from './decimals.ts';
import type { HolderRecord } from './holder-record.ts';
import { bins } from './merchants.ts';
import type { MovementRecord } from './movement-record.ts';
import type { HookRecord } from './side-records.ts';

const moment = (ms: number): string => new Date(ms).toISOString();

/** An amount as it is told. */
function money(context: CardContext, text: string): string | number {
  return context.switches().cardMoneyAs === 'number' ? Number(text) : text;
}

/** An account as it stands in a list. */
export function accountShape(context: CardContext, account: AccountRecord): object {
  const { id, name, balance, held, currency, cardTypes, isTransferAllowed } = account;
  const available = decimalText(unitsOf(balance) - unitsOf(held));
  return {
    id,
    name,
    balance: money(context, balance),
    holdedBalance: money(context, held),
    availableBalance: money(context, available),
    currency,
    status: 'active',
    cards: context.books.cards().filter((card) => card.accountId === id).length,
    allowedCardTypes: cardTypes,
    isTransferAllowed,
  };
}

/** An account alone: with what it costs, and what its cards can begin with. */
export function accountDetailShape(context: CardContext, account: AccountRecord): object {
  const { issueFee, topupPercent, topupFixed } = account;
  return {
    ...accountShape(context, account),
    fees: {
      cardIssue: money(context, issueFee),
      cardTopupPercent: money(context, topupPercent),
      cardTopupFixed: money(context, topupFixed),
    },
    binList: bins,
  };
}

/** A cardholder as it is told. */
export function holderShape(holder: HolderRecord): object {
  const { id, cardOwnerId, firstName, lastName, email, phone, createdMs } = holder;
  return {
    id,
    cardOwnerId,
    first_name: firstName,
    last_name: lastName,
    email,
    phone,
    created_at: moment(createdMs),
  };
}

/** Whether a card has been made: only then has it digits to tell. */
export function isMade({ status }: CardRecord): boolean {
  return status !== 'creating' && status !== 'creating_failed';
}

function limitsShape(context: CardContext, limits: CardRecord['limits']): object | null {
  if (limits === null) return null;
  return Object.fromEntries(
    limitNames.flatMap((name) => {
      const limit = limits[name];
      return limit === null ? [] : [[name, money(context, limit)]];
    }),
  );
}

/** A card as it is told, without its digits but the last four. */
export function cardShape(context: CardContext, card: CardRecord): object {
  return {
    id: card.id,
    accountId: card.accountId,
    name: card.name,
    cardOwnerId: card.cardOwnerId,
    cardType: card.cardType,
    cardProviderBinId: card.binId,
    binCategoryId: card.categoryId,
    status: card.status,
    lastFour: isMade(card) ? card.pan.slice(-4) : null,
    balance: money(context, card.balance),
    currency: card.currency,
    limits: limitsShape(context, card.limits),
    expiry: isMade(card) ? card.expiry : null,
    createdAt: moment(card.createdMs),
  };
}

/** What is printed on a card. */
export function digitsShape({ pan, cvv, expiry, holderName }: CardRecord): object {
  return { pan, cvv, expiry, cardholderName: holderName };
}

/** A transaction as it is told. */
export function movementShape(context: CardContext, row: MovementRecord): object {
  return {
    id: row.id,
    account_id: row.accountId,
    card_id: row.cardId,
    type: row.type,
    status: row.status,
    amount: money(context, row.amount),
    fee: money(context, row.fee),
    currency: row.currency,
    description: context.switches().cardDescriptionsEchoed ? row.description : null,
    merchant_name: row.merchantName,
    created_at: moment(row.createdMs),
    updated_at: moment(row.updatedMs),
  };
}

/** A webhook configuration as it is told: without its secret. */
export function hookShape({ url, eventTypes, active, secret, updatedMs }: HookRecord): object {
  return {
    url,
    event_types: eventTypes,
    is_active: active,
    secret_set: secret !== null,
    updated_at: moment(updatedMs),
  };
}
