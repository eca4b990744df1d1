import { type Reply, bareReply, errorReply } from '../http/reply.ts';
import { type ReceivedRequest, bearerToken } from '../http/received-request.ts';
import type { PathParams, Route } from '../http/router.ts';
import type { FourPayContext } from './context.ts';
import type { Partner } from './partners.ts';
import type { SessionRecord } from './session-record.ts';

/** A key that is valid and may do nothing: it is always answered with 403. */
export const forbiddenApiKey = 'pk_test_forbidden';

/** Who calls, and by which session; null: by key. */
export interface Identity {
  readonly partner: Partner;
  readonly session: SessionRecord | null;
}

/** A route that knows its caller. */
export interface PartnerRoute extends Omit<Route, 'handle'> {
  readonly handle: (request: ReceivedRequest, params: PathParams, identity: Identity) => Reply;
}

type Verdict = { readonly identity: Identity } | { readonly refusal: Reply };

/** The answer to credentials that are missing, wrong or over. */
export function unauthorized(): Reply {
  return errorReply(401, 'unauthorized', 'Missing or invalid credentials.');
}

function byBearer(context: FourPayContext, token: string): Identity | null {
  const session = context.books.sessionByAccessToken(token);
  if (session === undefined || session.endedMs !== null) return null;
  const now = context.clock.now();
  const valid = session.accessTokens.some((access) => access.token === token && access.expiresMs > now);
  const partner = context.partners.byId(session.partnerId);
  return valid && partner !== undefined ? { partner, session } : null;
}

function byKey(context: FourPayContext, key: ReceivedRequest['headers'][string]): Identity | null {
  const partner = typeof key === 'string' ? context.partners.byKey(key) : undefined;
  return partner === undefined ? null : { partner, session: null };
}

function identify(context: FourPayContext, request: ReceivedRequest): Verdict {
  const organization = context.switches().organizationRequired;
  if (organization !== null && request.headers['x-organization-id'] !== organization)
    return { refusal: bareReply(400) };
  const key = request.headers['x-api-key'];
  const token = bearerToken(request.headers);
  if (key !== undefined && token !== null) {
    const reason = 'Send either x-api-key or Authorization: Bearer, not both.';
    return { refusal: errorReply(400, 'ambiguous_credentials', reason) };
  }
  if (key === forbiddenApiKey) return { refusal: errorReply(403, 'forbidden', 'This key may not do that.') };
  const identity = token === null ? byKey(context, key) : byBearer(context, token);
  return identity === null ? { refusal: unauthorized() } : { identity };
}

/** Puts the credential check before each of the routes, and tells them who calls. */
export function withIdentity(context: FourPayContext, routes: readonly PartnerRoute[]): readonly Route[] {
  return routes.map((route) => ({
    ...route,
    handle: (request, params) => {
      const verdict = identify(context, request);
      return 'refusal' in verdict ? verdict.refusal : route.handle(request, params, verdict.identity);
    },
  }));
}
