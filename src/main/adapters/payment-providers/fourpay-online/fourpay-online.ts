import type { CallOptions, Clock, PaymentProvider, ProviderCredential } from '../../../ports.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { RateLimiter } from '../../http/rate-limiter.ts';
import { found, parseWith } from './answers.ts';
import type { ApiCall, CallParts } from './calls.ts';
import { createSigner, type Signer } from './credentials.ts';
import { collectHosted } from './hosted.ts';
import { collectByLink } from './links.ts';
import { probePayerPage } from './payer-page.ts';
import { refund } from './refunds.ts';
import { createSecrets } from './secrets.ts';
import { createSessionCalls } from './session-calls.ts';
import { openShop } from './shop.ts';
import { type CallBody, callSigned, type SignedCall } from './signed-calls.ts';
import { type Clean, parseTransaction, parseTransactionPage } from './transactions.ts';

/** What the adapter needs to speak for one merchant. */
export interface FourpayOnlineConnection {
  /** Without a trailing slash, HTTPS or loopback. */
  readonly baseUrl: string;
  /** A key, or a login whose session the adapter opens, renews and ends. */
  readonly credential: ProviderCredential;
  readonly organizationId: string | null;
  readonly payerUrlTemplate: string | null;
}

export interface FourpayOnlineParts {
  readonly clock: Clock;
  /** Closed together with the adapter. */
  readonly http: HttpClient;
  /** One for each host, shared by every adapter that calls it, and not closed with this one. */
  readonly limiter: RateLimiter;
  /** A number from 0 to 1 that spreads retries. */
  readonly jitter?: () => number;
  /** Told of every credential and token before it is used, so that the log never shows it. */
  readonly learnSecret?: (secret: string) => void;
}

export const FOURPAY_ONLINE = 'fourpay-online';

const CAPABILITIES = {
  ways: ['link', 'hosted'],
  ownReference: true,
  list: true,
  cancel: true,
  expiry: false,
  refund: true,
  partialRefund: true,
  readRefunded: true,
} as const;

/**
 * 4pay.online's partner API, version 1: a link or a hosted payment per sale, followed through the list of
 * transactions.
 *
 * A link has no expiry, no id of ours and no paid state, so expiry is the till's, and a link whose create was not
 * answered stays an orphan that nobody saw. A hosted payment carries our reference, and can be found by it.
 */
export function createFourpayOnline(
  connection: FourpayOnlineConnection,
  parts: FourpayOnlineParts,
): PaymentProvider {
  const { clock, http } = parts;
  const { call, signer, clean } = openApi(connection, parts);
  const readTransaction = async (id: string, options: CallOptions) =>
    parseWith(await call('GET', `/transactions/${encodeURIComponent(id)}`, options), (json) =>
      found(parseTransaction(json, clean)),
    );
  const { baseUrl, payerUrlTemplate: template } = connection;
  const ways = {
    link: collectByLink(call, { baseUrl, template }),
    hosted: collectHosted(call, { clock, baseUrl, readTransaction }),
  };
  return {
    id: FOURPAY_ONLINE,
    capabilities: CAPABILITIES,
    shop: openShop(call, { baseUrl, template }),
    checkConnection: async (options) =>
      parseWith(await call('GET', '/transactions?limit=1', options), (json) =>
        parseTransactionPage(json) ? { of: null } : null,
      ),
    createPayment: (request, options) => ways[request.way].create(request, options),
    cancelPayment: ({ way, id }, options) => ways[way].cancel(id, options),
    readPayment: ({ way, id }, options) => ways[way].read(id, options),
    listTransactions: async ({ cursor, limit }, options) => {
      const query = new URLSearchParams({ limit: String(limit), ...(cursor === null ? {} : { cursor }) });
      return parseWith(await call('GET', `/transactions?${query}`, options), (json) =>
        found(parseTransactionPage(json, clean)),
      );
    },
    readTransaction,
    refundPayment: (request, options) => refund(call, request, options, clean),
    probePayerPage: (payerUrl, options) => probePayerPage(parts, payerUrl, options),
    signOut: (options) => signer.signOut(options),
    close: () => {
      // A refresh under way is let finish: its token works once, and its answer is the next one.
      const busy = signer.close();
      if (busy) void busy.finally(() => http.close());
      else http.close();
    },
  };
}

interface Api {
  readonly call: SignedCall;
  readonly signer: Signer;
  readonly clean: Clean;
}

function openApi(
  connection: FourpayOnlineConnection,
  { clock, http, limiter, jitter = Math.random, learnSecret }: FourpayOnlineParts,
): Api {
  const secrets = createSecrets(learnSecret);
  const parts: CallParts = { http, limiter, clock, jitter, secrets };
  const callTo = (method: ApiCall['method'], path: string, body?: CallBody): ApiCall =>
    apiCall(connection, method, path, body);
  const calls = createSessionCalls(parts, callTo);
  const signer = createSigner(connection.credential, { clock, secrets, calls });
  return {
    call: (method, path, options, body, answerMaxBytes) => {
      const limit = answerMaxBytes === undefined ? {} : { answerMaxBytes };
      return callSigned(parts, signer, { ...callTo(method, path, body), ...limit }, options);
    },
    signer,
    clean: secrets.inText,
  };
}

function apiCall(
  { baseUrl, organizationId }: FourpayOnlineConnection,
  method: ApiCall['method'],
  path: string,
  body?: CallBody,
): ApiCall {
  const sent = typeof body === 'string' ? { body } : body && { bytes: body.bytes };
  const type = typeof body === 'string' ? 'application/json' : body?.type;
  return {
    method,
    url: new URL(`${baseUrl}/api/v1${path}`),
    headers: {
      accept: 'application/json',
      ...(organizationId === null ? {} : { 'x-organization-id': organizationId }),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    ...sent,
  };
}
