import type { Reply } from '../http/reply.ts';
import { type ReceivedRequest, bearerToken } from '../http/received-request.ts';
import type { PathParams, Route } from '../http/router.ts';
import type { GatewayContext } from './context.ts';
import { forbidden, gatewayError } from './gateway-errors.ts';
import type { Scope } from './merchants.ts';
import { type TokenRecord, isTokenAlive } from './token-record.ts';

/** What a call asks of its token: a scope of a client token, or that it is the dashboard's. */
export type Permission = Exclude<Scope, '*'> | 'dashboard';

/** A route that knows its caller. */
export interface TokenRoute extends Omit<Route, 'handle'> {
  readonly needs: Permission;
  readonly handle: (request: ReceivedRequest, params: PathParams, token: TokenRecord) => Reply;
}

function allows(token: TokenRecord, needed: Permission): boolean {
  if (needed === 'dashboard') return token.kind === 'oauth';
  return token.kind === 'client' && (token.scopes.includes('*') || token.scopes.includes(needed));
}

function isJsonType(header: string | undefined): boolean {
  return /(?:^|[\s,])application\/json\s*(?:$|[;,])/i.test(header ?? '');
}

/** Why the headers are refused; null when all three are there. */
function refuseHeaders(context: GatewayContext, { headers }: ReceivedRequest): Reply | null {
  if (!isJsonType(headers.accept)) return gatewayError(context, 406, 'Accept: application/json is needed.');
  if (isJsonType(headers['content-type'])) return null;
  return gatewayError(context, 415, 'Content-Type: application/json is needed.');
}

/**
 * Puts the check of the three headers before each of the routes: 401 for the token, then 406 and 415, then 403 for
 * what the token may not. Only then is anything looked up: a random id tells 404 apart from 403.
 */
export function withToken(context: GatewayContext, routes: readonly TokenRoute[]): readonly Route[] {
  return routes.map(({ needs, ...route }) => ({
    ...route,
    handle: (request, params) => {
      const token = context.books.token(bearerToken(request.headers) ?? '');
      if (token === undefined || !isTokenAlive(token, context.clock.now())) {
        return gatewayError(context, 401, 'Unauthenticated');
      }
      const refused = refuseHeaders(context, request);
      if (refused !== null) return refused;
      return allows(token, needs) ? route.handle(request, params, token) : forbidden(context);
    },
  }));
}
