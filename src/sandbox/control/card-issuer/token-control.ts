import { randomBytes } from 'node:crypto';
import type { CardContext } from '../../card-issuer/context.ts';
import { makeJwt } from '../../card-issuer/jwts.ts';
import { neighbourMerchantId, shopMerchantId } from '../../card-issuer/merchants.ts';
import { type CardTokenRecord, isCardTokenKind } from '../../card-issuer/token-record.ts';
import { type Reply, errorReply, jsonReply } from '../../http/reply.ts';
import {
  type JsonObject,
  isFlag,
  isText,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../../json-value.ts';
import { controlCardToken } from './card-shapes.ts';

const acts = ['expire', 'revoke', 'renew'] as const;
const isAct = oneOf(acts);

function readMerchant(body: JsonObject): number {
  const merchantId = memberOrNull(body, 'merchantId', isWholeNumber) ?? shopMerchantId;
  if (merchantId === shopMerchantId || merchantId === neighbourMerchantId) return merchantId;
  throw new Error(`merchantId: ${shopMerchantId} or ${neighbourMerchantId}`);
}

/** Makes an API token or a JWT. Throws an Error that names a wrong member. */
export function addCardToken(context: CardContext, body: JsonObject): Reply {
  const { books, clock, switches } = context;
  const merchantId = readMerchant(body);
  const readOnly = memberOrNull(body, 'readOnly', isFlag) ?? false;
  if (memberOrNull(body, 'kind', isCardTokenKind) === 'jwt') {
    const lifetime =
      memberOrNull(body, 'lifetimeSeconds', isWholeNumber) ?? switches().cardJwtLifetimeSeconds;
    const jwt = { ...makeJwt(context, merchantId, lifetime), readOnly };
    books.putToken(jwt);
    return jsonReply(201, controlCardToken(context, jwt));
  }
  const id = memberOrNull(body, 'token', isText) ?? `cc_test_${randomBytes(12).toString('hex')}`;
  if (!/^[\x21-\x7e]+$/.test(id)) throw new Error('token: without spaces, in ASCII');
  if (books.token(id) !== undefined) return errorReply(409, 'conflict', 'This token exists.');
  const token: CardTokenRecord = {
    sequence: books.nextSequence(),
    id,
    kind: 'api_token',
    merchantId,
    readOnly,
    createdMs: clock.now(),
    expiresMs: null,
    revokedMs: null,
  };
  books.putToken(token);
  return jsonReply(201, controlCardToken(context, token));
}

function after(act: (typeof acts)[number], nowMs: number): Partial<CardTokenRecord> {
  switch (act) {
    case 'expire':
      return { expiresMs: nowMs };
    case 'revoke':
      return { revokedMs: nowMs };
    case 'renew':
      return { expiresMs: null, revokedMs: null };
  }
}

/** Changes a credential; a JWT's text still tells its first end. Throws an Error that names a wrong member. */
export function changeCardToken(context: CardContext, id: string | undefined, body: JsonObject): Reply {
  const act = member(body, 'act', isAct, `act: one of ${acts.join(', ')}`);
  const token = context.books.token(id ?? '');
  if (token === undefined) return errorReply(404, 'not_found', 'There is no such token.');
  const changed = { ...token, ...after(act, context.clock.now()) };
  context.books.putToken(changed);
  return jsonReply(200, controlCardToken(context, changed));
}
