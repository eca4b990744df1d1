import type { FourPayContext } from '../fourpay-online/context.ts';
import { type SessionRecord, isAlive } from '../fourpay-online/session-record.ts';
import { type Reply, jsonReply } from '../http/reply.ts';
import { type JsonObject, member, oneOf } from '../json-value.ts';

/** What can befall all sessions at once. */
export const sessionActs = ['expire', 'revoke', 'revoke_refresh'] as const;

/** One of {@link sessionActs}. */
export type SessionAct = (typeof sessionActs)[number];

/** How many sessions there were, and how many there are. */
export interface SessionCounts {
  readonly created: number;
  readonly refreshed: number;
  /** Signed out or revoked. */
  readonly ended: number;
  /** With a token that still does something. */
  readonly alive: number;
}

/** Counts the sessions of all partners. */
export function countSessions(context: FourPayContext): SessionCounts {
  const sessions = context.books.sessions();
  const now = context.clock.now();
  return {
    created: sessions.length,
    refreshed: sessions.reduce((sum, { refreshes }) => sum + refreshes, 0),
    ended: sessions.filter(({ endedMs }) => endedMs !== null).length,
    alive: sessions.filter((session) => isAlive(session, now)).length,
  };
}

function after(act: SessionAct, session: SessionRecord, nowMs: number): SessionRecord {
  switch (act) {
    case 'expire':
      return {
        ...session,
        accessTokens: session.accessTokens.map(({ token, expiresMs }) => ({
          token,
          expiresMs: Math.min(expiresMs, nowMs),
        })),
      };
    case 'revoke':
      return { ...session, endedMs: nowMs };
    case 'revoke_refresh':
      return { ...session, refreshToken: null };
  }
}

/** Lets something befall all sessions that have not ended. Throws an Error that lists the acts. */
export function actOnSessions(context: FourPayContext, body: JsonObject): Reply {
  const act = member(body, 'act', oneOf(sessionActs), `act: one of ${sessionActs.join(', ')}`);
  const now = context.clock.now();
  for (const session of context.books.sessions()) {
    if (session.endedMs === null) context.books.putSession(after(act, session, now));
  }
  return jsonReply(200, countSessions(context));
}
