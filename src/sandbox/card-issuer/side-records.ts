import {
  type JsonObject,
  isFlag,
  isText,
  isTextList,
  isWholeNumber,
  member,
  memberOrNull,
} from '../json-value.ts';
import { isDecimal } from './decimals.ts';

/** What has left accounts and cards of one currency: the books lose nothing. */
export interface PotRecord {
  readonly currency: string;
  /** What the issuer has earned. */
  readonly fees: string;
  /** What went to shops, less what was paid in; below 0 where more came than went. */
  readonly outside: string;
}

/** Reads a pot from the state file. Throws when it is damaged. */
export function readPotRecord(row: JsonObject): PotRecord {
  return {
    currency: member(row, 'currency', isText),
    fees: member(row, 'fees', isDecimal),
    outside: member(row, 'outside', isDecimal),
  };
}

/** The events that a merchant can be told of. */
export const cardEventTypes = [
  'card_transaction',
  'account_transaction',
  'account_topup',
  'card_state',
] as const;

/** One of {@link cardEventTypes}. */
export type CardEventType = (typeof cardEventTypes)[number];

/** A merchant's webhook configuration as the books keep it. */
export interface HookRecord {
  readonly merchantId: number;
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly active: boolean;
  /** Null: nothing is signed. */
  readonly secret: string | null;
  readonly updatedMs: number;
}

/** Reads a configuration from the state file. Throws when it is damaged. */
export function readHookRecord(row: JsonObject): HookRecord {
  return {
    merchantId: member(row, 'merchantId', isWholeNumber),
    url: member(row, 'url', isText),
    eventTypes: member(row, 'eventTypes', isTextList),
    active: member(row, 'active', isFlag),
    secret: memberOrNull(row, 'secret', isText),
    updatedMs: member(row, 'updatedMs', isWholeNumber),
  };
}
