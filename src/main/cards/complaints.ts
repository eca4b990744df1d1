import { z } from 'zod';
import type { CardOperationView } from '../../contract/views.ts';
import type { CardAct } from '../../domain/card-operation.ts';
import type { ProviderComplaint } from '../ports.ts';

type Complaint = CardOperationView['complaints'][number];

/** Fields of the forms by the issuer's names of them, without case and underscores. */
const FIELDS: Readonly<Record<string, string>> = {
  cardownerid: 'holderId',
  cardholderid: 'holderId',
  firstname: 'firstName',
  lastname: 'lastName',
  email: 'email',
  phone: 'phone',
  name: 'name',
  cardname: 'name',
  cardtype: 'type',
  type: 'type',
  cardproviderbinid: 'binId',
  bincategoryid: 'categoryId',
  daily: 'daily',
  dailylimit: 'daily',
  monthly: 'monthly',
  monthlylimit: 'monthly',
  pertransaction: 'perTransaction',
  pertransactionlimit: 'perTransaction',
  amount: 'amount',
  currency: 'amount',
  fromaccountid: 'fromAccountId',
  fromaccountuuid: 'fromAccountId',
  toaccountid: 'toAccountId',
  toaccountuuid: 'toAccountId',
  accountuuid: 'accountId',
  accountid: 'accountId',
};

const HOLDER = ['holderId', 'firstName', 'lastName', 'email', 'phone', 'accountId'];
const CARD = [
  'name',
  'holderId',
  'type',
  'binId',
  'categoryId',
  'daily',
  'monthly',
  'perTransaction',
  'accountId',
];

/** What a form asks for; an act without a form has no fields to complain of. */
const FORMS: Readonly<Record<CardAct, readonly string[]>> = {
  create_holder: HOLDER,
  issue: CARD,
  top_up: ['amount'],
  withdraw: ['amount'],
  transfer: ['fromAccountId', 'toAccountId', 'amount'],
  freeze: [],
  unfreeze: [],
  close: [],
};

const MESSAGE_MAX = 300;
const COMPLAINTS_MAX = 20;

/** The issuer's complaints on the fields of our form; of a field that the form does not have, `field` is null. */
export function toFormComplaints(
  act: CardAct,
  complaints: readonly ProviderComplaint[],
): readonly Complaint[] {
  return complaints.slice(0, COMPLAINTS_MAX).map(({ field, message }) => {
    const named = FIELDS[(field?.split('.').at(-1) ?? '').replaceAll('_', '').toLowerCase()];
    const shown = named !== undefined && FORMS[act].includes(named) ? named : null;
    return { field: shown, message: message.slice(0, MESSAGE_MAX) };
  });
}

const complaintsSchema = z.array(z.object({ field: z.string().nullable(), message: z.string() }));

/** As they were written by this feature. */
export function readComplaints(json: string): CardOperationView['complaints'] {
  return complaintsSchema.parse(JSON.parse(json));
}
