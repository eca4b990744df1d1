import type { ErrorCode } from '../../../contract/errors.ts';
import { type OperationInput, operations } from '../../../contract/operations.ts';

export type CredentialKind = 'api_key' | 'password';
export type CredentialField = 'apiKey' | 'login' | 'password' | 'organizationId';

export const CREDENTIAL_FIELDS = ['apiKey', 'login', 'password', 'organizationId'] as const;

/** Reads the key form; null when what is in it cannot be a key. */
export function readKeyForm(form: FormData): OperationInput<'connection.enterKey'> | null {
  const parsed = operations['connection.enterKey'].input.safeParse(keyFields(form));
  return parsed.success ? parsed.data : null;
}

/** Reads the sign-in form; null when something is missing. */
export function readSignInForm(form: FormData): OperationInput<'connection.signIn'> | null {
  const parsed = operations['connection.signIn'].input.safeParse(signInFields(form));
  return parsed.success ? parsed.data : null;
}

/** The first field that cannot be right, or null when the form may be sent. */
export function wrongCredentialField(form: FormData, kind: CredentialKind): CredentialField | null {
  const parsed =
    kind === 'api_key'
      ? operations['connection.enterKey'].input.safeParse(keyFields(form))
      : operations['connection.signIn'].input.safeParse(signInFields(form));
  if (parsed.success) return null;
  const name = parsed.error.issues[0]?.path[0];
  return CREDENTIAL_FIELDS.find((field) => field === name) ?? (kind === 'api_key' ? 'apiKey' : 'login');
}

/** The field that an answer of the provider is about. */
export function fieldOfCode(code: ErrorCode, kind: CredentialKind): CredentialField | null {
  switch (code) {
    case 'PROVIDER_KEY_REFUSED':
    case 'PROVIDER_FORBIDDEN':
    case 'PROVIDER_SIGN_IN_NEEDED':
      return kind === 'api_key' ? 'apiKey' : 'password';
    case 'PROVIDER_ORGANIZATION':
      return 'organizationId';
    default:
      return null;
  }
}

function keyFields(form: FormData) {
  return { apiKey: form.get('apiKey'), organizationId: form.get('organizationId') };
}

function signInFields(form: FormData) {
  return {
    login: form.get('login'),
    password: form.get('password'),
    keepPassword: form.has('keepPassword'),
    organizationId: form.get('organizationId'),
  };
}
