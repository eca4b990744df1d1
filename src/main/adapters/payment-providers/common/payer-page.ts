import type { CallOptions, Clock, PayerPageProbe } from '../../../ports.ts';
import { isSecureAddress } from '../../../secure-address.ts';
import type { HttpClient } from '../../http/http-client.ts';

/** How often a page may send elsewhere before it counts as not opening. */
const REDIRECTS_MAX = 3;

/** Pages turn away callers that do not look like a browser at all; this one says what it is, too. */
const HEADERS = {
  accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
  'user-agent': 'Mozilla/5.0 (compatible; Tillink)',
};

/**
 * Asks whether a payer's page opens, without a credential, and by secure addresses alone. It is no call of the API,
 * and does not wait in its queue.
 */
export async function probePayerPage(
  { http, clock }: { readonly http: HttpClient; readonly clock: Clock },
  payerUrl: string,
  { signal }: CallOptions,
): Promise<PayerPageProbe> {
  const startedAt = clock.monotonic();
  const told = (kind: PayerPageProbe['kind'], status: number | null): PayerPageProbe => ({
    kind,
    status,
    durationMs: Math.round(clock.monotonic() - startedAt),
  });
  let address: string | null = payerUrl;
  let status: number | null = null;
  for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
    if (address === null || !isSecureAddress(address)) break;
    const url: URL = new URL(address);
    const outcome = await http.send({
      method: 'GET',
      url,
      headers: HEADERS,
      headersOnly: true,
      ...(signal ? { signal } : {}),
    });
    if (outcome.kind !== 'answer') return told('unreachable', null);
    status = outcome.status;
    if (status >= 200 && status < 300) return told('opens', status);
    if (status >= 400 && status < 500) return told('refused', status);
    address = status >= 300 && status < 400 ? locationOf(outcome.headers['location'], url.href) : null;
  }
  return told('unreachable', status);
}

function locationOf(header: string | undefined, from: string): string | null {
  return header !== undefined && URL.canParse(header, from) ? new URL(header, from).href : null;
}
