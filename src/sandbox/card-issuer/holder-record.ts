import { type JsonObject, isText, isWholeNumber, member } from '../json-value.ts';

/** A cardholder as the books keep it. */
export interface HolderRecord {
  readonly sequence: number;
  readonly id: string;
  readonly merchantId: number;
  readonly accountId: string;
  /** The merchant's own name for it. */
  readonly cardOwnerId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly createdMs: number;
}

/** Reads a cardholder from the state file. Throws when it is damaged. */
export function readHolderRecord(row: JsonObject): HolderRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    merchantId: member(row, 'merchantId', isWholeNumber),
    accountId: member(row, 'accountId', isText),
    cardOwnerId: member(row, 'cardOwnerId', isText),
    firstName: member(row, 'firstName', isText),
    lastName: member(row, 'lastName', isText),
    email: member(row, 'email', isText),
    phone: member(row, 'phone', isText),
    createdMs: member(row, 'createdMs', isWholeNumber),
  };
}
