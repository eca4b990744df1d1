import type { Reply } from '../http/reply.ts';
import type { ReceivedRequest } from '../http/received-request.ts';
import type { MerchantRoute } from './authentication.ts';
import { accountOf, availableOn, bodyOf } from './belongings.ts';
import { invalid, missing, refusal, wrongField } from './card-errors.ts';
import type { CardSwitches } from './card-switches.ts';
import type { CardContext } from './context.ts';
import { createFieldReader, readMoveFields, shortText } from './field-reader.ts';
import { type Entry, postEntries } from './ledger.ts';
import { moveReply, postingOf } from './moving.ts';

/** How a deployment wants to be asked for a transfer. */
export interface TransferForm {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  /** A field that nobody can know; null: there is none. */
  readonly strange: string | null;
}

const camel: TransferForm = {
  path: '/api/v2/accounts/transfer',
  from: 'fromAccountId',
  to: 'toAccountId',
  strange: null,
};

/** The forms by the word of the switch. */
export const transferForms: Readonly<Record<CardSwitches['cardTransferForm'], TransferForm>> = {
  camel,
  snake: { path: '/api/v2/transfers', from: 'from_account_uuid', to: 'to_account_uuid', strange: null },
  strange: { ...camel, strange: 'purposeCode' },
};

const idText = shortText(100);

function transfer(context: CardContext, request: ReceivedRequest, merchantId: number): Reply {
  const form = transferForms[context.switches().cardTransferForm];
  const reader = createFieldReader(bodyOf(request));
  const fromId = reader.required(form.from, idText, 'must be the id of an account');
  const toId = reader.required(form.to, idText, 'must be the id of an account');
  if (form.strange !== null) reader.required(form.strange, shortText(10), 'must be a purpose code');
  if (fromId === null || toId === null) return invalid(context, reader.problems);
  const from = accountOf(context, merchantId, fromId);
  const to = accountOf(context, merchantId, toId);
  if (from === undefined || to === undefined) return missing('Account');
  const fields = readMoveFields(reader, from.currency);
  if (fields === null) return invalid(context, reader.problems);
  if (from.id === to.id) return wrongField(context, form.to, 'must be another account');
  if (from.currency !== to.currency) return wrongField(context, form.to, 'must have the same currency');
  if (!from.isTransferAllowed || !to.isTransferAllowed) return refusal(409, 'Transfers are not allowed');
  if (availableOn(from) < fields.amount) return refusal(409, 'Insufficient funds');
  const entry = (accountId: string, amount: bigint): Entry => ({
    of: 'account',
    accountId,
    cardId: null,
    type: 'transfer',
    amount,
    fee: 0n,
    against: 'twin',
    description: fields.description,
    merchantName: null,
  });
  const posting = postingOf(context, from);
  const row = postEntries(context, posting, entry(from.id, -fields.amount), entry(to.id, fields.amount));
  return moveReply(context, row);
}

/** Money between accounts of a merchant, at the path and with the fields of the switch. */
export function transferRoutes(context: CardContext): readonly MerchantRoute[] {
  const at = (path: string): MerchantRoute => ({
    method: 'POST',
    path,
    needs: 'write',
    offered: () => {
      const { cardsLacks, cardTransferForm } = context.switches();
      return !cardsLacks.includes('transfer') && transferForms[cardTransferForm].path === path;
    },
    handle: (request, _, merchantId) => transfer(context, request, merchantId),
  });
  return [at(transferForms.camel.path), at(transferForms.snake.path)];
}
