import {
  type SwitchOffer,
  type SwitchReaders,
  flag,
  natural,
  textOrNull,
  whole,
  word,
} from '../switch-readers.ts';

/**
 * How the checkout gateway behaves where its documents leave room. The defaults are the shape of the document on
 * authentication, and of the other public pages where it is silent.
 */
export interface GatewaySwitches {
  /** Whether `GET /api/payment/{id}` tells the `amount` that was asked for, and how. Minor units either way. */
  readonly gatewayAmount: 'absent' | 'integer' | 'string';
  /** Whether it tells what has come in, as `paidAmount`. No document has such a field. */
  readonly gatewayPaidAmount: boolean;
  /** The word for a payment that is paid in full. The documents have none. */
  readonly gatewayPaidStatus: string;
  /** How long money is `RECEIVED` before its payment is paid, underpaid or overpaid; 0: at once. Its own clock. */
  readonly gatewayReceivedSeconds: number;
  /**
   * `createdAt` and `expiresAt` on payments: `2026-03-01T10:00:00.000Z`, `2026-03-01T10:00:00+00:00`, Unix seconds,
   * or left out.
   */
  readonly gatewayTimestamps: 'iso' | 'offset' | 'unix' | 'absent';
  /**
   * The body of an error: `{"message"}` (with `errors` by field on 422), the same under `error`, `{"error",
   * "error_description"}` as OAuth2 servers have it, or nothing.
   */
  readonly gatewayErrorShape: 'message' | 'nested' | 'oauth' | 'bare';
  /**
   * The origin of a checkout's address: the server's own, another one that leads here as well (`localhost`), one of a
   * host that is elsewhere, the same without TLS, or none at all (a bare path).
   */
  readonly gatewayCheckoutOrigin: 'own' | 'other' | 'elsewhere' | 'insecure' | 'absent';
  /** Where the answer to a checkout stands: under `data`, or bare. */
  readonly gatewayWrapped: boolean;
  /** How far the gateway's clock is ahead of the sandbox's; below 0: behind. */
  readonly gatewayClockSkewSeconds: number;
  /** Whether `expiresAt` of a checkout is heeded; else it lives as long as any. */
  readonly gatewayExpiryHeeded: boolean;
  /** How long a checkout lives that names no end. */
  readonly gatewayLifetimeSeconds: number;
  /** Whether the page of an expired checkout still takes money. The control API can pay in any case. */
  readonly gatewayPaidAfterExpiry: boolean;
  /** What a `reference` gets that its merchant has used: another checkout, or 422. */
  readonly gatewayRepeatedReference: 'accepted' | 'refused';
  /** Whether payment methods and instructions are offered; else 404. */
  readonly gatewayInstructionsOffered: boolean;
  /** Payment applications: listed and made, listed only (as the authentication page has it; else 405), or 404. */
  readonly gatewayApplications: 'all' | 'list_only' | 'none';
  /** The only currency that is taken; null: any. */
  readonly gatewayCurrency: string | null;
}

/** The shape of the documents. */
export const defaultGatewaySwitches: GatewaySwitches = {
  gatewayAmount: 'absent',
  gatewayPaidAmount: false,
  gatewayPaidStatus: 'CONFIRMED',
  gatewayReceivedSeconds: 0,
  gatewayTimestamps: 'iso',
  gatewayErrorShape: 'message',
  gatewayCheckoutOrigin: 'own',
  gatewayWrapped: true,
  gatewayClockSkewSeconds: 0,
  gatewayExpiryHeeded: true,
  gatewayLifetimeSeconds: 3600,
  gatewayPaidAfterExpiry: true,
  gatewayRepeatedReference: 'accepted',
  gatewayInstructionsOffered: true,
  gatewayApplications: 'all',
  gatewayCurrency: null,
};

/** What each switch takes. */
export const gatewaySwitchReaders: SwitchReaders<GatewaySwitches> = {
  gatewayAmount: word('absent', 'integer', 'string'),
  gatewayPaidAmount: flag,
  gatewayPaidStatus: word('CONFIRMED', 'COMPLETED', 'PAID', 'RECEIVED', 'paid'),
  gatewayReceivedSeconds: natural,
  gatewayTimestamps: word('iso', 'offset', 'unix', 'absent'),
  gatewayErrorShape: word('message', 'nested', 'oauth', 'bare'),
  gatewayCheckoutOrigin: word('own', 'other', 'elsewhere', 'insecure', 'absent'),
  gatewayWrapped: flag,
  gatewayClockSkewSeconds: whole,
  gatewayExpiryHeeded: flag,
  gatewayLifetimeSeconds: natural,
  gatewayPaidAfterExpiry: flag,
  gatewayRepeatedReference: word('accepted', 'refused'),
  gatewayInstructionsOffered: flag,
  gatewayApplications: word('all', 'list_only', 'none'),
  gatewayCurrency: textOrNull,
};

function isGatewaySwitch(name: string): name is keyof GatewaySwitches {
  return Object.hasOwn(gatewaySwitchReaders, name);
}

/** The gateway's switches by name, in their order, with the values that each takes. */
export const gatewaySwitchOffers: readonly (readonly [keyof GatewaySwitches, SwitchOffer])[] = Object.keys(
  gatewaySwitchReaders,
)
  .filter(isGatewaySwitch)
  .map((name) => [name, gatewaySwitchReaders[name].offer]);
