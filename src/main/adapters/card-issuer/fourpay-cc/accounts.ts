import type { CardType, IssuerAccount, IssuerAccountDetail, IssuerBin } from '../../../ports-card-issuer.ts';
import {
  amountIn,
  countIn,
  currencyIn,
  type Fields,
  fieldsOf,
  flagIn,
  idIn,
  namedTexts,
  textIn,
  valueIn,
} from './fields.ts';
import { single } from './single.ts';

/** Null for a row without id, currency or balance, or with an amount that cannot be read exactly. */
export function parseAccount(row: unknown): IssuerAccount | null {
  const fields = fieldsOf(row);
  const id = fields && idIn(fields, 'id', 'uuid', 'accountid', 'accountuuid');
  const currency = fields && currencyIn(fields);
  if (!fields || id === null || currency === null) return null;
  const balance = amountIn(fields, currency, 'balance');
  const held = amountIn(fields, currency, 'holdedbalance', 'heldbalance', 'holdbalance', 'held');
  const available = amountIn(fields, currency, 'availablebalance', 'available');
  if (!balance || held === undefined || available === undefined) return null;
  return {
    id,
    name: textIn(fields, 'name', 'accountname', 'title') ?? id,
    currency,
    balance,
    held,
    available,
    status: textIn(fields, 'status', 'state'),
    cards: cardCount(fields),
    cardTypes: cardTypes(fields),
    // Where nothing is said of it the issuer decides when it is asked.
    transferAllowed:
      flagIn(fields, 'istransferallowed', 'transferallowed') ?? !fields.has('istransferallowed'),
  };
}

/** The answer of one account; null when it is another one than was asked for, or none that can be read. */
export function parseAccountDetail(json: unknown, accountId: string): IssuerAccountDetail | null {
  const row = single(json);
  const account = parseAccount(row);
  const fields = fieldsOf(row);
  if (!account || !fields || !isSame(account.id, accountId)) return null;
  const bins = valueIn(fields, 'binlist', 'bins');
  return {
    ...account,
    id: accountId,
    fees: namedTexts(valueIn(fields, 'fees', 'fee')),
    bins: Array.isArray(bins) ? bins.flatMap((bin) => parseBin(bin) ?? []) : [],
  };
}

/** UUIDs are the same in capitals. */
export function isSame(id: string, asked: string): boolean {
  return id.toLowerCase() === asked.toLowerCase();
}

function cardCount(fields: Fields): number | null {
  const cards = valueIn(fields, 'cards');
  return Array.isArray(cards) ? cards.length : countIn(fields, 'cards', 'cardcount', 'cardscount');
}

function cardTypes(fields: Fields): readonly CardType[] {
  const told = valueIn(fields, 'allowedcardtypes', 'cardtypes');
  if (!Array.isArray(told)) return [];
  return [...new Set(told.flatMap((type) => cardTypeOf(type) ?? []))];
}

/** Null for a type of no known word. */
export function cardTypeOf(told: unknown): CardType | null {
  const word = typeof told === 'string' ? told.toLowerCase() : '';
  return word === 'virtual' || word === 'physical' ? word : null;
}

function parseBin(row: unknown): IssuerBin | null {
  const fields = fieldsOf(row);
  const id = fields && idIn(fields, 'cardproviderbinid', 'id', 'binid');
  if (!fields || id === null) return null;
  const categories = valueIn(fields, 'categoryids', 'bincategoryids', 'categories');
  return {
    id,
    bin: textIn(fields, 'bin', 'binnumber') ?? '',
    network: textIn(fields, 'cardnetwork', 'network'),
    country: textIn(fields, 'issuercountry', 'country'),
    categoryIds: Array.isArray(categories) ? categories.flatMap((one) => categoryId(one) ?? []) : [],
  };
}

function categoryId(told: unknown): string | null {
  return idIn(fieldsOf(told) ?? new Map([['id', told]]), 'id', 'bincategoryid', 'categoryid');
}
