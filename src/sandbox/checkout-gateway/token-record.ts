import {
  type Check,
  type JsonObject,
  isText,
  isTextList,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../json-value.ts';

/** For the server-to-server calls, or for those of the dashboard. */
export type TokenKind = 'client' | 'oauth';

/** {@link Check} for {@link TokenKind}. */
export const isTokenKind: Check<TokenKind> = oneOf(['client', 'oauth']);

/** A token as the books keep it. The id is the token itself: nothing here is real. */
export interface TokenRecord {
  readonly sequence: number;
  readonly id: string;
  readonly kind: TokenKind;
  readonly merchantId: number;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly createdMs: number;
  /** Null: it has no end. */
  readonly expiresMs: number | null;
  /** Null unless it was taken back. */
  readonly revokedMs: number | null;
}

/** Whether a token opens anything at this moment. */
export function isTokenAlive({ expiresMs, revokedMs }: TokenRecord, nowMs: number): boolean {
  return revokedMs === null && (expiresMs === null || expiresMs > nowMs);
}

/** Reads a token from the state file. Throws when it is damaged. */
export function readTokenRecord(row: JsonObject): TokenRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    kind: member(row, 'kind', isTokenKind),
    merchantId: member(row, 'merchantId', isWholeNumber),
    label: member(row, 'label', isText),
    scopes: member(row, 'scopes', isTextList),
    createdMs: member(row, 'createdMs', isWholeNumber),
    expiresMs: memberOrNull(row, 'expiresMs', isWholeNumber),
    revokedMs: memberOrNull(row, 'revokedMs', isWholeNumber),
  };
}
