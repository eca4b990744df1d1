import type { CardIssuer, IssuerCredential } from '../../../ports-card-issuer.ts';
import type { AdapterParts } from '../../payment-providers/common/adapter-parts.ts';
import type { CallParts } from '../../payment-providers/common/calls.ts';
import { createSecrets } from '../../payment-providers/common/secrets.ts';
import { acting } from './acting.ts';
import { parseIssuerUrl } from './address.ts';
import type { IssuerApi } from './api.ts';
import { parseIssuerComplaints } from './complaints.ts';
import { type Routes, UNDESCRIBED } from './description/routes.ts';
import { parseExactly } from './exact-json.ts';
import { withoutCardNumbers } from './fields.ts';
import { callsBy } from './issuer-calls.ts';
import { createPageWatch } from './lists.ts';
import { reading } from './reading.ts';
import { webhookCalls } from './webhook-calls.ts';

/** What the adapter needs to speak for one merchant. */
export interface FourpayCcConnection {
  /** HTTPS or loopback. */
  readonly baseUrl: string;
  readonly credential: IssuerCredential;
}

export const FOURPAY_CC = 'fourpay-cc';

/**
 * 4pay.cc, v2: accounts, cardholders and cards of one merchant.
 *
 * Deployments differ in what they offer. Until one has been asked to describe itself (`describe`), what the documents
 * name without a path is not offered, and no list can be filtered; the same holds where it has no description.
 *
 * @throws RangeError for an address that may not be called
 */
export function createFourpayCc(
  { baseUrl, credential }: FourpayCcConnection,
  parts: AdapterParts,
): CardIssuer {
  const address = parseIssuerUrl(baseUrl);
  if (!address.ok) throw new RangeError(`The issuer has no such address: ${address.error}`);
  const ended = new AbortController();
  const api = openApi({ baseUrl: address.value, credential }, parts, ended.signal);
  return {
    baseUrl: address.value,
    ...reading(api),
    ...acting(api),
    webhook: webhookCalls(api),
    end: () => {
      ended.abort();
      parts.http.close();
    },
  };
}

function openApi(
  { baseUrl, credential }: FourpayCcConnection,
  { clock, http, limiter, jitter = Math.random, learnSecret }: AdapterParts,
  ended: AbortSignal,
): IssuerApi {
  const secrets = createSecrets(learnSecret);
  secrets.learn(credential.token);
  const bodies = { json: parseExactly, complaints: parseIssuerComplaints };
  // What an answer says to people has no card numbers in it either (SEC-10).
  const inText = (text: string): string => withoutCardNumbers(secrets.inText(text));
  const calls: CallParts = { http, limiter, clock, jitter, secrets: { ...secrets, inText }, bodies };
  const currencies = new Map<string, string>();
  let routes: Routes = UNDESCRIBED;
  return {
    call: callsBy(baseUrl, credential, calls, ended),
    secrets,
    watch: createPageWatch(),
    routes: () => routes,
    describedAs: (described) => {
      routes = described;
    },
    currencyOf: (accountId) => (accountId === null ? null : (currencies.get(accountId) ?? null)),
    learnCurrency: (accountId, currency) => {
      currencies.set(accountId, currency);
    },
  };
}
