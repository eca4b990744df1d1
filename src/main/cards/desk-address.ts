import { AppError } from '../../contract/errors.ts';
import { hasCredentials, isSecure } from '../secure-address.ts';

/** The address of a card issuer as a person typed it. @throws AppError PROVIDER_ADDRESS_INVALID */
export function readAddress(given: string): string {
  if (!URL.canParse(given)) throw noAddress();
  const url = new URL(given);
  if (!isSecure(url) || hasCredentials(url) || url.search !== '' || url.hash !== '') throw noAddress();
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

export function noAddress(cause?: unknown): AppError {
  const details = { field: 'baseUrl' };
  return new AppError('PROVIDER_ADDRESS_INVALID', 'This is no address of a card issuer', { details, cause });
}
