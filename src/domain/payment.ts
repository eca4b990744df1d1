import type { Money } from './money.ts';

/**
 * The life of one payment attempt: one link (or hosted payment) made for one sale.
 *
 * ```
 * requesting → open | lost | rejected | unknown   unknown: a hosted create was lost; looked up by its reference
 * open ⇄ paying                      a payer is busy; a decline returns to open
 * open | paying → closing            cancel, expiry, replacement; confirmed "gone and unpaid" before it ends
 * closing ⇄ unknown                  the answer to the delete was lost: looked up, never assumed
 * closing | unknown → cancelled | expired | replaced
 * open | paying | closing | unknown → paid → part_refunded → refunded, or reversed
 * cancelled | expired | replaced | rejected → late_paid
 * ```
 * Paid never goes back. `lost` is a create whose answer never came: its URL was never seen by anybody.
 */
export type AttemptState =
  | 'requesting'
  | 'open'
  | 'paying'
  | 'closing'
  | 'unknown'
  | 'lost'
  | 'rejected'
  | 'cancelled'
  | 'expired'
  | 'replaced'
  | 'paid'
  | 'late_paid'
  | 'part_refunded'
  | 'refunded'
  | 'reversed';

export const ATTEMPT_STATES: readonly AttemptState[] = [
  'requesting',
  'open',
  'paying',
  'closing',
  'unknown',
  'lost',
  'rejected',
  'cancelled',
  'expired',
  'replaced',
  'paid',
  'late_paid',
  'part_refunded',
  'refunded',
  'reversed',
];

/**
 * How money is collected: through a link made for the sale; a hosted payment that carries our reference, which may be
 * sent again; a checkout, which is a payment of its own with a reference that is never used twice.
 */
export type CollectWay = 'link' | 'hosted' | 'checkout';

export const COLLECT_WAYS: readonly CollectWay[] = ['link', 'hosted', 'checkout'];

/** Of a provider that has links, the default first. */
export const LINK_WAYS = ['link', 'hosted'] as const satisfies readonly CollectWay[];

export type LinkWay = (typeof LINK_WAYS)[number];

/** Why a link is being taken back; it becomes the state once the provider has confirmed. */
export type CloseReason = 'cancelled' | 'expired' | 'replaced';

/** Where an attempt stands. `closeReason` is set from the first wish to close on, and kept. */
export interface AttemptStatus {
  readonly state: AttemptState;
  readonly closeReason: CloseReason | null;
}

/** What can happen to an attempt: answers of the provider, wishes of the cashier, the timer. */
export type AttemptEvent =
  | { readonly kind: 'link_created' }
  | { readonly kind: 'create_lost' }
  | { readonly kind: 'create_rejected' }
  | { readonly kind: 'create_unknown' }
  | { readonly kind: 'payer_started' }
  | { readonly kind: 'payer_stopped' }
  | { readonly kind: 'payment_accepted' }
  | { readonly kind: 'close_requested'; readonly reason: CloseReason }
  | { readonly kind: 'close_unanswered' }
  | { readonly kind: 'close_resumed' }
  | { readonly kind: 'close_confirmed' }
  | { readonly kind: 'refund_seen'; readonly whole: boolean }
  | { readonly kind: 'reversal_seen' };

/** States in which the QR may still be paid, or may turn out to have been: one such attempt per sale. */
const LIVE: ReadonlySet<AttemptState> = new Set(['requesting', 'open', 'paying', 'closing', 'unknown']);

/** States in which money has arrived and is still with us, in part at least. */
const HOLDS_MONEY: ReadonlySet<AttemptState> = new Set(['paid', 'late_paid', 'part_refunded']);

export function isLive(state: AttemptState): boolean {
  return LIVE.has(state);
}

export function holdsMoney(state: AttemptState): boolean {
  return HOLDS_MONEY.has(state);
}

/** Whether the payer's page may be shown: the link is known and nothing has been done to take it back. */
export function isPayable(state: AttemptState): boolean {
  return state === 'open' || state === 'paying';
}

export const FIRST_STATUS: AttemptStatus = { state: 'requesting', closeReason: null };

/**
 * The next status after an event. An event that does not fit (late, doubled, out of order) leaves the status
 * as it is, and the very same object is returned, so that a caller can tell "nothing changed" by identity.
 */
export function advance(status: AttemptStatus, event: AttemptEvent): AttemptStatus {
  const state = nextState(status, event);
  const startsClosing = event.kind === 'close_requested' && state === 'closing' && status.state !== 'closing';
  const closeReason = startsClosing ? event.reason : status.closeReason;
  return state === status.state && closeReason === status.closeReason ? status : { state, closeReason };
}

function nextState(status: AttemptStatus, event: AttemptEvent): AttemptState {
  const { state, closeReason } = status;
  switch (event.kind) {
    case 'link_created':
      return state === 'requesting' || (state === 'unknown' && closeReason === null) ? 'open' : state;
    case 'create_lost':
      return state === 'requesting' ? 'lost' : state;
    case 'create_rejected':
      return state === 'requesting' || (state === 'unknown' && closeReason === null) ? 'rejected' : state;
    case 'create_unknown':
      return state === 'requesting' ? 'unknown' : state;
    case 'payer_started':
      return state === 'open' ? 'paying' : state;
    case 'payer_stopped':
      return state === 'paying' ? 'open' : state;
    case 'payment_accepted':
      return acceptPayment(state);
    case 'close_requested':
      return mayClose(status, event.reason) ? 'closing' : state;
    case 'close_unanswered':
      return state === 'closing' ? 'unknown' : state;
    case 'close_resumed':
      return state === 'unknown' && closeReason !== null ? 'closing' : state;
    case 'close_confirmed':
      return (state === 'closing' || state === 'unknown') && closeReason !== null ? closeReason : state;
    case 'refund_seen':
      return holdsMoney(state) ? (event.whole ? 'refunded' : 'part_refunded') : state;
    case 'reversal_seen':
      return holdsMoney(state) ? 'reversed' : state;
  }
}

function acceptPayment(state: AttemptState): AttemptState {
  switch (state) {
    case 'open':
    case 'paying':
    case 'closing':
    case 'unknown':
      return 'paid';
    case 'cancelled':
    case 'expired':
    case 'replaced':
    case 'rejected':
      return 'late_paid';
    default:
      return state;
  }
}

/**
 * The timer never ends an attempt on which a payer is busy; a person may. A create that nobody knows the end of
 * may be given up too: it is then looked up to be taken back.
 */
function mayClose({ state, closeReason }: AttemptStatus, reason: CloseReason): boolean {
  if (state === 'unknown') return closeReason === null;
  return state === 'open' || (state === 'paying' && reason !== 'expired');
}

/** A provider's transaction, in our words. `awaiting` and `processing` are not final. */
export type TransactionStatus =
  | 'awaiting'
  | 'processing'
  | 'charged'
  | 'declined'
  | 'cancelled'
  | 'refunded'
  | 'reversed';

export interface ProviderTransaction {
  /** The provider's own id, unique per provider. */
  readonly id: string;
  /** The link that it pays, or null where the deployment does not say. */
  readonly linkId: string | null;
  readonly ownReference: string | null;
  /** Refunds and payouts are rows of the same list. */
  readonly kind: 'payment' | 'link' | 'refund' | 'payout' | 'other';
  readonly status: TransactionStatus;
  /** The provider's word for the status, kept for support. */
  readonly rawStatus: string;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly amountWithFeeMinor: number | null;
  readonly amountDestMinor: number | null;
  /** `prod` or `test`; null where the deployment does not say. */
  readonly env: string | null;
  readonly startedAt: string | null;
  readonly errorDescription: string | null;
  /** Of a refund: the transaction that it gives back, where the deployment says it. */
  readonly parentId: string | null;
  /** What has been given back of a payment so far, where the deployment says it; never negative. */
  readonly refundedMinor: number | null;
  /** Said in a word where the amount that came is told by none; absent where nothing was said. */
  readonly deviation?: 'underpaid' | 'overpaid';
}

/** A transaction as the till has seen it at the provider before. */
export type KnownTransaction = Pick<
  ProviderTransaction,
  | 'kind'
  | 'status'
  | 'amountMinor'
  | 'currency'
  | 'env'
  | 'amountWithFeeMinor'
  | 'amountDestMinor'
  | 'startedAt'
  | 'parentId'
  | 'refundedMinor'
>;

/** What a transaction has to agree with, to be money for an attempt. */
export interface AttemptTerms {
  readonly way: CollectWay;
  /** The link's id, or the hosted payment's own transaction id. */
  readonly providerPaymentId: string | null;
  /** Our own id of a hosted payment (`txid`). */
  readonly reference: string | null;
  readonly amount: Money;
  /** The environment of the connection: `prod` or `test`. */
  readonly env: 'prod' | 'test';
}

export type MismatchedField = 'amount' | 'currency' | 'env' | 'kind';

/**
 * Whether a transaction counts as money for an attempt (PAY-6): it names our link or carries our reference, it
 * is a payment, its environment is the connection's, amount and currency are exact. Its status is judged by the
 * caller.
 * @returns the first field that disagrees, or null when all agree; `not_ours` when it points at something else
 */
export function compareWithTerms(
  transaction: ProviderTransaction,
  terms: AttemptTerms,
): MismatchedField | 'not_ours' | null {
  if (!pointsAt(transaction, terms)) return 'not_ours';
  if (transaction.kind !== 'payment' && transaction.kind !== 'link') return 'kind';
  if (transaction.env !== null && transaction.env !== terms.env) return 'env';
  // A row may name no currency: then it is that of the link or payment that it names, which was compared before
  // it was drawn.
  if (transaction.currency !== null && transaction.currency !== terms.amount.currency) return 'currency';
  if (transaction.deviation !== undefined) return 'amount';
  // A checkout may tell no amount at all: its address was signed for the one that it was made with.
  if (terms.way === 'checkout' && transaction.amountMinor === null) return null;
  return transaction.amountMinor === terms.amount.amountMinor ? null : 'amount';
}

function pointsAt(transaction: ProviderTransaction, terms: AttemptTerms): boolean {
  if (terms.way === 'link') {
    return terms.providerPaymentId !== null && transaction.linkId === terms.providerPaymentId;
  }
  const byReference = terms.reference !== null && transaction.ownReference === terms.reference;
  // A checkout is its own transaction: where it tells a reference as well, that is ours, or the payment is not.
  if (terms.way === 'checkout' && transaction.ownReference !== null && !byReference) return false;
  return byReference || (terms.providerPaymentId !== null && transaction.id === terms.providerPaymentId);
}

export function isFinalTransaction(status: TransactionStatus): boolean {
  return status !== 'awaiting' && status !== 'processing';
}

/** Our reference of a hosted payment: the register's code, a dash, and the attempt's id without dashes. */
export function attemptReference(registerCode: string, attemptId: string): string {
  return `${registerCode}-${attemptId.replaceAll('-', '')}`;
}

/**
 * Our reference of a checkout, which the provider shows as the order's: of the sale, and from the second attempt on of
 * the attempt as well, because no reference is used twice.
 */
export function orderReference(registerCode: string, saleId: string, number: number): string {
  const order = attemptReference(registerCode, saleId);
  return number === 1 ? order : `${order}-${number}`;
}

/** Whether a reference was given by this register, whatever became of its attempt (PAY-10). */
export function isOwnReference(reference: string | null, registerCode: string): boolean {
  return reference?.startsWith(`${registerCode}-`) ?? false;
}
