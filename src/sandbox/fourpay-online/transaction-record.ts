import {
  type Check,
  type JsonObject,
  isFlag,
  isText,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../json-value.ts';
import { firstPartnerId } from './partners.ts';

/** Where a transaction was made. */
export type Environment = 'test' | 'prod';

/** {@link Check} for {@link Environment}. */
export const isEnvironment: Check<Environment> = oneOf(['test', 'prod']);

/** A transaction as the books keep it. Amounts are minor units. */
export interface TransactionRecord {
  /** Its place in the order of arrival; tells rows of one millisecond apart. */
  readonly sequence: number;
  readonly id: string;
  readonly partnerId: number;
  readonly txid: string;
  /** The link that it was made through; null for payments of other kinds. */
  readonly linkId: string | null;
  /** The product by whose own page it was paid; null for all other rows. No document has it in an answer. */
  readonly productId: string | null;
  /** The payment that a refund gives back; null for all other rows. */
  readonly parentId: string | null;
  /** `link`, `payment`, `refund`, `payout`: an open set. */
  readonly type: string;
  /** An open set as well; `charged` alone means that money arrived. */
  readonly status: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly amountDestMinor: number;
  readonly amountWithFeeMinor: number;
  /** What was given back of a payment. */
  readonly refundedMinor: number;
  /** What is ordered to be given back of a payment and not there yet. */
  readonly refundingMinor: number;
  /** Whether the card takes money back at all. */
  readonly refundable: boolean;
  readonly env: Environment;
  readonly method: string | null;
  readonly errorDescription: string;
  readonly startedMs: number;
  readonly updatedMs: number;
  /** Null until the status is final. */
  readonly finishedMs: number | null;
  /** When a refund that is under way arrives; null for all other rows. */
  readonly settlesMs: number | null;
}

const finalStatuses: ReadonlySet<string> = new Set([
  'charged',
  'rejected',
  'failed',
  'cancelled',
  'refunded',
  'reversed',
]);

/** Whether a row is a payment of a customer: the kinds that can be given back. */
export function isPaymentRow(row: TransactionRecord): boolean {
  return row.type === 'payment' || row.type === 'link';
}

/** Whether a transaction of this status is at rest. */
export function isFinalStatus(status: string): boolean {
  return finalStatuses.has(status);
}

/** Reads a transaction from the state file; older files lack some members. Throws when it is damaged. */
export function readTransactionRecord(row: JsonObject): TransactionRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    partnerId: memberOrNull(row, 'partnerId', isWholeNumber) ?? firstPartnerId,
    txid: member(row, 'txid', isText),
    linkId: memberOrNull(row, 'linkId', isText),
    productId: memberOrNull(row, 'productId', isText),
    parentId: memberOrNull(row, 'parentId', isText),
    type: member(row, 'type', isText),
    status: member(row, 'status', isText),
    amountMinor: member(row, 'amountMinor', isWholeNumber),
    currency: member(row, 'currency', isText),
    amountDestMinor: member(row, 'amountDestMinor', isWholeNumber),
    amountWithFeeMinor: member(row, 'amountWithFeeMinor', isWholeNumber),
    refundedMinor: memberOrNull(row, 'refundedMinor', isWholeNumber) ?? 0,
    refundingMinor: memberOrNull(row, 'refundingMinor', isWholeNumber) ?? 0,
    refundable: memberOrNull(row, 'refundable', isFlag) ?? true,
    env: member(row, 'env', isEnvironment),
    method: memberOrNull(row, 'method', isText),
    errorDescription: member(row, 'errorDescription', isText),
    startedMs: member(row, 'startedMs', isWholeNumber),
    updatedMs: member(row, 'updatedMs', isWholeNumber),
    finishedMs: memberOrNull(row, 'finishedMs', isWholeNumber),
    settlesMs: memberOrNull(row, 'settlesMs', isWholeNumber),
  };
}
