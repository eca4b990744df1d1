import {
  type Check,
  type JsonObject,
  isFlag,
  isText,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../json-value.ts';

/** In a header of its own, or as a bearer. */
export type CardTokenKind = 'api_token' | 'jwt';

/** {@link Check} for {@link CardTokenKind}. */
export const isCardTokenKind: Check<CardTokenKind> = oneOf(['api_token', 'jwt']);

/** A credential as the books keep it. The id is the credential itself: nothing here is real. */
export interface CardTokenRecord {
  readonly sequence: number;
  readonly id: string;
  readonly kind: CardTokenKind;
  readonly merchantId: number;
  /** Whether it may do no more than read. */
  readonly readOnly: boolean;
  readonly createdMs: number;
  /** Null: it has no end. */
  readonly expiresMs: number | null;
  /** Null unless it was taken back. */
  readonly revokedMs: number | null;
}

/** Whether a credential opens anything at this moment. */
export function isCardTokenAlive({ expiresMs, revokedMs }: CardTokenRecord, nowMs: number): boolean {
  return revokedMs === null && (expiresMs === null || expiresMs > nowMs);
}

/** Reads a credential from the state file. Throws when it is damaged. */
export function readCardTokenRecord(row: JsonObject): CardTokenRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    kind: member(row, 'kind', isCardTokenKind),
    merchantId: member(row, 'merchantId', isWholeNumber),
    readOnly: member(row, 'readOnly', isFlag),
    createdMs: member(row, 'createdMs', isWholeNumber),
    expiresMs: memberOrNull(row, 'expiresMs', isWholeNumber),
    revokedMs: memberOrNull(row, 'revokedMs', isWholeNumber),
  };
}
