import { err, ok, type Result } from '../../../../domain/result.ts';
import { hasCredentials, isSecure } from '../../../secure-address.ts';

export type AddressProblem = 'not_a_url' | 'not_https' | 'has_credentials';

/**
 * Reads a base address that a person typed: HTTPS only, plain HTTP on loopback excepted, no user or password,
 * no query or fragment, no trailing slash.
 */
export function parseBaseUrl(text: string): Result<string, AddressProblem> {
  if (!URL.canParse(text)) return err('not_a_url');
  const url = new URL(text);
  if (hasCredentials(url)) return err('has_credentials');
  if (!isSecure(url)) return err('not_https');
  return ok(`${url.origin}${url.pathname}`.replace(/\/+$/, ''));
}
