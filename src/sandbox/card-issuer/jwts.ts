import { jwtText, unixSeconds } from '../fourpay-online/jwt-text.ts';
import type { CardContext } from './context.ts';
import { type CardTokenRecord, isCardTokenAlive } from './token-record.ts';

/** Makes a JWT of the merchant portal. Its `exp` is in whole seconds, and its end is exactly then. */
export function makeJwt(context: CardContext, merchantId: number, lifetimeSeconds: number): CardTokenRecord {
  const { books, clock } = context;
  const iat = unixSeconds(clock.now());
  const exp = iat + lifetimeSeconds;
  const token: CardTokenRecord = {
    sequence: books.nextSequence(),
    id: jwtText({ sub: `merchant-${merchantId}`, iat, exp }),
    kind: 'jwt',
    merchantId,
    readOnly: false,
    createdMs: clock.now(),
    expiresMs: exp * 1000,
    revokedMs: null,
  };
  books.putToken(token);
  return token;
}

/** The newest JWT of a merchant that still opens everything, or a new one. */
export function liveJwt(context: CardContext, merchantId: number): string {
  const now = context.clock.now();
  const known = context.books
    .tokens()
    .filter((one) => one.kind === 'jwt' && one.merchantId === merchantId && !one.readOnly)
    .find((one) => isCardTokenAlive(one, now));
  return (known ?? makeJwt(context, merchantId, context.switches().cardJwtLifetimeSeconds)).id;
}
