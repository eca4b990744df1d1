import { type JsonObject, isJsonObject, isText, isWholeNumber, member, memberOrNull } from '../json-value.ts';
import { isDecimal } from './decimals.ts';

/** What a card may spend, as decimal texts; kept and told, not enforced. */
export interface CardLimits {
  readonly daily: string | null;
  readonly monthly: string | null;
  readonly perTransaction: string | null;
}

/** The names of {@link CardLimits}. */
export const limitNames = ['daily', 'monthly', 'perTransaction'] as const;

/** A card as the books keep it, its digits included: no bank has given them out. */
export interface CardRecord {
  readonly sequence: number;
  readonly id: string;
  readonly merchantId: number;
  readonly accountId: string;
  readonly name: string;
  readonly cardOwnerId: string;
  readonly cardType: string;
  readonly binId: string;
  /** Null where a BIN was asked for. */
  readonly categoryId: string | null;
  /** `creating`, `creating_failed`, `active`, `frozen`, `closed`, `expired`, or what a test has made of it. */
  readonly status: string;
  readonly pan: string;
  readonly cvv: string;
  /** MM/YY */
  readonly expiry: string;
  readonly holderName: string;
  readonly currency: string;
  /** All that is on it, what is held included. */
  readonly balance: string;
  /** What is going out and has not gone yet. */
  readonly held: string;
  readonly limits: CardLimits | null;
  readonly createdMs: number;
  /** When it will have been made; null once that is decided. */
  readonly dueMs: number | null;
}

function readLimits(value: unknown): CardLimits | null {
  if (!isJsonObject(value)) return null;
  return {
    daily: memberOrNull(value, 'daily', isDecimal),
    monthly: memberOrNull(value, 'monthly', isDecimal),
    perTransaction: memberOrNull(value, 'perTransaction', isDecimal),
  };
}

/** Reads a card from the state file. Throws when it is damaged. */
export function readCardRecord(row: JsonObject): CardRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    merchantId: member(row, 'merchantId', isWholeNumber),
    accountId: member(row, 'accountId', isText),
    name: member(row, 'name', isText),
    cardOwnerId: member(row, 'cardOwnerId', isText),
    cardType: member(row, 'cardType', isText),
    binId: member(row, 'binId', isText),
    categoryId: memberOrNull(row, 'categoryId', isText),
    status: member(row, 'status', isText),
    pan: member(row, 'pan', isText),
    cvv: member(row, 'cvv', isText),
    expiry: member(row, 'expiry', isText),
    holderName: member(row, 'holderName', isText),
    currency: member(row, 'currency', isText),
    balance: member(row, 'balance', isDecimal),
    held: member(row, 'held', isDecimal),
    limits: readLimits(row['limits']),
    createdMs: member(row, 'createdMs', isWholeNumber),
    dueMs: memberOrNull(row, 'dueMs', isWholeNumber),
  };
}
