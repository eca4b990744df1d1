import { isLoopback } from '../../../secure-address.ts';

export { parseBaseUrl } from '../common/address.ts';

/** `live` or `test` by the operator's known hosts; null for an address that only its owner can judge. */
export function modeOfBaseUrl(baseUrl: string): 'live' | 'test' | null {
  // A trailing dot names the same host.
  const hostname = new URL(baseUrl).hostname.replace(/\.$/, '');
  if (hostname === 'sandbox.4pay.online' || isLoopback(hostname)) return 'test';
  return hostname === '4pay.online' || hostname.endsWith('.4pay.online') ? 'live' : null;
}
