import {
  type Check,
  type JsonObject,
  isText,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../json-value.ts';
import { isDecimal } from './decimals.ts';

/** What the other side of a row is: another row, the world outside, or the issuer's fees. */
export type Against = 'twin' | 'outside' | 'fees';

/** What is known of a row's end. */
export type MovementStatus = 'pending' | 'completed' | 'failed';

/** {@link Check} for {@link MovementStatus}. */
export const isMovementStatus: Check<MovementStatus> = oneOf(['pending', 'completed', 'failed']);

const isAgainst: Check<Against> = oneOf(['twin', 'outside', 'fees']);
const isOf: Check<'card' | 'account'> = oneOf(['card', 'account']);

/** A transaction as the books keep it: once completed, `amount - fee` has come to its card or account. */
export interface MovementRecord {
  readonly sequence: number;
  readonly id: string;
  readonly merchantId: number;
  /** Whose balance it is about. */
  readonly of: 'card' | 'account';
  readonly accountId: string;
  /** Null where no card has to do with it. */
  readonly cardId: string | null;
  readonly type: string;
  readonly status: MovementStatus;
  /** Below 0: it left. A decimal text, as is the fee. */
  readonly amount: string;
  readonly fee: string;
  readonly currency: string;
  readonly against: Against;
  /** The row of the other side, with the opposite amount. */
  readonly twinId: string | null;
  readonly description: string | null;
  readonly merchantName: string | null;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** When a pending row is decided by itself; null: never, or it has been. */
  readonly dueMs: number | null;
}

/** Reads a transaction from the state file. Throws when it is damaged. */
export function readMovementRecord(row: JsonObject): MovementRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    merchantId: member(row, 'merchantId', isWholeNumber),
    of: member(row, 'of', isOf),
    accountId: member(row, 'accountId', isText),
    cardId: memberOrNull(row, 'cardId', isText),
    type: member(row, 'type', isText),
    status: member(row, 'status', isMovementStatus),
    amount: member(row, 'amount', isDecimal),
    fee: member(row, 'fee', isDecimal),
    currency: member(row, 'currency', isText),
    against: member(row, 'against', isAgainst),
    twinId: memberOrNull(row, 'twinId', isText),
    description: memberOrNull(row, 'description', isText),
    merchantName: memberOrNull(row, 'merchantName', isText),
    createdMs: member(row, 'createdMs', isWholeNumber),
    updatedMs: member(row, 'updatedMs', isWholeNumber),
    dueMs: memberOrNull(row, 'dueMs', isWholeNumber),
  };
}
