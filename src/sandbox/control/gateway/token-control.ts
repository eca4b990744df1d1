import { randomBytes } from 'node:crypto';
import type { GatewayContext } from '../../checkout-gateway/context.ts';
import { neighbourMerchantId, scopes, shopMerchantId } from '../../checkout-gateway/merchants.ts';
import { type TokenRecord, isTokenKind } from '../../checkout-gateway/token-record.ts';
import { type Reply, errorReply, jsonReply } from '../../http/reply.ts';
import {
  type JsonObject,
  isText,
  isTextList,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../../json-value.ts';
import { controlToken } from './gateway-shapes.ts';

/** What can befall a token. `renew` undoes the other two. */
export const tokenActs = ['expire', 'revoke', 'renew'] as const;

/** One of {@link tokenActs}. */
export type TokenAct = (typeof tokenActs)[number];

const isScope = oneOf(scopes);

/** A list, or as a person types it. Null: not given. Throws an Error that lists the scopes. */
function readScopes(value: unknown): readonly string[] | null {
  if (value === undefined || value === null) return null;
  const list = isText(value) ? value.split(/[\s,]+/).filter((text) => text !== '') : value;
  if (isTextList(list) && list.every(isScope)) return list;
  throw new Error(`scopes: some of ${scopes.join(', ')}`);
}

function readMerchant(body: JsonObject): number {
  const merchantId = memberOrNull(body, 'merchantId', isWholeNumber) ?? shopMerchantId;
  if (merchantId === shopMerchantId || merchantId === neighbourMerchantId) return merchantId;
  throw new Error(`merchantId: ${shopMerchantId} or ${neighbourMerchantId}`);
}

/** A moment; null: none, or not given. Throws an Error when it is no date. */
function readEnd(body: JsonObject): number | null {
  const text = memberOrNull(body, 'expiresAt', isText);
  const ms = text === null ? null : Date.parse(text);
  if (Number.isNaN(ms)) throw new Error('expiresAt: a date');
  return ms;
}

/** Makes a token. Throws an Error that names a wrong member. */
export function addToken(context: GatewayContext, body: JsonObject): Reply {
  const kind = memberOrNull(body, 'kind', isTokenKind) ?? 'client';
  const prefix = kind === 'client' ? 'ct' : 'oa';
  const id = memberOrNull(body, 'token', isText) ?? `${prefix}_test_${randomBytes(12).toString('hex')}`;
  if (!/^[\x21-\x7e]+$/.test(id)) throw new Error('token: without spaces, in ASCII');
  if (context.books.token(id) !== undefined) return errorReply(409, 'conflict', 'This token exists.');
  const token: TokenRecord = {
    id,
    kind,
    merchantId: readMerchant(body),
    label: memberOrNull(body, 'label', isText) ?? 'Made by hand',
    scopes: readScopes(body['scopes']) ?? (kind === 'client' ? ['payments.create', 'payments.get'] : []),
    expiresMs: readEnd(body),
    sequence: context.books.nextSequence(),
    createdMs: context.clock.now(),
    revokedMs: null,
  };
  context.books.putToken(token);
  return jsonReply(201, controlToken(context, token));
}

function after(act: TokenAct, nowMs: number): Partial<TokenRecord> {
  switch (act) {
    case 'expire':
      return { expiresMs: nowMs };
    case 'revoke':
      return { revokedMs: nowMs };
    case 'renew':
      return { expiresMs: null, revokedMs: null };
  }
}

/** Changes a token: `act`, `scopes`, `expiresAt`, any of them. Throws an Error that names a wrong member. */
export function changeToken(context: GatewayContext, id: string | undefined, body: JsonObject): Reply {
  const token = context.books.token(id ?? '');
  if (token === undefined) return errorReply(404, 'not_found', 'There is no such token.');
  const isAct = oneOf(tokenActs);
  const act =
    body['act'] === undefined ? null : member(body, 'act', isAct, `act: one of ${tokenActs.join(', ')}`);
  const given = readScopes(body['scopes']);
  const changed: TokenRecord = {
    ...token,
    ...(act === null ? {} : after(act, context.clock.now())),
    ...(given === null ? {} : { scopes: given }),
    ...(body['expiresAt'] === undefined ? {} : { expiresMs: readEnd(body) }),
  };
  context.books.putToken(changed);
  return jsonReply(200, controlToken(context, changed));
}
