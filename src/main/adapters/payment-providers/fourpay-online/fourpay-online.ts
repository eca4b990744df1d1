import type { CallFacts, CallOptions, Clock, PaymentProvider, ProviderAnswer } from '../../../ports.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { RateLimiter } from '../../http/rate-limiter.ts';
import { type ApiCall, callApi, problem } from './calls.ts';
import { linkBody, parseLink } from './links.ts';
import { parseTransaction, parseTransactionPage } from './transactions.ts';

/** What the adapter needs to speak for one merchant. */
export interface FourpayOnlineConnection {
  /** Without a trailing slash, HTTPS or loopback. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly organizationId: string | null;
  readonly payerUrlTemplate: string | null;
  /** What the payer may pay with; the operator knows `card` and `sbp`, among others. */
  readonly methods: readonly string[];
}

export interface FourpayOnlineParts {
  readonly clock: Clock;
  /** Closed together with the adapter. */
  readonly http: HttpClient;
  /** One for each host, shared by every adapter that calls it, and not closed with this one. */
  readonly limiter: RateLimiter;
  /** A number from 0 to 1 that spreads retries. */
  readonly jitter?: () => number;
}

export const FOURPAY_ONLINE = 'fourpay-online';

/**
 * 4pay.online's partner API, version 1: a link per sale, followed through the list of transactions.
 *
 * The API has no expiry, no idempotency and no paid state of a link, so expiry is the till's, and a create
 * whose answer was lost stays an orphan that nobody saw.
 */
export function createFourpayOnline(
  connection: FourpayOnlineConnection,
  { clock, http, limiter, jitter = Math.random }: FourpayOnlineParts,
): PaymentProvider {
  const rule = { baseUrl: connection.baseUrl, template: connection.payerUrlTemplate };
  const hide = (text: string): string => text.replaceAll(connection.apiKey, '[hidden]');
  const call = (method: ApiCall['method'], path: string, options: CallOptions, body?: string) =>
    callApi({ http, limiter, clock, jitter, hide }, apiCall(connection, method, path, body), options);

  return {
    id: FOURPAY_ONLINE,
    capabilities: {
      ownReference: false,
      list: true,
      cancel: true,
      expiry: false,
      refund: false,
      partialRefund: false,
      readRefunded: true,
    },
    checkConnection: async (options) =>
      parseWith(await call('GET', '/transactions?limit=1', options), (json) =>
        parseTransactionPage(json) ? { of: null } : null,
      ),
    createPayment: async ({ amount }, options) =>
      parseWith(await call('POST', '/links', options, linkBody(amount, connection.methods)), (json) => {
        const created = parseLink(json, rule);
        return created ? { of: created } : null;
      }),
    cancelPayment: async (id, options) => {
      const answer = await call('DELETE', `/links/${encodeURIComponent(id)}`, options);
      const gone = answer.kind === 'rejected' && answer.problem.reason === 'not_found';
      return answer.kind === 'ok' || gone ? okay(null, answer.facts) : answer;
    },
    readPayment: async (id, options) => {
      const answer = await call('GET', `/links/${encodeURIComponent(id)}`, options);
      if (answer.kind === 'rejected' && answer.problem.reason === 'not_found') {
        return okay({ exists: false }, answer.facts);
      }
      return parseWith(answer, (json) => (parseLink(json, rule) ? { of: { exists: true } } : null));
    },
    listTransactions: async ({ cursor, limit }, options) => {
      const query = new URLSearchParams({ limit: String(limit), ...(cursor === null ? {} : { cursor }) });
      return parseWith(await call('GET', `/transactions?${query}`, options), (json) => {
        const parsed = parseTransactionPage(json);
        return parsed ? { of: parsed } : null;
      });
    },
    readTransaction: async (id, options) =>
      parseWith(await call('GET', `/transactions/${encodeURIComponent(id)}`, options), (json) => {
        const transaction = parseTransaction(json);
        return transaction ? { of: transaction } : null;
      }),
    close: () => {
      http.close();
    },
  };
}

function apiCall(
  { baseUrl, apiKey, organizationId }: FourpayOnlineConnection,
  method: ApiCall['method'],
  path: string,
  body?: string,
): ApiCall {
  return {
    method,
    url: new URL(`${baseUrl}/api/v1${path}`),
    headers: {
      accept: 'application/json',
      'x-api-key': apiKey,
      ...(organizationId === null ? {} : { 'x-organization-id': organizationId }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  };
}

function okay<T>(value: T, facts: CallFacts): ProviderAnswer<T> {
  return { kind: 'ok', value, facts };
}

/** An answer of an unknown shape leaves open what happened: unknown, not failed. */
function parseWith<T>(
  answer: ProviderAnswer<unknown>,
  parse: (json: unknown) => { readonly of: T } | null,
): ProviderAnswer<T> {
  if (answer.kind !== 'ok') return answer;
  const parsed = parse(answer.value);
  if (parsed) return okay(parsed.of, answer.facts);
  const told = problem('malformed', 'The answer has an unknown shape', answer.facts);
  return { kind: 'unknown', problem: told, facts: answer.facts };
}
