export const DEFAULT_PAYER_URL = '{baseUrl}/pay/link/{id}';

/** The payer URL where the answer names none. */
export function fillPayerUrl(template: string | null, baseUrl: string, id: string): string {
  return (template ?? DEFAULT_PAYER_URL)
    .replaceAll('{baseUrl}', baseUrl)
    .replaceAll('{id}', encodeURIComponent(id));
}
