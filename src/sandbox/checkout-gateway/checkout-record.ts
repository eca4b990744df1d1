import { type JsonObject, isText, isWholeNumber, member, memberOrNull } from '../json-value.ts';

/** The word of the books for a payment that is paid in full; a switch says how it is told. */
export const paidStatus = 'CONFIRMED';

/** A checkout session and its payment, which are one, as the books keep it. Amounts are minor units. */
export interface CheckoutRecord {
  readonly sequence: number;
  /** Of the payment, and in the path of its page. */
  readonly id: string;
  readonly merchantId: number;
  readonly clientId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reference: string;
  /** What the payer is shown. */
  readonly label: string;
  readonly redirectUrl: string | null;
  /** By the gateway's clock, as all its moments. */
  readonly createdMs: number;
  /** A whole second: the address of its page has no finer one. */
  readonly expiresMs: number;
  /** An open set: `CREATED`, `PENDING`, `RECEIVED`, `CONFIRMED`, `UNDERPAID`, `OVERPAID`, `EXPIRED`, `FAILED`, `CANCELLED`. */
  readonly status: string;
  /** Everything that has come in. */
  readonly paidMinor: number;
  /** `provider/method`, once the payer has chosen. */
  readonly chosen: string | null;
  readonly updatedMs: number;
  /** When money that is `RECEIVED` counts; null: it waits for somebody, or there is none. */
  readonly settlesMs: number | null;
  /** How often the payer page was opened. */
  readonly views: number;
}

/** Whether nothing has come of it yet. */
export function isOpen({ status }: CheckoutRecord): boolean {
  return status === 'CREATED' || status === 'PENDING';
}

/** Reads a checkout from the state file. Throws when it is damaged. */
export function readCheckoutRecord(row: JsonObject): CheckoutRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    merchantId: member(row, 'merchantId', isWholeNumber),
    clientId: member(row, 'clientId', isText),
    amountMinor: member(row, 'amountMinor', isWholeNumber),
    currency: member(row, 'currency', isText),
    reference: member(row, 'reference', isText),
    label: member(row, 'label', isText),
    redirectUrl: memberOrNull(row, 'redirectUrl', isText),
    createdMs: member(row, 'createdMs', isWholeNumber),
    expiresMs: member(row, 'expiresMs', isWholeNumber),
    status: member(row, 'status', isText),
    paidMinor: member(row, 'paidMinor', isWholeNumber),
    chosen: memberOrNull(row, 'chosen', isText),
    updatedMs: member(row, 'updatedMs', isWholeNumber),
    settlesMs: memberOrNull(row, 'settlesMs', isWholeNumber),
    views: member(row, 'views', isWholeNumber),
  };
}
