const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** HTTPS, or plain HTTP on loopback: nothing else is put before a customer. */
export function isPayerAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

export const DEFAULT_PAYER_URL = '{baseUrl}/pay/link/{id}';

/** The payer URL where the answer names none. */
export function fillPayerUrl(template: string | null, baseUrl: string, id: string): string {
  return (template ?? DEFAULT_PAYER_URL)
    .replaceAll('{baseUrl}', baseUrl)
    .replaceAll('{id}', encodeURIComponent(id));
}
