import { randomBytes, randomUUID } from 'node:crypto';
import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, bareReply, errorReply, jsonReply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { isJsonObject, isText } from '../json-value.ts';
import { type Identity, unauthorized, withIdentity } from './authentication.ts';
import type { FourPayContext } from './context.ts';
import { jwtText, unixSeconds } from './jwt-text.ts';
import type { AccessToken, SessionRecord } from './session-record.ts';
import { validationReply } from './validation.ts';

function newAccessToken(context: FourPayContext, partnerId: number): AccessToken {
  const { sessionExpiry, sessionLifetimeSeconds } = context.switches();
  const now = context.clock.now();
  const expiresMs = now + sessionLifetimeSeconds * 1000;
  const token =
    sessionExpiry === 'jwt'
      ? jwtText({ sub: String(partnerId), iat: unixSeconds(now), exp: unixSeconds(expiresMs) })
      : randomBytes(32).toString('base64url');
  return { token, expiresMs };
}

const newRefreshToken = (): string => `rt_${randomBytes(32).toString('base64url')}`;

/** The member that tells the end of the token, where there is one. */
function expiryMember(context: FourPayContext, expiresMs: number): object {
  switch (context.switches().sessionExpiry) {
    case 'expires_at':
      // As in the docs: whole seconds and a Z.
      return { expires_at: `${new Date(expiresMs).toISOString().slice(0, 19)}Z` };
    case 'expire_at':
      return { expire_at: unixSeconds(expiresMs) };
    case 'jwt':
    case 'absent':
      return {};
  }
}

function tokensReply(
  context: FourPayContext,
  status: number,
  access: AccessToken,
  refreshToken: string,
): Reply {
  return jsonReply(status, {
    token: access.token,
    refresh_token: refreshToken,
    ...expiryMember(context, access.expiresMs),
  });
}

const notAnObject = (): Reply => errorReply(400, 'bad_request', 'The body is not a JSON object.');

function signIn(context: FourPayContext, request: ReceivedRequest): Reply {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return notAnObject();
  const { type, login, password } = body;
  const problems = [
    ...(type === 'partner' ? [] : [{ field: 'type', message: 'must be partner' }]),
    ...(isText(login) ? [] : [{ field: 'login', message: 'is required' }]),
    ...(isText(password) ? [] : [{ field: 'password', message: 'is required' }]),
  ];
  if (problems.length > 0) return validationReply(problems, context.switches());
  const partner = context.partners.byLogin(String(login), String(password));
  if (partner === undefined) return errorReply(401, 'unauthorized', 'Wrong login or password.');
  const access = newAccessToken(context, partner.partnerId);
  const refreshToken = newRefreshToken();
  context.books.putSession({
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    partnerId: partner.partnerId,
    createdMs: context.clock.now(),
    accessTokens: [access],
    refreshToken,
    refreshes: 0,
    endedMs: null,
  });
  return tokensReply(context, 201, access, refreshToken);
}

function refreshed(context: FourPayContext, session: SessionRecord): Reply {
  const now = context.clock.now();
  const access = newAccessToken(context, session.partnerId);
  const kept = context.switches().refreshRotates ? null : session.refreshToken;
  const refreshToken = kept ?? newRefreshToken();
  context.books.putSession({
    ...session,
    accessTokens: [...session.accessTokens.filter(({ expiresMs }) => expiresMs > now), access],
    refreshToken,
    refreshes: session.refreshes + 1,
  });
  return tokensReply(context, 200, access, refreshToken);
}

function refresh(context: FourPayContext, request: ReceivedRequest): Reply {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return notAnObject();
  const token = body['refresh_token'];
  if (!isText(token)) {
    return validationReply([{ field: 'refresh_token', message: 'is required' }], context.switches());
  }
  const session = context.books.sessionByRefreshToken(token);
  if (session === undefined || session.endedMs !== null) {
    return errorReply(401, 'unauthorized', 'The refresh token is unknown or was used already.');
  }
  return refreshed(context, session);
}

function signOut(context: FourPayContext, { session }: Identity): Reply {
  if (session === null) return unauthorized();
  context.books.putSession({ ...session, endedMs: context.clock.now() });
  return context.switches().signOutStatus === 204 ? bareReply(204) : jsonReply(200, {});
}

/** The routes of /api/v1/session. Answers stand alone, without `data`, as the docs show them. */
export function sessionRoutes(context: FourPayContext): readonly Route[] {
  const path = '/api/v1/session';
  return [
    { method: 'POST', path, handle: (request) => signIn(context, request) },
    { method: 'PUT', path, handle: (request) => refresh(context, request) },
    ...withIdentity(context, [
      { method: 'DELETE', path, handle: (_request, _params, identity) => signOut(context, identity) },
    ]),
  ];
}
