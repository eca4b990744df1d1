import type { Money } from '../domain/money.ts';
import type { CollectWay, ProviderTransaction } from '../domain/payment.ts';
import type { CheckoutGateway } from './ports-gateway.ts';
import type { PartnerShop } from './ports-shop.ts';

/**
 * What main needs from the outside, as interfaces. Adapters implement them, till.ts plugs them in, features
 * know nothing else.
 */

/** Time. Every wait, deadline and "now" goes through it, so that a test runs an hour in a second. */
export interface Clock {
  /** Milliseconds since the Unix epoch. May jump either way: order is kept by sequence numbers, never by time. */
  now(): number;
  /** Milliseconds that only grow; for measuring spans. */
  monotonic(): number;
  /** Calls back once after `ms` milliseconds; the answer cancels. */
  startTimer(ms: number, callback: () => void): () => void;
}

export interface IdSource {
  /** A new UUID of version 7. */
  newId(): string;
  randomBytes(size: number): Uint8Array;
}

export interface Logger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Where credentials live (SEC-7): the system keychain, or memory for this run only. */
export interface SecretStore {
  readonly kind: 'keychain' | 'memory';
  /** Why there is no keychain, in words for the screen; null where there is one. */
  readonly reason: string | null;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** A QR code's modules: `size` a side, row by row, one bit each, the first module in the highest bit. */
export interface QrMatrix {
  readonly size: number;
  /** Base64. */
  readonly bits: string;
}

export interface QrMaker {
  /**
   * Makes a QR of the text, rasterises it, decodes it again and compares.
   * @throws Error when the decoded text differs: such a code is never shown
   */
  make(text: string): Promise<QrMatrix>;
}

/** What went wrong between us and a provider; `requestId` is the provider's, for support. */
export interface ProviderProblem {
  readonly reason: /** Nothing was sent: it was not done. */
    | 'unreachable'
    /** It was sent, and the connection ended without an answer. */
    | 'no_answer'
    | 'timeout'
    | 'key_refused'
    /** The session has ended and could not be renewed: somebody has to sign in. Nothing was sent. */
    | 'sign_in_needed'
    | 'forbidden'
    | 'organization'
    | 'rejected'
    | 'not_found'
    /** The reference has been used: the payment is there already. */
    | 'duplicate'
    /** This deployment does not offer the operation. */
    | 'not_offered'
    | 'slow_down'
    | 'server_error'
    | 'malformed';
  readonly message: string;
  readonly status: number | null;
  readonly requestId: string | null;
  /** The provider's own complaints, normalised from every shape that it uses. */
  readonly complaints: readonly ProviderComplaint[];
}

export interface ProviderComplaint {
  readonly field?: string;
  readonly code?: string;
  readonly message: string;
}

/**
 * What a call to a provider may come to. `unknown` means that the answer never came: what was asked for may
 * or may not have been done. It is never treated as a failure.
 */
export type ProviderAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly facts: CallFacts }
  | { readonly kind: 'rejected'; readonly problem: ProviderProblem; readonly facts: CallFacts }
  | { readonly kind: 'unknown'; readonly problem: ProviderProblem; readonly facts: CallFacts };

/** Measured on every call. */
export interface CallFacts {
  readonly durationMs: number;
  readonly requestId: string | null;
  /** Our clock less the provider's, in milliseconds, from its Date header; null when it sent none. */
  readonly clockSkewMs: number | null;
}

/** A payment link as the provider made it, compared with what was asked for before anything is drawn. */
export interface CreatedPayment {
  /** The link's id, or the hosted payment's transaction id. */
  readonly providerPaymentId: string;
  /** Null where the answer names none and none can be built: such a payment cannot be drawn. */
  readonly payerUrl: string | null;
  /** Of a hosted payment: it was over before anybody could pay it. */
  readonly refused: boolean;
  /** Our own reference as the provider echoes it; null where it has none. */
  readonly reference: string | null;
  /** How long the payer URL lives, in milliseconds from now; null where nothing is known. */
  readonly lifetimeMs: number | null;
  readonly partnerId: string | null;
  /** The products that it carries, by the answer; null where the answer says nothing of products. */
  readonly productIds: readonly string[] | null;
  readonly echo: {
    readonly amountMinor: number | null;
    readonly currency: string | null;
    readonly amountType: string | null;
  };
}

export interface TransactionPage {
  readonly transactions: readonly ProviderTransaction[];
  /** Rows of no known shape: left out, because one odd row must not blind the till to its own payments. */
  readonly unreadable: number;
  /** Passed to the next call; null at the end of the list. */
  readonly nextCursor: string | null;
}

/** What a provider can do; screens offer only what is there. */
export interface ProviderCapabilities {
  /** The ways in which it can collect, the default first. */
  readonly ways: readonly CollectWay[];
  /** A hosted create carries an id of ours, so a lost one can be found again. */
  readonly ownReference: boolean;
  readonly list: boolean;
  readonly cancel: boolean;
  readonly expiry: boolean;
  readonly refund: boolean;
  readonly partialRefund: boolean;
  readonly readRefunded: boolean;
}

/** Who is waiting for a call: the queue's order per host. */
export type CallPriority = 'cashier' | 'follow' | 'discovery' | 'sync';

export interface CallOptions {
  readonly priority: CallPriority;
  readonly signal?: AbortSignal;
}

/** A payment at the provider, as it is asked about. */
export interface PaymentRef {
  readonly way: CollectWay;
  readonly id: string;
}

export interface PaymentRequest {
  readonly way: CollectWay;
  readonly amount: Money;
  /** What the payer may pay with; never empty. */
  readonly methods: readonly string[];
  /** Sent with a hosted payment (`txid`) and a checkout; a link carries none. */
  readonly reference: string;
  readonly env: 'prod' | 'test';
  readonly language: 'en' | 'ru';
  /** Until when it is to be payable, as ISO 8601, where it can be said; null leaves it to the provider. */
  readonly expiresAt: string | null;
  /** What the payer reads beside the amount; only a checkout has a place for it. */
  readonly label: string;
  /** The provider's ids of what is sold, for the payer to see; only a link carries them, and none need be known. */
  readonly productIds: readonly string[];
}

export interface RefundRequest {
  readonly transactionId: string;
  readonly amount: Money;
  /** All that was paid: sent without an amount, which every deployment takes. */
  readonly whole: boolean;
}

/** A way to collect money. Each provider is an adapter; one contract suite tries them all. */
export interface PaymentProvider {
  /** Part of UNIQUE(provider, transaction id): never changes once payments exist. */
  readonly id: string;
  readonly capabilities: ProviderCapabilities;
  /** What the merchant keeps there beyond a sale; null where the provider has no such thing. */
  readonly shop: PartnerShop | null;
  /** What a checkout gateway has beside collecting; null where the provider is none. */
  readonly gateway: CheckoutGateway | null;
  /** Asks for the least that proves the credential: one transaction. */
  checkConnection(options: CallOptions): Promise<ProviderAnswer<null>>;
  /**
   * A link create whose answer was lost is made anew by the caller; a hosted one is sent again with the same
   * reference, and `rejected` with `duplicate` says that it is there.
   */
  createPayment(request: PaymentRequest, options: CallOptions): Promise<ProviderAnswer<CreatedPayment>>;
  /**
   * Takes the payment back; one that is gone, or over without money, already counts as taken back.
   * `rejected` when it cannot be: it may have been paid.
   */
  cancelPayment(payment: PaymentRef, options: CallOptions): Promise<ProviderAnswer<null>>;
  /** Whether the payment can still be opened by a payer. */
  readPayment(
    payment: PaymentRef,
    options: CallOptions,
  ): Promise<ProviderAnswer<{ readonly exists: boolean }>>;
  /** Newest first by start. */
  listTransactions(
    page: { readonly cursor: string | null; readonly limit: number },
    options: CallOptions,
  ): Promise<ProviderAnswer<TransactionPage>>;
  readTransaction(id: string, options: CallOptions): Promise<ProviderAnswer<ProviderTransaction>>;
  /** Gives money back. Sent once; `unknown` is left only by reading the transaction (PAY-8). */
  refundPayment(
    request: RefundRequest,
    options: CallOptions,
  ): Promise<ProviderAnswer<ProviderTransaction | null>>;
  /** Asks whether a payer's page opens, as the payer's phone would: without a credential. */
  probePayerPage(payerUrl: string, options: CallOptions): Promise<PayerPageProbe>;
  /** Ends a session at the provider; nothing to do for a key. */
  signOut(options: CallOptions): Promise<ProviderAnswer<null>>;
  close(): void;
}

export interface PayerPageProbe {
  readonly kind: 'opens' | 'refused' | 'unreachable';
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly durationMs: number;
}

/** The tokens of a session at the provider. A secret, whole. */
export interface ProviderSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since the Unix epoch by our clock. */
  readonly expiresAt: number;
}

/** Where a session's tokens live between runs: saved before the new access token is used. */
export interface SessionStore {
  load(): Promise<ProviderSession | null>;
  save(session: ProviderSession): Promise<void>;
  clear(): Promise<void>;
}

/** What signs our calls: a key, or a session opened by login and password. Exactly one is sent. */
export type ProviderCredential =
  | { readonly kind: 'api_key'; readonly apiKey: string }
  | {
      readonly kind: 'password';
      readonly login: string;
      /** Null where the owner declined to have it kept: then a refused refresh needs a person. */
      readonly password: string | null;
      readonly sessions: SessionStore;
    };

/** The built-in simulator of the demo, started by the host: main itself never imports it. */
export interface DemoServer {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Plays the customer: opens the payer's page and pays. Only the demo has such a customer. */
  payAsCustomer(payerUrl: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Runs one of our own files as a program beside this one: what may crash, or take memory that is never given back.
 * @param file as an absolute path
 * @returns how it ended; null when it was killed, at the time-out at the latest
 */
export type RunProgram = (
  file: string,
  args: readonly string[],
  options: {
    readonly timeoutMs: number;
    /** More memory than so many MiB for its objects ends the program. */
    readonly heapMiB?: number;
  },
) => Promise<number | null>;

/** The host's own dialogs, where it has some: a person chooses, the page learns no path (SEC-4). */
export interface FileDialogs {
  /** The path of the file that was chosen; null for none. */
  open(purpose: 'import' | 'image'): Promise<string | null>;
  /** Where a result is to be saved; null for nowhere. */
  save(suggestedName: string): Promise<string | null>;
}
