import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type JsonObject, isJsonObject } from '../json-value.ts';
import type { AccountRecord } from './account-record.ts';
import type { CardRecord } from './card-record.ts';
import type { CardContext } from './context.ts';
import { unitsOf } from './decimals.ts';

/** An account of the merchant; another one's is as unknown as one that never was. */
export function accountOf(
  { books }: CardContext,
  merchantId: number,
  id: string | undefined,
): AccountRecord | undefined {
  const account = books.account(id ?? '');
  return account?.merchantId === merchantId ? account : undefined;
}

/** A card of the merchant, on the account that the path names. */
export function cardOf(
  { books }: CardContext,
  merchantId: number,
  accountId: string | undefined,
  id: string | undefined,
): CardRecord | undefined {
  const card = books.card(id ?? '');
  return card?.merchantId === merchantId && card.accountId === accountId ? card : undefined;
}

/** What can leave an account or a card, in billionths. */
export function availableOn({ balance, held }: Pick<AccountRecord, 'balance' | 'held'>): bigint {
  return unitsOf(balance) - unitsOf(held);
}

/** The body as an object; one that is none has no members, so that every field is missing. */
export function bodyOf(request: ReceivedRequest): JsonObject {
  const body = jsonBody(request);
  return isJsonObject(body) ? body : {};
}
