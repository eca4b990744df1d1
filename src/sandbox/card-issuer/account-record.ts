import { type JsonObject, isFlag, isText, isTextList, isWholeNumber, member } from '../json-value.ts';
import { isDecimal } from './decimals.ts';
import type { KnownAccount } from './merchants.ts';

/** An account as the books keep it. Amounts are decimal texts. */
export interface AccountRecord extends KnownAccount {
  readonly sequence: number;
  /** All that is on it, what is held included. */
  readonly balance: string;
  /** What is going out and has not gone yet. */
  readonly held: string;
  readonly createdMs: number;
}

/** Reads an account from the state file. Throws when it is damaged. */
export function readAccountRecord(row: JsonObject): AccountRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    merchantId: member(row, 'merchantId', isWholeNumber),
    name: member(row, 'name', isText),
    currency: member(row, 'currency', isText),
    opening: member(row, 'opening', isDecimal),
    cardTypes: member(row, 'cardTypes', isTextList),
    isTransferAllowed: member(row, 'isTransferAllowed', isFlag),
    issueFee: member(row, 'issueFee', isDecimal),
    topupPercent: member(row, 'topupPercent', isDecimal),
    topupFixed: member(row, 'topupFixed', isDecimal),
    balance: member(row, 'balance', isDecimal),
    held: member(row, 'held', isDecimal),
    createdMs: member(row, 'createdMs', isWholeNumber),
  };
}
