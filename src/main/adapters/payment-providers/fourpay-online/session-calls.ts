import { z } from 'zod';
import type { CallFacts, CallOptions, Clock, ProviderAnswer, ProviderSession } from '../../../ports.ts';
import { found, isRefusedWith, okay, parseWith, type Unanswered, withReasons } from '../common/answers.ts';
import { type ApiCall, type CallParts, callApi, providerNow } from '../common/calls.ts';
import { readTokenTimes } from '../common/jwt.ts';
import { toIso } from '../common/instants.ts';

/** A session that says nothing of its end lives so long, in milliseconds: a missing end never means "forever". */
export const ASSUMED_LIFETIME_MS = 10 * 60_000;

/** A session as the provider has just opened or renewed it. */
export interface OpenedSession extends ProviderSession {
  /** Milliseconds from the answer on. */
  readonly lifetimeMs: number;
}

/** The three calls about a session. None is ever repeated here: an answer that was lost may have taken effect. */
export interface SessionCalls {
  signIn(login: string, password: string, options: CallOptions): Promise<ProviderAnswer<OpenedSession>>;
  refresh(refreshToken: string, options: CallOptions): Promise<ProviderAnswer<OpenedSession>>;
  /** A session that is not there any more counts as ended. */
  signOut(accessToken: string, options: CallOptions): Promise<ProviderAnswer<null>>;
}

/** @param callTo makes the call of a path below `/api/v1`, unsigned */
export function createSessionCalls(
  parts: CallParts,
  callTo: (method: ApiCall['method'], path: string, body?: string) => ApiCall,
): SessionCalls {
  const open = async (
    method: 'POST' | 'PUT',
    body: object,
    refreshToken: string | null,
    options: CallOptions,
  ): Promise<ProviderAnswer<OpenedSession>> => {
    const call: ApiCall = { ...callTo(method, '/session', JSON.stringify(body)), opensSession: true };
    const answer = await callApi(parts, call, options);
    return parseWith(answer, (json) =>
      found(readSession(json, { ...parts, facts: answer.facts, refreshToken })),
    );
  };
  return {
    signIn: (login, password, options) => open('POST', { type: 'partner', login, password }, null, options),
    refresh: (token, options) => open('PUT', { refresh_token: token }, token, options),
    signOut: async (accessToken, options) => {
      const sign = (): Readonly<Record<string, string>> => bearer(accessToken);
      const answer = await callApi(parts, { ...callTo('DELETE', '/session'), sign }, options);
      if (answer.kind === 'ok' || isRefusedWith(answer, 401, 404)) return okay(null, answer.facts);
      return answer;
    },
  };
}

export function bearer(accessToken: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${accessToken}` };
}

/** Whether the provider has said no for good: not "slow down", and not "later". */
export function isSessionRefused(answer: Unanswered): boolean {
  const status = answer.kind === 'rejected' ? (answer.problem.status ?? 0) : 0;
  return status >= 400 && status < 500 && status !== 429;
}

/** A sign-in that was refused, in the words of a credential: the login is our key to this provider. */
export function toldSignIn(answer: Unanswered): Unanswered {
  const told = withReasons<never>(answer, {
    401: 'key_refused',
    422: 'key_refused',
    404: 'not_offered',
    405: 'not_offered',
  });
  return told.kind === 'ok' ? answer : told;
}

const tokens = z.object({
  token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_at: z.union([z.string(), z.number()]).nullish().catch(null),
  expire_at: z.union([z.string(), z.number()]).nullish().catch(null),
});

const answered = z.union([z.object({ data: tokens }).transform(({ data }) => data), tokens]);

interface ReadingParts {
  readonly clock: Clock;
  readonly facts: CallFacts;
  /** The refresh token that was used: it stays where the answer has no new one. */
  readonly refreshToken: string | null;
}

/**
 * Reads the tokens of an answer. Its end is a moment by the provider's clock, which may differ from ours by hours:
 * what is kept of it is how long the session lives, counted from now.
 */
export function readSession(
  json: unknown,
  { clock, facts, refreshToken }: ReadingParts,
): OpenedSession | null {
  const parsed = answered.safeParse(json);
  if (!parsed.success) return null;
  const { token, refresh_token: renewed, expires_at: iso, expire_at: unix } = parsed.data;
  const kept = renewed ?? refreshToken;
  if (kept == null) return null;
  const theirNow = providerNow(clock, facts);
  const times = readTokenTimes(token);
  // Without a Date header their clock is not known: a token says by itself how long it was made for.
  const tokenMadeAt = facts.clockSkewMs === null ? (times?.madeAt ?? theirNow) : theirNow;
  const lifetimeMs =
    [
      spanFrom(theirNow, readMoment(iso)),
      spanFrom(theirNow, readMoment(unix)),
      spanFrom(tokenMadeAt, times?.endsAt ?? null),
    ].find((span) => span !== null) ?? ASSUMED_LIFETIME_MS;
  return {
    accessToken: token,
    refreshToken: kept,
    expiresAt: Math.round(clock.now() + lifetimeMs),
    lifetimeMs,
  };
}

/** An end that lies behind says nothing: the token was made a moment ago. */
function spanFrom(from: number, to: number | null): number | null {
  return to !== null && to > from ? to - from : null;
}

/** An ISO text, or Unix seconds as a number or its digits, in milliseconds. */
function readMoment(value: string | number | null | undefined): number | null {
  if (value == null) return null;
  if (typeof value === 'number' || /^\d{1,12}$/.test(value)) {
    const ms = Number(value) * 1000;
    return Number.isSafeInteger(Math.round(ms)) ? ms : null;
  }
  const iso = toIso(value);
  return iso === null ? null : Date.parse(iso);
}
