import {
  type CardSwitches,
  cardSwitchOffers,
  cardSwitchReaders,
  defaultCardSwitches,
} from './card-issuer/card-switches.ts';
import {
  type GatewaySwitches,
  defaultGatewaySwitches,
  gatewaySwitchOffers,
  gatewaySwitchReaders,
} from './checkout-gateway/gateway-switches.ts';
import type { JsonObject } from './json-value.ts';
import { type SwitchOffer, type SwitchReaders, flag, natural, textOrNull, word } from './switch-readers.ts';

export type { SwitchOffer } from './switch-readers.ts';

/**
 * How 4pay.online behaves where the documents leave room, or disagree. The defaults are the shape of its docs pages on
 * links and authentication.
 */
export interface FourPaySwitches {
  /** The only `x-organization-id` accepted; a request without it gets a bare 400. Null: the header is ignored. */
  readonly organizationRequired: string | null;
  /** Whether a transaction made through a link names it in `link`. */
  readonly linkOnTransactions: boolean;
  /** Where a link's answer carries the payer URL. With `none` it is `{baseUrl}/pay/link/{id}` all the same. */
  readonly urlOnLinks: 'none' | 'data.url' | 'url';
  /** The body of a 422. */
  readonly validationShape: 'fields' | 'jsonapi' | 'strings' | 'code' | 'details';
  /** `2026-03-01T10:00:00+00:00`, or `2026-03-01 10:00:00.101000 Etc/UTC`. */
  readonly timestampFormat: 'iso' | 'etc';
  /** How transactions write their amounts: a JSON integer or a string of digits. Minor units either way. */
  readonly amountAs: 'integer' | 'string';
  /**
   * The `env` of new rows; `absent` makes rows of `test` and leaves the field out of every answer. A hosted payment
   * has the `env` that its caller named.
   */
  readonly env: 'test' | 'prod' | 'absent';
  /** The form of `Retry-After` on 429 and 503. */
  readonly retryAfterForm: 'seconds' | 'date' | 'absent';
  /** Whether transactions carry `currency`. */
  readonly currencyOnTransactions: boolean;
  /** The older docs revision: `static` for `fixed`, the link under `link`, `qr_url`, `expires_at`, PUT for PATCH. */
  readonly olderLinkShape: boolean;
  /** `GET /links`: the whole list, or pages with a cursor as transactions have them. */
  readonly linkPaging: 'none' | 'cursor';
  /** The `partner_id` on links and products of the first partner. */
  readonly partnerId: number;
  /** The fee in basis points: added in `amount_with_fee`, taken off in `amount_dest`. 500 is the docs' example. */
  readonly feeBasisPoints: number;
  /** Whether a link that is deleted, or a hosted payment that is cancelled or expired, can still be paid. */
  readonly payableAfterDelete: boolean;
  /**
   * Where a session tells its end: an ISO text, Unix seconds, only inside the token (a JWT), or nowhere. It ends all
   * the same.
   */
  readonly sessionExpiry: 'expires_at' | 'expire_at' | 'jwt' | 'absent';
  /** How long an access token lives, told or not. */
  readonly sessionLifetimeSeconds: number;
  /** Whether a refresh token is dead once it was used; else every refresh answers the same one. */
  readonly refreshRotates: boolean;
  /** The status of a sign-out: 204, or 200 with an empty object. */
  readonly signOutStatus: 200 | 204;
  /** Whether hosted payments can be made at all; else 404. */
  readonly hostedOffered: boolean;
  /** Whether the answer to a hosted payment stands under `data`. */
  readonly hostedWrapped: boolean;
  /** The member that carries the payer URL of a hosted payment. */
  readonly hostedUrlField: 'widget_url' | 'payment_url';
  /** How long the page of a hosted payment works. */
  readonly hostedUrlLifetimeSeconds: number;
  /** What a new hosted payment is: waiting for its payer, or over already (still a 201). */
  readonly hostedOutcome: 'created' | 'rejected' | 'failed';
  /** What a `txid` that exists gets: 409, or 200 with the first payment again. */
  readonly duplicateTxid: 'conflict' | 'replay';
  /** Whether refunds are offered; else 403. */
  readonly refundsOffered: boolean;
  /** Whether a part can be given back; else 422 for anything but the whole. */
  readonly partialRefunds: boolean;
  /** How long a refund is `processing` before it arrives, on the sandbox's clock. */
  readonly refundDelaySeconds: number;
  /** What a refund's row names: the payment's link in `link`, the payment's id in `parent`, or nothing. */
  readonly refundRows: 'link' | 'parent' | 'bare';
  /** A payment that was partly given back: still `charged`, or `refunded` with the sum given back as its amount. */
  readonly partialRefundAs: 'charged' | 'refunded';
  /** Whether payments carry `amount_refunded`. */
  readonly refundedAmountField: boolean;
  /**
   * What can be done with products: everything; making them, which alone stands in the docs (else 405); or nothing
   * (404, and none is on any link).
   */
  readonly productsOffered: 'all' | 'create_only' | 'none';
  /** `GET /products`: the whole list, or pages with a cursor. */
  readonly productPaging: 'none' | 'cursor';
  /** The member of a product that carries its payer URL. It is `{baseUrl}/pay/product/{id}` in any case. */
  readonly urlOnProducts: 'none' | 'url' | 'qr_url';
  /** Every so many-th product of a list is silently not attached to the link; 0: never. */
  readonly productsIgnored: number;
}

/** The switches of every system. They belong to the running process, not to the books. */
export interface SandboxSwitches extends FourPaySwitches, GatewaySwitches, CardSwitches {}

const defaultFourPaySwitches: FourPaySwitches = {
  organizationRequired: null,
  linkOnTransactions: true,
  urlOnLinks: 'none',
  validationShape: 'fields',
  timestampFormat: 'iso',
  amountAs: 'integer',
  env: 'test',
  retryAfterForm: 'seconds',
  currencyOnTransactions: true,
  olderLinkShape: false,
  linkPaging: 'none',
  partnerId: 42,
  feeBasisPoints: 500,
  payableAfterDelete: false,
  sessionExpiry: 'expires_at',
  sessionLifetimeSeconds: 600,
  refreshRotates: true,
  signOutStatus: 204,
  hostedOffered: true,
  hostedWrapped: false,
  hostedUrlField: 'widget_url',
  hostedUrlLifetimeSeconds: 900,
  hostedOutcome: 'created',
  duplicateTxid: 'conflict',
  refundsOffered: true,
  partialRefunds: true,
  refundDelaySeconds: 0,
  refundRows: 'link',
  partialRefundAs: 'charged',
  refundedAmountField: false,
  productsOffered: 'all',
  productPaging: 'none',
  urlOnProducts: 'none',
  productsIgnored: 0,
};

/** The shape of the docs. */
export const defaultSwitches: SandboxSwitches = {
  ...defaultFourPaySwitches,
  ...defaultGatewaySwitches,
  ...defaultCardSwitches,
};

const fourPayReaders: SwitchReaders<FourPaySwitches> = {
  organizationRequired: textOrNull,
  linkOnTransactions: flag,
  urlOnLinks: word('none', 'data.url', 'url'),
  validationShape: word('fields', 'jsonapi', 'strings', 'code', 'details'),
  timestampFormat: word('iso', 'etc'),
  amountAs: word('integer', 'string'),
  env: word('test', 'prod', 'absent'),
  retryAfterForm: word('seconds', 'date', 'absent'),
  currencyOnTransactions: flag,
  olderLinkShape: flag,
  linkPaging: word('none', 'cursor'),
  partnerId: natural,
  feeBasisPoints: natural,
  payableAfterDelete: flag,
  sessionExpiry: word('expires_at', 'expire_at', 'jwt', 'absent'),
  sessionLifetimeSeconds: natural,
  refreshRotates: flag,
  signOutStatus: word(200, 204),
  hostedOffered: flag,
  hostedWrapped: flag,
  hostedUrlField: word('widget_url', 'payment_url'),
  hostedUrlLifetimeSeconds: natural,
  hostedOutcome: word('created', 'rejected', 'failed'),
  duplicateTxid: word('conflict', 'replay'),
  refundsOffered: flag,
  partialRefunds: flag,
  refundDelaySeconds: natural,
  refundRows: word('link', 'parent', 'bare'),
  partialRefundAs: word('charged', 'refunded'),
  refundedAmountField: flag,
  productsOffered: word('all', 'create_only', 'none'),
  productPaging: word('none', 'cursor'),
  urlOnProducts: word('none', 'url', 'qr_url'),
  productsIgnored: natural,
};

const readers: SwitchReaders<SandboxSwitches> = {
  ...fourPayReaders,
  ...gatewaySwitchReaders,
  ...cardSwitchReaders,
};

function isFourPaySwitch(name: string): name is keyof FourPaySwitches {
  return Object.hasOwn(fourPayReaders, name);
}

/** The switches of 4pay.online by name, in their order, with the values that each takes. */
export const switchOffers: readonly (readonly [keyof FourPaySwitches, SwitchOffer])[] = Object.keys(
  fourPayReaders,
)
  .filter(isFourPaySwitch)
  .map((name) => [name, fourPayReaders[name].offer]);

/** {@link switchOffers} of every system. */
export const allSwitchOffers: readonly (readonly [keyof SandboxSwitches, SwitchOffer])[] = [
  ...switchOffers,
  ...gatewaySwitchOffers,
  ...cardSwitchOffers,
];

type Draft = { -readonly [K in keyof SandboxSwitches]: SandboxSwitches[K] };

function isSwitchName(name: string): name is keyof SandboxSwitches {
  return Object.hasOwn(readers, name);
}

function assign<K extends keyof SandboxSwitches>(draft: Draft, name: K, value: unknown): boolean {
  const read = readers[name].read(value);
  if (read === undefined) return false;
  draft[name] = read;
  return true;
}

/** The switches after a change, or the names of members that are unknown or have a value that is not offered. */
export type SwitchChange =
  | { readonly switches: SandboxSwitches }
  | { readonly refused: readonly [string, ...string[]] };

/** Applies a JSON object of switches; all of it or nothing. */
export function changeSwitches(current: SandboxSwitches, changes: JsonObject): SwitchChange {
  const draft: Draft = { ...current };
  const [first, ...others] = Object.entries(changes)
    .filter(([name, value]) => !isSwitchName(name) || !assign(draft, name, value))
    .map(([name]) => name);
  return first === undefined ? { switches: draft } : { refused: [first, ...others] };
}

/** The value of a switch as somebody typed it: what JSON makes of it where the switch takes that, else the text. */
export function readSwitchText(name: string, text: string): unknown {
  if (!isSwitchName(name)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return readers[name].read(value) === undefined ? text : value;
  } catch {
    return text;
  }
}
