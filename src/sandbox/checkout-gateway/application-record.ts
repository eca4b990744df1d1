import { type JsonObject, isText, isWholeNumber, member, memberOrNull } from '../json-value.ts';

/** A payment application as the books keep it. */
export interface ApplicationRecord {
  readonly sequence: number;
  readonly id: string;
  /** What checkouts name it by: 32 characters, public. */
  readonly clientId: string;
  readonly merchantId: number;
  readonly name: string;
  /** Signs what its webhook is told; null: nothing is signed. */
  readonly webhookSecret: string | null;
  readonly createdMs: number;
}

/** Reads an application from the state file. Throws when it is damaged. */
export function readApplicationRecord(row: JsonObject): ApplicationRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    clientId: member(row, 'clientId', isText),
    merchantId: member(row, 'merchantId', isWholeNumber),
    name: member(row, 'name', isText),
    webhookSecret: memberOrNull(row, 'webhookSecret', isText),
    createdMs: member(row, 'createdMs', isWholeNumber),
  };
}
