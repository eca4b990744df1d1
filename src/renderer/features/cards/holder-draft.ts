import type { OperationInput } from '../../../contract/operations.ts';
import { err, ok, type Result } from '../../../domain/result.ts';

export const HOLDER_FIELDS = ['firstName', 'lastName', 'email', 'phone', 'holderId'] as const;
export type HolderField = (typeof HOLDER_FIELDS)[number];

/** A cardholder as they are being typed. */
export interface HolderDraft extends Readonly<Record<HolderField, string>> {
  /** The id was typed, and is suggested no more. */
  readonly ownId: boolean;
}

export const NEW_HOLDER: HolderDraft = {
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  holderId: '',
  ownId: false,
};

export type HolderFault = 'missing' | 'wrong';

export interface HolderProblem {
  readonly field: HolderField;
  readonly fault: HolderFault;
}

/** As the contract takes them. */
const MAX: Readonly<Record<HolderField, number>> = {
  firstName: 120,
  lastName: 120,
  email: 200,
  phone: 40,
  holderId: 100,
};

export function maxOf(field: HolderField): number {
  return MAX[field];
}

const ID = /^[a-zA-Z0-9-]+$/;
/** No more than that there is something on both sides: what an address is, the issuer decides. */
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const PHONE = /^\+?[\d\s().-]{3,}$/;

/** A change of one field; the id follows the others until it is typed. */
export function changeHolder(draft: HolderDraft, field: HolderField, text: string): HolderDraft {
  const next = { ...draft, [field]: text };
  if (field === 'holderId') return { ...next, ownId: text !== '' };
  return next.ownId ? next : { ...next, holderId: suggestedId(next) };
}

/** From the name where it is in Latin letters, otherwise from the address, which always is. */
function suggestedId({ firstName, lastName, email }: HolderDraft): string {
  const name = idOf(`${firstName} ${lastName}`);
  return name === '' ? idOf(email.split('@')[0] ?? '') : name;
}

function idOf(text: string): string {
  const latin = text.normalize('NFD').replace(/\p{Mn}/gu, '');
  if (/[^\p{Script=Latin}\p{Script=Common}]/u.test(latin)) return '';
  return latin
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX.holderId);
}

/** What was typed, as the contract takes it; or what is wrong first, from the top. */
export function readHolder(
  draft: HolderDraft,
): Result<Omit<OperationInput<'cards.createHolder'>, 'operationId' | 'accountId'>, HolderProblem> {
  const firstName = draft.firstName.trim();
  const lastName = draft.lastName.trim();
  const email = draft.email.trim();
  const phone = draft.phone.trim();
  const holderId = draft.holderId.trim();
  const read = { firstName, lastName, email, phone, holderId };
  const missing = HOLDER_FIELDS.find((field) => read[field] === '');
  if (missing) return err({ field: missing, fault: 'missing' });
  if (!EMAIL.test(email)) return err({ field: 'email', fault: 'wrong' });
  if (!PHONE.test(phone)) return err({ field: 'phone', fault: 'wrong' });
  if (!ID.test(holderId)) return err({ field: 'holderId', fault: 'wrong' });
  return ok(read);
}

/** The name of a holder for people; one without a name goes by the id. */
export function holderName({
  firstName,
  lastName,
  id,
}: {
  readonly firstName: string;
  readonly lastName: string;
  readonly id: string;
}): string {
  const name = `${firstName} ${lastName}`.trim();
  return name === '' ? id : name;
}
