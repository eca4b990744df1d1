import type { OperationInput } from '../../../contract/operations.ts';

export type DeskField = 'baseUrl' | 'token';

export type DeskFault =
  | { readonly field: 'baseUrl' }
  | { readonly field: 'token'; readonly words: 'tokenWrong' | 'jwtWrong' };

const TOKEN = /^[\x21-\x7e]{8,4096}$/;
/** Header, content and signature, in the letters of base64url. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const HERE = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What stands in the form now. It is read when it is sent, and kept nowhere else (SEC-7). */
export function readDeskForm(form: FormData): OperationInput<'cards.connect'> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  return {
    baseUrl: text('baseUrl'),
    kind: text('kind') === 'jwt' ? 'jwt' : 'api_token',
    token: text('token'),
  };
}

/** The first field that cannot be right; main and the issuer look at the rest. */
export function wrongDeskField({ baseUrl, kind, token }: OperationInput<'cards.connect'>): DeskFault | null {
  if (!isAddress(baseUrl)) return { field: 'baseUrl' };
  if (!TOKEN.test(token)) return { field: 'token', words: 'tokenWrong' };
  if (kind === 'jwt' && !JWT.test(token)) return { field: 'token', words: 'jwtWrong' };
  return null;
}

/** HTTPS, but for an issuer on this computer; no user, no password, no query. */
function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && HERE.has(url.hostname));
}
