import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** The accounts of every sandbox: two that allow transfers between them, one of another currency, one of another merchant. */
export const SANDBOX_ACCOUNTS = {
  main: 'a0000000-0000-4000-8000-000000000001',
  /** Costs nothing; has 500.123456789. */
  advertising: 'a0000000-0000-4000-8000-000000000002',
  euro: 'a0000000-0000-4000-8000-000000000003',
  neighbour: 'a0000000-0000-4000-8000-000000000004',
} as const;

/** What cards are issued with there. */
export const SANDBOX_BINS = {
  visa: 'b0000000-0000-4000-8000-000000000001',
  mastercard: 'b0000000-0000-4000-8000-000000000002',
  /** Of the first one alone. */
  advertisingCategory: 'c0000000-0000-4000-8000-000000000001',
  travelCategory: 'c0000000-0000-4000-8000-000000000002',
} as const;

/** A transaction as the sandbox keeps it, whatever its switches tell; amounts are decimal texts. */
export interface BookedMovement {
  readonly id: string;
  readonly merchantId: number;
  readonly of: 'card' | 'account';
  readonly accountId: string;
  readonly cardId: string | null;
  readonly type: string;
  readonly status: 'pending' | 'completed' | 'failed';
  readonly amount: string;
  readonly fee: string;
  readonly currency: string;
  readonly twinId: string | null;
  /** As it was sent, also where the switch hides it. */
  readonly description: string | null;
  readonly merchantName: string | null;
  readonly createdAt: string;
  readonly dueAt: string | null;
}

/** A card without its digits: those tells `/sensitive` alone. */
export interface BookedCard {
  readonly id: string;
  readonly merchantId: number;
  readonly accountId: string;
  readonly name: string;
  readonly cardOwnerId: string;
  readonly cardType: string;
  readonly status: string;
  readonly lastFour: string;
  readonly currency: string;
  readonly balance: string;
  readonly held: string;
  readonly dueAt: string | null;
}

export interface BookedAccount {
  readonly id: string;
  readonly merchantId: number;
  readonly name: string;
  readonly currency: string;
  readonly opening: string;
  readonly balance: string;
  readonly held: string;
}

export interface BookedCardToken {
  readonly token: string;
  readonly kind: 'api_token' | 'jwt';
  readonly merchantId: number;
  readonly readOnly: boolean;
  readonly expiresAt: string | null;
  readonly alive: boolean;
}

export interface IssuerState {
  readonly now: string;
  readonly accounts: readonly BookedAccount[];
  readonly holders: readonly { readonly id: string; readonly cardOwnerId: string }[];
  /** Newest first. */
  readonly cards: readonly BookedCard[];
  /** How many there are. */
  readonly transactions: number;
  readonly tokens: readonly BookedCardToken[];
  readonly webhookConfigs: readonly {
    readonly merchantId: number;
    readonly url: string;
    readonly eventTypes: readonly string[];
    readonly active: boolean;
    readonly secretSet: boolean;
  }[];
}

/** Where the money of one currency is; `total` never changes. */
export interface IssuerSums {
  readonly currency: string;
  readonly accounts: string;
  readonly cards: string;
  readonly fees: string;
  readonly outside: string;
  readonly total: string;
}

type Body = Readonly<Record<string, unknown>>;

/** Steers the card issuer of a sandbox over its control interface. */
export interface CardsControl {
  state(): Promise<IssuerState>;
  /** `total` by currency: no call and no fault may ever change it. */
  books(): Promise<{
    readonly books: readonly IssuerSums[];
    readonly total: Readonly<Record<string, string>>;
  }>;
  /** All rows, newest first. `description`: those that contain it. */
  transactions(wish?: {
    readonly description?: string;
    readonly cardId?: string;
  }): Promise<readonly BookedMovement[]>;
  /** Pays in a shop: `status` completed, pending or failed; `merchant` its name. */
  purchase(cardId: string, amount: string, more?: Body): Promise<BookedMovement>;
  /** Pays in to an account from outside. */
  fund(accountId: string, amount: string): Promise<BookedMovement>;
  /** Ends a pending transaction now. */
  decide(id: string, status: 'completed' | 'failed'): Promise<BookedMovement>;
  /** Makes a card's status any word; no money moves. */
  setStatus(cardId: string, status: string): Promise<BookedCard>;
  /** Thousands of rows: purchases of a card (the newest unless named), or funding of an account. */
  seed(wish: {
    readonly count: number;
    readonly of?: 'cards' | 'accounts';
    readonly cardId?: string;
    readonly accountId?: string;
    readonly days?: number;
  }): Promise<void>;
  /** `kind`, `merchantId`, `readOnly`, `lifetimeSeconds` (of a JWT), `token` (of an API token). */
  addToken(token: Body): Promise<BookedCardToken>;
  token(token: string, act: 'expire' | 'revoke' | 'renew'): Promise<BookedCardToken>;
  /** Where deliveries are brought, on this computer; null: nowhere. What they are about is configured by the API. */
  webhook(settings: Body | null): Promise<void>;
}

function caller(baseUrl: string): (method: string, path: string, body?: unknown) => Promise<unknown> {
  return async (method, path, body) => {
    const response = await fetch(`${baseUrl}/_sandbox/cards${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

export function cardsControlOf({ baseUrl }: Pick<Sandbox, 'baseUrl'>): CardsControl {
  const call = caller(baseUrl);
  // The answers are our own test server's: their shapes are proven by its tests.
  return {
    state: async () => (await call('GET', '/state')) as IssuerState,
    books: async () => (await call('GET', '/books')) as Awaited<ReturnType<CardsControl['books']>>,
    transactions: async (wish = {}) => {
      const answer = await call('GET', `/transactions?${new URLSearchParams({ ...wish })}`);
      return (answer as { readonly transactions: readonly BookedMovement[] }).transactions;
    },
    purchase: async (cardId, amount, more = {}) =>
      (await call('POST', '/purchase', { cardId, amount, ...more })) as BookedMovement,
    fund: async (accountId, amount) => (await call('POST', '/fund', { accountId, amount })) as BookedMovement,
    decide: async (id, status) => (await call('POST', `/transactions/${id}`, { status })) as BookedMovement,
    setStatus: async (id, status) => (await call('POST', `/cards/${id}`, { status })) as BookedCard,
    seed: async (wish) => {
      await call('POST', '/seed', wish);
    },
    addToken: async (token) => (await call('POST', '/tokens', token)) as BookedCardToken,
    token: async (token, act) =>
      (await call('POST', `/tokens/${encodeURIComponent(token)}`, { act })) as BookedCardToken,
    webhook: async (settings) => {
      if (settings === null) await call('DELETE', '/webhooks');
      else await call('PUT', '/webhooks', settings);
    },
  };
}
