import { type JsonObject, isJsonObject, isText, isWholeNumber, member, memberOrNull } from '../json-value.ts';

/** A token that opens the API until its end. */
export interface AccessToken {
  readonly token: string;
  readonly expiresMs: number;
}

/** A sign-in as the books keep it, with everything that came of it. */
export interface SessionRecord {
  readonly sequence: number;
  readonly id: string;
  readonly partnerId: number;
  readonly createdMs: number;
  /** Newest last. A refresh leaves the older ones alive to their own end. */
  readonly accessTokens: readonly AccessToken[];
  /** The only one that is taken; null: none is any more. */
  readonly refreshToken: string | null;
  readonly refreshes: number;
  /** When it was signed out or revoked; null while it was not. */
  readonly endedMs: number | null;
}

/** Whether anything can still be done with the session. */
export function isAlive(session: SessionRecord, nowMs: number): boolean {
  if (session.endedMs !== null) return false;
  return session.refreshToken !== null || session.accessTokens.some(({ expiresMs }) => expiresMs > nowMs);
}

function readAccessTokens(row: JsonObject): readonly AccessToken[] {
  const value = row['accessTokens'];
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw new Error('accessTokens is not a list');
  return value.map((item) => ({
    token: member(item, 'token', isText),
    expiresMs: member(item, 'expiresMs', isWholeNumber),
  }));
}

/** Reads a session from the state file. Throws when it is damaged. */
export function readSessionRecord(row: JsonObject): SessionRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    partnerId: member(row, 'partnerId', isWholeNumber),
    createdMs: member(row, 'createdMs', isWholeNumber),
    accessTokens: readAccessTokens(row),
    refreshToken: memberOrNull(row, 'refreshToken', isText),
    refreshes: member(row, 'refreshes', isWholeNumber),
    endedMs: memberOrNull(row, 'endedMs', isWholeNumber),
  };
}
