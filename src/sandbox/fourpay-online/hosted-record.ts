import { type JsonObject, isJsonObject, isText, isWholeNumber, member, memberOrNull } from '../json-value.ts';

/**
 * What a hosted payment has beside its transaction, which has the same id and holds status and money. Whether its
 * page still works is told by `hosted-paying.ts`.
 */
export interface HostedRecord {
  readonly sequence: number;
  readonly id: string;
  readonly partnerId: number;
  /** The last segment of the payer URL: whoever has it may pay. */
  readonly token: string;
  readonly createdMs: number;
  readonly expiresMs: number;
  /** Null unless the shop cancelled it. */
  readonly cancelledMs: number | null;
  readonly returnUrl: string | null;
  readonly failUrl: string | null;
  readonly description: string | null;
  readonly metadata: JsonObject | null;
  readonly lang: string | null;
  /** How often the payer page was opened. */
  readonly views: number;
}

/** Reads a hosted payment from the state file. Throws when it is damaged. */
export function readHostedRecord(row: JsonObject): HostedRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    partnerId: member(row, 'partnerId', isWholeNumber),
    token: member(row, 'token', isText),
    createdMs: member(row, 'createdMs', isWholeNumber),
    expiresMs: member(row, 'expiresMs', isWholeNumber),
    cancelledMs: memberOrNull(row, 'cancelledMs', isWholeNumber),
    returnUrl: memberOrNull(row, 'returnUrl', isText),
    failUrl: memberOrNull(row, 'failUrl', isText),
    description: memberOrNull(row, 'description', isText),
    metadata: memberOrNull(row, 'metadata', isJsonObject),
    lang: memberOrNull(row, 'lang', isText),
    views: member(row, 'views', isWholeNumber),
  };
}
