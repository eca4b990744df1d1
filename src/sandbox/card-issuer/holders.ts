import { randomUUID } from 'node:crypto';
import type { ReceivedRequest } from '../http/received-request.ts';
import type { Reply } from '../http/reply.ts';
import type { AccountRecord } from './account-record.ts';
import type { MerchantRoute } from './authentication.ts';
import { accountOf, bodyOf } from './belongings.ts';
import { invalid, missing, refusal } from './card-errors.ts';
import type { CardContext } from './context.ts';
import { createFieldReader, matching, shortText } from './field-reader.ts';
import type { HolderRecord } from './holder-record.ts';
import { listReply, objectReply } from './paging.ts';
import { holderShape } from './shapes.ts';

const ownerId = matching(/^[a-zA-Z0-9-]{1,100}$/);
const email = matching(/^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/);
const phone = matching(/^\+?[0-9][0-9 ()-]{5,24}$/);
const name = shortText(100);

/** The cardholders of a merchant, newest first. */
function holdersOf({ books }: CardContext, merchantId: number): readonly HolderRecord[] {
  return books.holders().filter((holder) => holder.merchantId === merchantId);
}

function createHolder(context: CardContext, request: ReceivedRequest, account: AccountRecord): Reply {
  const { merchantId, id: accountId } = account;
  const reader = createFieldReader(bodyOf(request));
  const long = 'must have 1 to 100 characters';
  const fields = {
    cardOwnerId: reader.required('cardOwnerId', ownerId, 'must have letters a to z, digits and hyphens only'),
    firstName: reader.required('first_name', name, long),
    lastName: reader.required('last_name', name, long),
    email: reader.required('email', email, 'value is not a valid email address'),
    phone: reader.required('phone', phone, 'value is not a valid phone number'),
  };
  const { cardOwnerId, firstName, lastName } = fields;
  if (cardOwnerId === null || firstName === null || lastName === null || reader.problems.length > 0) {
    return invalid(context, reader.problems);
  }
  const others = holdersOf(context, merchantId);
  const same = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
  if (others.some((other) => other.cardOwnerId === cardOwnerId)) {
    return refusal(409, 'Cardholder with this cardOwnerId already exists');
  }
  if (others.some((other) => same(fields.email, other.email))) {
    return refusal(409, 'Cardholder with this email already exists');
  }
  const holder: HolderRecord = {
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    merchantId,
    accountId,
    cardOwnerId,
    firstName,
    lastName,
    email: fields.email ?? '',
    phone: fields.phone ?? '',
    createdMs: context.clock.now(),
  };
  context.books.putHolder(holder);
  return objectReply(context, 201, holderShape(holder));
}

/** Cardholders below their account. */
function accountHolderRoutes(context: CardContext): readonly MerchantRoute[] {
  const path = '/api/v2/accounts/:account/cardholders';
  return [
    {
      method: 'GET',
      path,
      needs: 'read',
      handle: (request, params, merchantId) => {
        const account = accountOf(context, merchantId, params['account']);
        if (account === undefined) return missing('Account');
        const rows = holdersOf(context, merchantId).filter((holder) => holder.accountId === account.id);
        return listReply(context, request, rows, holderShape);
      },
    },
    {
      method: 'POST',
      path,
      needs: 'write',
      handle: (request, params, merchantId) => {
        const account = accountOf(context, merchantId, params['account']);
        return account === undefined ? missing('Account') : createHolder(context, request, account);
      },
    },
  ];
}

/** Cardholders: below their account, and all of a merchant's where the deployment has that. */
export function holderRoutes(context: CardContext): readonly MerchantRoute[] {
  const offered = (): boolean => !context.switches().cardsLacks.includes('merchant_holders');
  return [
    ...accountHolderRoutes(context),
    {
      method: 'GET',
      path: '/api/v2/cardholders',
      needs: 'read',
      offered,
      handle: (request, _, merchantId) =>
        listReply(context, request, holdersOf(context, merchantId), holderShape),
    },
    {
      method: 'GET',
      path: '/api/v2/cardholders/:id',
      needs: 'read',
      offered,
      handle: (_, { id }, merchantId) => {
        const holder = holdersOf(context, merchantId).find((one) => one.id === id || one.cardOwnerId === id);
        return holder === undefined ? missing('Cardholder') : objectReply(context, 200, holderShape(holder));
      },
    },
  ];
}
