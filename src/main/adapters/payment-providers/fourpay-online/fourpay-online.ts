import type { CollectWay } from '../../../../domain/payment.ts';
import type { CallOptions, PaymentProvider, ProviderCredential } from '../../../ports.ts';
import type { AdapterParts } from '../common/adapter-parts.ts';
import { found, notOffered, parseWith } from '../common/answers.ts';
import type { ApiCall, CallParts } from '../common/calls.ts';
import { createSigner, type Signer } from './credentials.ts';
import { collectHosted } from './hosted.ts';
import { collectByLink } from './links.ts';
import { probePayerPage } from '../common/payer-page.ts';
import { refund } from './refunds.ts';
import { type Clean, createSecrets } from '../common/secrets.ts';
import { createSessionCalls } from './session-calls.ts';
import { openShop } from './shop.ts';
import { type CallBody, callSigned, type SignedCall } from './signed-calls.ts';
import { parseTransaction, parseTransactionPage } from './transactions.ts';
import type { WayOfCollecting } from '../common/ways.ts';

/** What the adapter needs to speak for one merchant. */
export interface FourpayOnlineConnection {
  /** Without a trailing slash, HTTPS or loopback. */
  readonly baseUrl: string;
  /** A key, or a login whose session the adapter opens, renews and ends. */
  readonly credential: ProviderCredential;
  readonly organizationId: string | null;
  readonly payerUrlTemplate: string | null;
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
  parts: AdapterParts,
): PaymentProvider {
  const { clock, http } = parts;
  const { call, signer, clean } = openApi(connection, parts);
  const readTransaction = async (id: string, options: CallOptions) =>
    parseWith(await call('GET', `/transactions/${encodeURIComponent(id)}`, options), (json) =>
      found(parseTransaction(json, clean)),
    );
  const { baseUrl, payerUrlTemplate: template } = connection;
  const ways: Readonly<Record<CollectWay, WayOfCollecting | null>> = {
    link: collectByLink(call, { baseUrl, template }),
    hosted: collectHosted(call, { clock, baseUrl, readTransaction }),
    checkout: null,
  };
  return {
    id: FOURPAY_ONLINE,
    capabilities: CAPABILITIES,
    shop: openShop(call, { baseUrl, template }),
    gateway: null,
    checkConnection: async (options) =>
      parseWith(await call('GET', '/transactions?limit=1', options), (json) =>
        parseTransactionPage(json) ? { of: null } : null,
      ),
    createPayment: async (request, options) => ways[request.way]?.create(request, options) ?? notOffered(),
    cancelPayment: async ({ way, id }, options) => ways[way]?.cancel(id, options) ?? notOffered(),
    readPayment: async ({ way, id }, options) => ways[way]?.read(id, options) ?? notOffered(),
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
  { clock, http, limiter, jitter = Math.random, learnSecret }: AdapterParts,
): Api {
  const secrets = createSecrets(learnSecret);
  // A bare 400 is how some deployments ask for the organization id.
  const parts: CallParts = { http, limiter, clock, jitter, secrets, bare400: 'organization' };
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
