import type { Money } from './money.ts';

/** How a sale is paid: at the provider, on the customer's word, with notes and coins, or beside the till. */
export type TenderKind = 'payment_link' | 'claimed' | 'cash' | 'external';

export const TENDER_KINDS: readonly TenderKind[] = ['payment_link', 'claimed', 'cash', 'external'];

/** What an external payment was made with. */
export type ExternalMethod = 'card_terminal' | 'transfer' | 'other';

export const EXTERNAL_METHODS: readonly ExternalMethod[] = ['card_terminal', 'transfer', 'other'];

/**
 * What pays a sale, or a part of it. Written once, when the money is taken; the last one completes the sale.
 *
 * A claimed tender completes a sale on the customer's word: no transaction stands behind it yet. Whether it was
 * confirmed or written off later is a row of its own (`ClaimOutcome`), and so is one that was taken back before
 * the sale was completed.
 */
export interface Tender {
  readonly id: string;
  readonly saleId: string;
  readonly kind: TenderKind;
  readonly amount: Money;
  /** The code that was paid; null for cash and external tenders. */
  readonly attemptId: string | null;
  readonly provider: string | null;
  /** One transaction settles one tender, ever (PAY-6). Null unless it is a payment at the provider. */
  readonly providerTransactionId: string | null;
}

/** What became of a claimed tender. */
export type ClaimOutcome = 'confirmed' | 'written_off';
