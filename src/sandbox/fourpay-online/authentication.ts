import { type Reply, bareReply, errorReply } from '../http/reply.ts';
import type { ReceivedRequest } from '../http/received-request.ts';
import type { Route } from '../http/router.ts';
import type { FourPayContext } from './context.ts';

/** A key that is valid and may do nothing: it is always answered with 403. */
export const forbiddenApiKey = 'pk_test_forbidden';

/** The refusal that a request earns by its credentials; null when it may pass. */
export function refuseCredentials(context: FourPayContext, request: ReceivedRequest): Reply | null {
  const organization = context.switches().organizationRequired;
  if (organization !== null && request.headers['x-organization-id'] !== organization) return bareReply(400);
  const key = request.headers['x-api-key'];
  if (key === forbiddenApiKey) return errorReply(403, 'forbidden', 'This key may not do that.');
  if (key !== context.apiKey) return errorReply(401, 'unauthorized', 'Missing or invalid credentials.');
  return null;
}

/** Puts the credential check before each of the routes. */
export function withCredentials(context: FourPayContext, routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => ({
    ...route,
    handle: (request, params) => refuseCredentials(context, request) ?? route.handle(request, params),
  }));
}
