import { randomBytes } from 'node:crypto';

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * A text in the form of a JSON web token. The signature is random and proves nothing: the sandbox looks tokens up in
 * its books, and callers cannot check them anyway. Two of the same payload differ.
 */
export function jwtText(payload: object): string {
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}.${randomBytes(32).toString('base64url')}`;
}

/** Unix seconds, rounded down: who relies on it gives up a moment early. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
