import type { AccountMove, NotOffered } from '../../../../ports-card-issuer.ts';
import { isStep } from '../issuer-calls.ts';
import type { ApiMethod, ApiOperation } from './document.ts';
import type { ApiField } from './schemas.ts';

/** How a deployment wants a transfer between two accounts of the merchant: nobody has published that. */
export interface TransferForm {
  readonly method: ApiMethod;
  /** The steps of its path from `/api/v2` on; those of a role hold an account's id. */
  readonly path: readonly (string | { readonly role: Role })[];
  readonly fields: readonly FilledField[];
}

interface FilledField {
  readonly name: string;
  readonly role: Role;
  readonly as: 'text' | 'number';
}

type Role = 'from' | 'to' | 'amount' | 'currency' | 'description';

const WORDS: Readonly<Record<Role, readonly string[]>> = {
  from: ['from', 'source', 'sender', 'src'],
  to: ['to', 'destination', 'dest', 'target', 'recipient', 'receiver'],
  amount: ['amount'],
  currency: ['currency', 'currency code'],
  description: ['description', 'comment', 'note', 'memo'],
};

const ROLES = ['from', 'to', 'amount', 'currency', 'description'] as const;

const LAST_STEPS = ['transfer', 'transfers', 'internal-transfer', 'internal-transfers'];

/**
 * The way to transfer, where everything that it asks for can be filled in; else why there is none.
 */
export function transferForm(operations: readonly ApiOperation[]): TransferForm | NotOffered {
  const candidates = operations.filter(
    ({ method, steps }) =>
      (method === 'POST' || method === 'PUT') &&
      LAST_STEPS.includes(steps.findLast((step) => step !== '{}') ?? '') &&
      steps.every((step) => ['{}', 'accounts', ...LAST_STEPS].includes(step)),
  );
  const form = candidates.map(formOf).find((one) => one !== null);
  return form ?? (candidates.length > 0 ? 'unknown_form' : 'not_listed');
}

function formOf({ method, path, inPath, query, body }: ApiOperation): TransferForm | null {
  const places = inPath.map(roleInPath);
  const fields = fill(body?.fields ?? []);
  if (!fields || query.some(({ required }) => required) || places.includes(null)) return null;
  const placed = [...places, ...fields.map(({ role }) => role)];
  if (new Set(places).size !== places.length) return null;
  if (!(['from', 'to', 'amount'] as const).every((role) => placed.includes(role))) return null;
  let parameter = 0;
  const steps = path.split('/').map((step) => {
    const role = step.startsWith('{') ? places[parameter++] : null;
    return role ? { role } : step;
  });
  return { method, path: steps, fields };
}

/** Fills in what is required, and of the rest what has no place yet; null where something required stays open. */
function fill(asked: readonly ApiField[]): readonly FilledField[] | null {
  const filled: FilledField[] = [];
  for (const { name, required, takes } of asked.toSorted((a, b) => Number(b.required) - Number(a.required))) {
    const role = roleOf(name);
    const fits = role !== null && takes !== null && (takes === 'text' || role === 'amount');
    if (required && !fits) return null;
    if (!fits || role === null) continue;
    if (required || !filled.some((field) => field.role === role)) filled.push({ name, role, as: takes });
  }
  return filled;
}

function roleOf(name: string): Role | null {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const told = words.filter((word) => !['', 'account', 'id', 'uuid'].includes(word)).join(' ');
  return ROLES.find((role) => WORDS[role].includes(told)) ?? null;
}

/** An account that stands in the path without another word is the one that pays. */
function roleInPath(name: string): 'from' | 'to' | null {
  const role = roleOf(name);
  if (role === 'from' || role === 'to') return role;
  return /^account(?:_?(?:id|uuid))?$/i.test(name) || /^(?:id|uuid)$/i.test(name) ? 'from' : null;
}

/** The path of one transfer; null where an id cannot stand in a path. */
export function transferPath({ path }: TransferForm, move: AccountMove): string | null {
  const steps = path.map((step) => (typeof step === 'string' ? step : told(step.role, move)));
  const ids = path.flatMap((step) => (typeof step === 'string' ? [] : [told(step.role, move)]));
  if (!ids.every(isStep)) return null;
  return steps.map(encodeURIComponent).join('/');
}

/** The body of one transfer. A number is written out: a decimal is not to be rounded on its way. */
export function transferBody({ fields }: TransferForm, move: AccountMove): string {
  const members = fields.map(({ name, role, as }) => {
    const value = told(role, move);
    return `${JSON.stringify(name)}:${as === 'number' ? value : JSON.stringify(value)}`;
  });
  return `{${members.join(',')}}`;
}

function told(role: Role, { fromAccountId, toAccountId, amount, description }: AccountMove): string {
  const values: Readonly<Record<Role, string>> = {
    from: fromAccountId,
    to: toAccountId,
    amount: amount.decimal,
    currency: amount.currency,
    description,
  };
  return values[role];
}
