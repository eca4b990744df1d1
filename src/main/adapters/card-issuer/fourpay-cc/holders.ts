import type { CardHolder, HolderDraft } from '../../../ports-card-issuer.ts';
import { type Fields, fieldsOf, idIn, textIn, writtenIn } from './fields.ts';
import { single } from './single.ts';

/** Null for a row that nothing names. */
export function parseHolder(row: unknown): CardHolder | null {
  const fields = fieldsOf(row);
  // The merchant's own id: cards name their holder by it.
  const id = fields && idIn(fields, 'cardownerid', 'cardholderid', 'id', 'uuid');
  if (!fields || id === null) return null;
  const lastName = textIn(fields, 'lastname', 'surname');
  return {
    id,
    firstName: firstName(fields, lastName),
    lastName: lastName ?? '',
    email: textIn(fields, 'email'),
    phone: writtenIn(fields, 'phone', 'phonenumber'),
  };
}

function firstName(fields: Fields, lastName: string | null): string {
  const whole = lastName === null ? textIn(fields, 'name', 'fullname') : null;
  return textIn(fields, 'firstname') ?? whole ?? '';
}

export function holderBody({ holderId, firstName, lastName, email, phone }: HolderDraft): string {
  return JSON.stringify({ cardOwnerId: holderId, first_name: firstName, last_name: lastName, email, phone });
}

/** The answer to a create, which may tell no more than an id; null where it tells of somebody else, or nothing. */
export function parseCreatedHolder(json: unknown, draft: HolderDraft): CardHolder | null {
  const row = single(json);
  const holder = parseHolder(row);
  const named = fieldsOf(row)?.get('cardownerid');
  if (!holder || (named !== undefined && named !== draft.holderId)) return null;
  return {
    id: draft.holderId,
    firstName: holder.firstName || draft.firstName,
    lastName: holder.lastName || draft.lastName,
    email: holder.email ?? draft.email,
    phone: holder.phone ?? draft.phone,
  };
}
