import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** A checkout of the sandbox's gateway, as its control interface tells it. */
export interface BookedCheckout {
  readonly id: string;
  readonly clientId: string;
  /** Where its page is, whatever address was told. */
  readonly payerUrl: string;
  /** Byte for byte what a create is answered under the switches of now. */
  readonly toldUrl: string;
  /** By the sandbox's words; `toldStatus` by the switch's. */
  readonly status: string;
  readonly toldStatus: string;
  readonly amount: number;
  readonly paidAmount: number;
  readonly currency: string;
  readonly reference: string;
  readonly label: string;
  readonly redirectUrl: string | null;
  /** `provider/method`, once the payer has chosen. */
  readonly method: string | null;
  readonly expiresAt: string;
  /** When money that is `RECEIVED` counts by itself. */
  readonly settlesAt: string | null;
}

export interface BookedToken {
  readonly token: string;
  readonly kind: 'client' | 'oauth';
  readonly merchantId: number;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
  readonly alive: boolean;
}

export interface BookedApplication {
  readonly id: string;
  readonly clientId: string;
  readonly merchantId: number;
  readonly name: string;
}

export interface GatewayBooks {
  /** By the gateway's own clock. */
  readonly now: string;
  /** Newest first, of every merchant. */
  readonly payments: readonly BookedCheckout[];
  readonly applications: readonly BookedApplication[];
  readonly tokens: readonly BookedToken[];
}

export type GatewayOutcome = 'confirm' | 'underpay' | 'overpay' | 'received' | 'fail' | 'expire' | 'cancel';

/** What can be done to a token; `renew` undoes expiring and revoking. */
export interface TokenChange {
  readonly act?: 'expire' | 'revoke' | 'renew';
  readonly scopes?: readonly string[];
  /** ISO 8601; null: it has no end. */
  readonly expiresAt?: string | null;
}

/** Steers the gateway of a sandbox over its control interface, as a person at its page would. */
export interface GatewayControl {
  books(): Promise<GatewayBooks>;
  /** Plays an outcome, also where the checkout is over. `amount`: minor units, what is usual when absent. */
  pay(id: string, outcome?: GatewayOutcome, amount?: number): Promise<BookedCheckout>;
  /** Makes a payment anything at all: an unknown status, another amount, currency or reference. */
  change(id: string, change: Readonly<Record<string, unknown>>): Promise<BookedCheckout>;
  addToken(token: Readonly<Record<string, unknown>>): Promise<BookedToken>;
  token(token: string, change: TokenChange): Promise<BookedToken>;
  addApplication(application: Readonly<Record<string, unknown>>): Promise<BookedApplication>;
  /** Tells of every new status at this address; null: nobody any more. */
  webhook(settings: Readonly<Record<string, unknown>> | null): Promise<void>;
}

export function gatewayControlOf({ baseUrl }: Pick<Sandbox, 'baseUrl'>): GatewayControl {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${baseUrl}/_sandbox/gateway${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const at = (token: string): string => `/tokens/${encodeURIComponent(token)}`;
  // The answers are our own test server's: their shapes are proven by its tests.
  return {
    books: async () => (await call('GET', '/state')) as GatewayBooks,
    pay: async (id, outcome = 'confirm', amount) =>
      (await call('POST', '/pay', {
        id,
        outcome,
        ...(amount === undefined ? {} : { amount }),
      })) as BookedCheckout,
    change: async (id, change) => (await call('POST', `/payments/${id}`, change)) as BookedCheckout,
    addToken: async (token) => (await call('POST', '/tokens', token)) as BookedToken,
    token: async (token, change) => (await call('POST', at(token), change)) as BookedToken,
    addApplication: async (application) =>
      (await call('POST', '/applications', application)) as BookedApplication,
    webhook: async (settings) => {
      if (settings === null) await call('DELETE', '/webhooks');
      else await call('PUT', '/webhooks', settings);
    },
  };
}
