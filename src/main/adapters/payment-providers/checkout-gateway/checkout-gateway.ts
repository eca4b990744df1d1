import type { PaymentProvider } from '../../../ports.ts';
import { CREATE_SCOPE, type CheckoutGateway, INSTRUCTIONS_SCOPE } from '../../../ports-gateway.ts';
import type { AdapterParts } from '../common/adapter-parts.ts';
import { found, NO_FACTS, notOffered, okay, parseWith } from '../common/answers.ts';
import type { CallParts } from '../common/calls.ts';
import { probePayerPage } from '../common/payer-page.ts';
import { createSecrets, type Secrets } from '../common/secrets.ts';
import { paymentApplications } from './applications.ts';
import { collectByCheckout, paymentReader } from './collecting.ts';
import { callsBy, type GatewayCall, namingScope } from './gateway-calls.ts';
import { parseInstructions, parseMethods } from './instructions.ts';
import { paidWords } from './payments.ts';
import { type CreateScope, createScope, probeScopes, type TokenCalls, tryToken } from './scopes.ts';

/** What the adapter needs to speak for one merchant. */
export interface CheckoutGatewayConnection {
  /** Without a trailing slash, HTTPS or loopback. */
  readonly baseUrl: string;
  /** Of the payment application that collects; public. */
  readonly clientId: string;
  readonly clientToken: string;
  /** For payment applications; null where the owner gave none. */
  readonly accessToken: string | null;
  /** The gateway's words that mean paid, chosen or proven. Without one no payment is ever taken as money. */
  readonly paidStatuses: readonly string[];
}

/** The gateway as a provider, with what only a gateway has. */
export interface CheckoutGatewayProvider extends PaymentProvider {
  readonly gateway: CheckoutGateway;
}

export const CHECKOUT_GATEWAY = 'checkout-gateway';

const CAPABILITIES = {
  ways: ['checkout'],
  ownReference: true,
  list: false,
  cancel: false,
  expiry: true,
  refund: false,
  partialRefund: false,
  readRefunded: false,
} as const;

/**
 * A white-label checkout gateway: a checkout for each sale, at a signed address that ends by itself, read by its id
 * until its end is known.
 *
 * Nobody promises that the same reference makes the same checkout, so a create is sent once; one that was lost stays at
 * the gateway until it expires, and nobody has seen its address. Nothing can be listed, taken back or refunded.
 */
export function createCheckoutGateway(
  connection: CheckoutGatewayConnection,
  parts: AdapterParts,
): CheckoutGatewayProvider {
  const api = openApi(connection, parts);
  const { call, dashboard, secrets, skewMs } = api;
  const { clock, http } = parts;
  const create = createScope(CREATE_SCOPE);
  const read = paymentReader(call, paidWords(connection.paidStatuses));
  const checkout = collectByCheckout({ ...connection, call, clock, create, read, skewMs });
  return {
    id: CHECKOUT_GATEWAY,
    capabilities: CAPABILITIES,
    shop: null,
    gateway: openGateway(api, create, paymentApplications(dashboard, secrets)),
    checkConnection: (options) => tryToken(api, options),
    createPayment: async (request, options) =>
      request.way === 'checkout' ? checkout.create(request, options) : notOffered(),
    cancelPayment: async () => notOffered(),
    readPayment: async ({ way, id }, options) =>
      way === 'checkout' ? checkout.read(id, options) : notOffered(),
    listTransactions: async () => notOffered(),
    readTransaction: async (id, options) => {
      const answer = await read(id, options);
      return answer.kind === 'ok' ? okay(answer.value.transaction, answer.facts) : answer;
    },
    refundPayment: async () => notOffered(),
    probePayerPage: (payerUrl, options) => probePayerPage(parts, payerUrl, options),
    // A token is ended where it was made.
    signOut: async () => okay(null, NO_FACTS),
    close: () => http.close(),
  };
}

interface Api extends TokenCalls {
  /** In the name of the access token; null where there is none. */
  readonly dashboard: GatewayCall | null;
  readonly secrets: Secrets;
  readonly skewMs: () => number | null;
}

function openApi(
  { baseUrl, clientToken, accessToken }: CheckoutGatewayConnection,
  { clock, http, limiter, jitter = Math.random, learnSecret }: AdapterParts,
): Api {
  const secrets = createSecrets(learnSecret);
  for (const token of [clientToken, accessToken]) if (token !== null) secrets.learn(token);
  const parts: CallParts = { http, limiter, clock, jitter, secrets };
  const signed = callsBy(clientToken, baseUrl, parts);
  let skewMs: number | null = null;
  return {
    call: async (...sent) => {
      const answer = await signed(...sent);
      skewMs = answer.facts.clockSkewMs ?? skewMs;
      return answer;
    },
    unsigned: callsBy(null, baseUrl, parts),
    dashboard: accessToken === null ? null : callsBy(accessToken, baseUrl, parts),
    secrets,
    skewMs: () => skewMs,
  };
}

function openGateway(
  calls: TokenCalls,
  create: CreateScope,
  applications: CheckoutGateway['applications'],
): CheckoutGateway {
  const { call } = calls;
  const inPath = encodeURIComponent;
  return {
    methods: async (paymentId, options) => {
      const answer = await call('GET', `/checkout/${inPath(paymentId)}/payment-methods`, options);
      return parseWith(answer, (json) => found(parseMethods(json)));
    },
    instructions: async (choice, options) => {
      const { paymentId, provider, method } = choice;
      const path = `/payment/${inPath(paymentId)}/provider/${inPath(provider)}/method/${inPath(method)}`;
      const answer = namingScope(await call('GET', path, options), INSTRUCTIONS_SCOPE);
      return parseWith(answer, (json) => found(parseInstructions(json, choice)));
    },
    applications,
    probeScopes: (options) => probeScopes(calls, create, options),
  };
}
