import type { Money } from './money.ts';

/** How a sale was paid. Cash, external and claimed tenders join this union when the till takes them. */
export type TenderKind = 'payment_link';

/** Money that settles a sale. Written once, in the transaction that completes the sale. */
export interface Tender {
  readonly id: string;
  readonly saleId: string;
  readonly kind: TenderKind;
  readonly amount: Money;
  readonly attemptId: string;
  readonly provider: string;
  /** One transaction settles one tender, ever (PAY-6). */
  readonly providerTransactionId: string;
}
