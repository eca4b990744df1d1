import { type ReceivedRequest, bearerToken } from '../http/received-request.ts';
import type { Reply } from '../http/reply.ts';
import type { PathParams, Route } from '../http/router.ts';
import { refusal } from './card-errors.ts';
import type { CardContext } from './context.ts';
import { type CardTokenRecord, isCardTokenAlive } from './token-record.ts';

/** A route that knows whose it is. */
export interface MerchantRoute extends Omit<Route, 'handle'> {
  /** What the credential has to allow. */
  readonly needs: 'read' | 'write';
  /** Whether this deployment has it; absent: every one has. */
  readonly offered?: () => boolean;
  readonly handle: (request: ReceivedRequest, params: PathParams, merchantId: number) => Reply;
}

/** The credential of a request: the header of API tokens wins. */
function credentialOf({ books }: CardContext, { headers }: ReceivedRequest): CardTokenRecord | undefined {
  const apiToken = headers['x-api-token'];
  const kind = apiToken === undefined ? 'jwt' : 'api_token';
  const text = typeof apiToken === 'string' ? apiToken : bearerToken(headers);
  const token = books.token(text ?? '');
  return token?.kind === kind ? token : undefined;
}

/**
 * Puts the check of the credential before each of the routes: 404 for what the deployment lacks, 401, 403. Only then is
 * anything looked up.
 */
export function withMerchant(context: CardContext, routes: readonly MerchantRoute[]): readonly Route[] {
  return routes.map(({ needs, offered, ...route }) => ({
    ...route,
    handle: (request, params) => {
      if (offered?.() === false) return refusal(404, 'Not Found');
      const token = credentialOf(context, request);
      if (token === undefined) return refusal(401, 'Could not validate credentials');
      if (!isCardTokenAlive(token, context.clock.now())) {
        return refusal(401, token.kind === 'jwt' ? 'Token has expired' : 'Token was revoked');
      }
      if (token.readOnly && needs === 'write') return refusal(403, 'Not enough permissions');
      return route.handle(request, params, token.merchantId);
    },
  }));
}
