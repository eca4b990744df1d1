import type { CallOptions, ProviderAnswer } from './ports.ts';

/**
 * What a checkout gateway has beside collecting: the ways in which a payer can pay a checkout, what the payer has to
 * do for one of them, the merchant's payment applications, and what the client token may do.
 *
 * What it answers is told as it stands: an address or an amount that the payer is to use is shown and never calculated
 * with. A refusal for want of a permission names it, see {@link lackedScope}.
 */
export interface CheckoutGateway {
  /** How this checkout can be paid; `not_found` for one that is not there. Anybody may ask. */
  methods(paymentId: string, options: CallOptions): Promise<ProviderAnswer<PayerMethodList>>;
  /**
   * What the payer has to do to pay in one way. It needs the scope {@link INSTRUCTIONS_SCOPE}; `not_found` where the
   * payment, or this way of paying it, is not there.
   */
  instructions(choice: PayerChoice, options: CallOptions): Promise<ProviderAnswer<PayerInstructions>>;
  readonly applications: PaymentApplications;
  /** Finds out what the client token may do, without making anything. `rejected` where it opens nothing at all. */
  probeScopes(options: CallOptions): Promise<ProviderAnswer<TokenScopes>>;
}

/** The permissions of a client token, as the gateway's owner chooses them when it is made. */
export const CREATE_SCOPE = 'payments.create';
export const GET_SCOPE = 'payments.get';
export const INSTRUCTIONS_SCOPE = 'payments.user-instructions.get';

export type GatewayScope = typeof CREATE_SCOPE | typeof GET_SCOPE | typeof INSTRUCTIONS_SCOPE;

const SCOPES: readonly GatewayScope[] = [CREATE_SCOPE, GET_SCOPE, INSTRUCTIONS_SCOPE];

/** What a client token may do, as far as it shows from outside. */
export interface TokenScopes {
  /** Making a checkout is not tried for its own sake: unused until the first one, in this run. */
  readonly create: 'not_yet_used' | 'has' | 'lacks';
  /** Unknown where the gateway gave no answer that tells. */
  readonly get: 'has' | 'lacks' | 'unknown';
  readonly instructions: 'has' | 'lacks' | 'unknown';
  /** Whether it may do everything does not show: only whoever made the token knows. */
  readonly star: 'unknown';
}

/**
 * The permission that a refused call lacked, as the adapter names it among the complaints; null where the refusal was
 * for something else.
 */
export function lackedScope(answer: ProviderAnswer<unknown>): GatewayScope | null {
  if (answer.kind !== 'rejected' || answer.problem.reason !== 'forbidden') return null;
  const named = answer.problem.complaints.find(({ field }) => field === 'scope')?.code;
  return SCOPES.find((scope) => scope === named) ?? null;
}

/** A way of paying a checkout: by the gateway's own words, an open set. */
export interface PayerMethod {
  readonly provider: string;
  readonly method: string;
  /** For people; null where the gateway gives none. */
  readonly name: string | null;
  /** What it is paid in, perhaps one that this till does not sell in. */
  readonly currency: string | null;
}

export interface PayerMethodList {
  readonly methods: readonly PayerMethod[];
  /** Rows of no known shape: left out, and counted. */
  readonly unreadable: number;
}

export interface PayerChoice {
  readonly paymentId: string;
  readonly provider: string;
  readonly method: string;
}

/** What a payer has to do, told as the gateway tells it. */
export interface PayerInstructions {
  readonly provider: string;
  readonly method: string;
  /** Where the money goes, byte for byte; null where only {@link details} tell. */
  readonly destination: { readonly kind: 'address' | 'account'; readonly text: string } | null;
  /** Exactly what is to be paid, as a text in major units: to be shown, never calculated with. */
  readonly amountText: string | null;
  readonly currency: string | null;
  readonly network: string | null;
  /** ISO 8601; null where it is not told. */
  readonly expiresAt: string | null;
  /** What a code for the payer's phone has to say, byte for byte; null where there is none that can be drawn. */
  readonly qrText: string | null;
  /**
   * Everything else that was told in a text or a number, under the gateway's own names: a memo or a bank code that is
   * left out loses the payer's money.
   */
  readonly details: readonly { readonly name: string; readonly text: string }[];
}

/**
 * The merchant's payment applications. These calls take an OAuth2 access token; without one they are `rejected` with
 * `sign_in_needed`, and nothing is sent.
 */
export interface PaymentApplications {
  list(options: CallOptions): Promise<ProviderAnswer<PaymentApplicationList>>;
  /** Nothing in it is an id of ours: sent once, and one of unknown end may be there. */
  create(draft: PaymentApplicationDraft, options: CallOptions): Promise<ProviderAnswer<PaymentApplication>>;
}

export interface PaymentApplicationDraft {
  readonly name: string;
  /** What the gateway is to sign its callbacks with; null for none. A secret. */
  readonly webhookSecret: string | null;
}

export interface PaymentApplication {
  readonly id: string;
  readonly name: string;
  /** What a checkout names it by. Null where the answer has none of the known form. */
  readonly clientId: string | null;
  /** ISO 8601; null where the answer does not tell. */
  readonly createdAt: string | null;
}

export interface PaymentApplicationList {
  readonly applications: readonly PaymentApplication[];
  /** Rows of no known shape: left out, and counted. */
  readonly unreadable: number;
}
