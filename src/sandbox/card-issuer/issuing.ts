import { randomUUID } from 'node:crypto';
import type { ReceivedRequest } from '../http/received-request.ts';
import type { Reply } from '../http/reply.ts';
import { isJsonObject } from '../json-value.ts';
import type { AccountRecord } from './account-record.ts';
import type { MerchantRoute } from './authentication.ts';
import { accountOf, availableOn, bodyOf } from './belongings.ts';
import { invalid, missing, refusal } from './card-errors.ts';
import { type CardLimits, type CardRecord, limitNames } from './card-record.ts';
import type { CardContext } from './context.ts';
import { decimalText, readUnits, unitsOf } from './decimals.ts';
import { makeDigits } from './digits.ts';
import { type FieldReader, among, amountRule, createFieldReader, shortText } from './field-reader.ts';
import type { HolderRecord } from './holder-record.ts';
import { type Entry, postEntries } from './ledger.ts';
import { type Bin, bins } from './merchants.ts';
import { objectReply } from './paging.ts';
import { cardShape } from './shapes.ts';

const anyText = shortText(100);

/** The BIN that is asked for by itself or by a category; null when neither, both or none of ours is named. */
function readBin(reader: FieldReader): { readonly bin: Bin; readonly categoryId: string | null } | null {
  const binId = reader.optional('cardProviderBinId', anyText, 'must be a text');
  const categoryId = reader.optional('binCategoryId', anyText, 'must be a text');
  if ((binId === null) === (categoryId === null)) {
    reader.note('cardProviderBinId', 'either cardProviderBinId or binCategoryId is needed');
    return null;
  }
  const bin = bins.find((one) =>
    categoryId === null ? one.cardProviderBinId === binId : one.categoryIds.includes(categoryId),
  );
  if (bin !== undefined) return { bin, categoryId };
  reader.note(categoryId === null ? 'cardProviderBinId' : 'binCategoryId', 'is not offered on this account');
  return null;
}

/** The limits; null where none are set. What is wrong stands below `limits`. */
function readLimits(reader: FieldReader): CardLimits | null {
  const value = reader.body['limits'] ?? null;
  if (value === null) return null;
  if (!isJsonObject(value)) {
    reader.note('limits', 'must be an object');
    return null;
  }
  const inner = createFieldReader(value);
  const limit = (name: (typeof limitNames)[number]): string | null => {
    const units = inner.optional(name, readUnits, amountRule);
    return units === null ? null : decimalText(units);
  };
  const limits = {
    daily: limit('daily'),
    monthly: limit('monthly'),
    perTransaction: limit('perTransaction'),
  };
  for (const { loc, msg } of inner.problems) reader.note(`limits.${loc.at(-1) ?? ''}`, msg);
  return limitNames.every((name) => limits[name] === null) ? null : limits;
}

function readHolder(context: CardContext, reader: FieldReader, merchantId: number): HolderRecord | null {
  return reader.required(
    'cardOwnerId',
    (value) =>
      context.books.holders().find((one) => one.merchantId === merchantId && one.cardOwnerId === value) ??
      null,
    'there is no such cardholder',
  );
}

type Draft = Pick<
  CardRecord,
  'name' | 'cardOwnerId' | 'cardType' | 'binId' | 'categoryId' | 'limits' | 'holderName'
> & { readonly bin: string };

function readDraft(context: CardContext, reader: FieldReader, account: AccountRecord): Draft | null {
  const name = reader.required('name', shortText(120), 'must have 1 to 120 characters');
  const holder = readHolder(context, reader, account.merchantId);
  const types = account.cardTypes;
  const cardType = reader.required('cardType', among(types), `must be one of ${types.join(', ')}`);
  const choice = readBin(reader);
  const limits = readLimits(reader);
  if (name === null || holder === null || cardType === null || choice === null) return null;
  if (reader.problems.length > 0) return null;
  return {
    name,
    cardOwnerId: holder.cardOwnerId,
    cardType,
    bin: choice.bin.bin,
    binId: choice.bin.cardProviderBinId,
    categoryId: choice.categoryId,
    limits,
    holderName: `${holder.firstName} ${holder.lastName}`.toUpperCase(),
  };
}

/** What making a card costs its account, or gives back; null where it costs nothing. */
function issueFeeEntry(account: AccountRecord, cardId: string, type: string): Entry | null {
  const fee = unitsOf(account.issueFee);
  if (fee === 0n) return null;
  return {
    of: 'account',
    accountId: account.id,
    cardId,
    type,
    amount: type === 'card_issue' ? -fee : fee,
    fee: 0n,
    against: 'fees',
    description: null,
    merchantName: null,
  };
}

function postFee(context: CardContext, account: AccountRecord, cardId: string, type: string): void {
  const { merchantId, currency } = account;
  const entry = issueFeeEntry(account, cardId, type);
  if (entry !== null) postEntries(context, { merchantId, currency, status: 'completed', dueMs: null }, entry);
}

function bookCard(context: CardContext, account: AccountRecord, draft: Draft): CardRecord {
  const { bin, ...rest } = draft;
  const now = context.clock.now();
  const card: CardRecord = {
    ...rest,
    ...makeDigits(bin, now),
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    merchantId: account.merchantId,
    accountId: account.id,
    status: 'creating',
    currency: account.currency,
    balance: '0.00',
    held: '0.00',
    createdMs: now,
    dueMs: now + context.switches().cardIssueDelaySeconds * 1000,
  };
  context.books.putCard(card);
  postFee(context, account, card.id, 'card_issue');
  return card;
}

function issue(context: CardContext, request: ReceivedRequest, account: AccountRecord): Reply {
  const reader = createFieldReader(bodyOf(request));
  const draft = readDraft(context, reader, account);
  if (draft === null) return invalid(context, reader.problems);
  if (availableOn(account) < unitsOf(account.issueFee)) return refusal(409, 'Insufficient funds');
  return objectReply(context, 201, cardShape(context, bookCard(context, account, draft)));
}

/** Ends the making of a card: it works, or its fee comes back. */
export function finishCard(context: CardContext, card: CardRecord): void {
  const failed = context.switches().cardIssueFails;
  context.books.putCard({ ...card, status: failed ? 'creating_failed' : 'active', dueMs: null });
  const account = context.books.account(card.accountId);
  if (failed && account !== undefined) postFee(context, account, card.id, 'card_issue_refund');
}

/** Making cards. Nothing promises that a second call with the same body does no more. */
export function issuingRoutes(context: CardContext): readonly MerchantRoute[] {
  return [
    {
      method: 'POST',
      path: '/api/v2/accounts/:account/cards',
      needs: 'write',
      handle: (request, params, merchantId) => {
        const account = accountOf(context, merchantId, params['account']);
        return account === undefined ? missing('Account') : issue(context, request, account);
      },
    },
  ];
}
