import type { Money } from './money.ts';

/** How a sale was paid. Cash and external tenders join this union when the till takes them. */
export type TenderKind = 'payment_link' | 'claimed';

/**
 * What settles a sale. Written once, in the transaction that completes the sale.
 *
 * A claimed tender completes a sale on the customer's word: no transaction stands behind it yet. Whether it was
 * confirmed or written off later is a row of its own (`ClaimOutcome`).
 */
export interface Tender {
  readonly id: string;
  readonly saleId: string;
  readonly kind: TenderKind;
  readonly amount: Money;
  readonly attemptId: string;
  readonly provider: string;
  /** One transaction settles one tender, ever (PAY-6). Null for a claimed one. */
  readonly providerTransactionId: string | null;
}

/** What became of a claimed tender. */
export type ClaimOutcome = 'confirmed' | 'written_off';
