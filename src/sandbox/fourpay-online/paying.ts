import { randomBytes, randomUUID } from 'node:crypto';
import type { FourPayContext } from './context.ts';
import type { LinkRecord } from './link-record.ts';
import { type Environment, type TransactionRecord, isFinalStatus } from './transaction-record.ts';

/** What a payer does with a link or a hosted payment, and the status that it leads to. */
export const outcomeStatus = {
  charged: 'charged',
  declined: 'rejected',
  failed: 'failed',
  processing: 'processing',
  created: 'created',
} as const;

/** One of the outcomes of {@link outcomeStatus}. */
export type Outcome = keyof typeof outcomeStatus;

/** A row to be made; what is absent is chosen. Amounts are minor units. */
export interface NewTransaction {
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: string;
  readonly partnerId: number;
  readonly id?: string;
  readonly txid?: string;
  readonly linkId?: string | null;
  readonly productId?: string;
  readonly parentId?: string;
  readonly type?: string;
  readonly env?: Environment;
  readonly method?: string | null;
  readonly errorDescription?: string;
  readonly amountDestMinor?: number;
  readonly amountWithFeeMinor?: number;
  readonly startedMs?: number;
  readonly refundable?: boolean;
  readonly settlesMs?: number | null;
}

/** The fee in minor units, half up. In BigInt: the product may leave the safe integers. */
function feeMinor(amountMinor: number, basisPoints: number): number {
  return Number((BigInt(amountMinor) * BigInt(basisPoints) + 5000n) / 10000n);
}

/** What arrives after fees, and what the payer may be charged. */
export function amountsAround(
  context: FourPayContext,
  amountMinor: number,
): Pick<TransactionRecord, 'amountDestMinor' | 'amountWithFeeMinor'> {
  const fee = feeMinor(amountMinor, context.switches().feeBasisPoints);
  return { amountDestMinor: amountMinor - fee, amountWithFeeMinor: amountMinor + fee };
}

function defaultError(status: string): string {
  if (status === 'failed') return 'The bank could not be reached';
  return status === 'rejected' ? 'Declined by the bank' : '';
}

/** Writes a new transaction into the books. */
export function addTransaction(context: FourPayContext, wanted: NewTransaction): TransactionRecord {
  const switches = context.switches();
  const now = context.clock.now();
  const startedMs = wanted.startedMs ?? now;
  const around = amountsAround(context, wanted.amountMinor);
  const row: TransactionRecord = {
    sequence: context.books.nextSequence(),
    id: wanted.id ?? randomUUID(),
    partnerId: wanted.partnerId,
    txid: wanted.txid ?? `sbx-${randomBytes(6).toString('hex')}`,
    linkId: wanted.linkId ?? null,
    productId: wanted.productId ?? null,
    parentId: wanted.parentId ?? null,
    type: wanted.type ?? (wanted.linkId == null ? 'payment' : 'link'),
    status: wanted.status,
    amountMinor: wanted.amountMinor,
    currency: wanted.currency,
    amountDestMinor: wanted.amountDestMinor ?? around.amountDestMinor,
    amountWithFeeMinor: wanted.amountWithFeeMinor ?? around.amountWithFeeMinor,
    refundedMinor: 0,
    refundingMinor: 0,
    refundable: wanted.refundable ?? true,
    env: wanted.env ?? (switches.env === 'prod' ? 'prod' : 'test'),
    method: wanted.method ?? null,
    errorDescription: wanted.errorDescription ?? defaultError(wanted.status),
    startedMs,
    updatedMs: Math.max(startedMs, now),
    finishedMs: isFinalStatus(wanted.status) ? Math.max(startedMs, now) : null,
    settlesMs: wanted.settlesMs ?? null,
  };
  context.books.putTransaction(row);
  return row;
}

/** What may change while a transaction moves on. */
export interface Move {
  readonly errorDescription?: string;
  readonly method?: string | null;
  readonly refundable?: boolean;
}

/** Moves a transaction on, for example from processing to charged. */
export function moveTransaction(
  context: FourPayContext,
  row: TransactionRecord,
  status: string,
  move: Move = {},
): TransactionRecord {
  const now = context.clock.now();
  const moved: TransactionRecord = {
    ...row,
    errorDescription: defaultError(status),
    ...move,
    status,
    updatedMs: now,
    finishedMs: isFinalStatus(status) ? now : null,
  };
  context.books.putTransaction(moved);
  return moved;
}

/** Whether a payer can still start a payment through this link, or for this product. */
export function isPayable(context: FourPayContext, { deletedMs }: Pick<LinkRecord, 'deletedMs'>): boolean {
  return deletedMs === null || context.switches().payableAfterDelete;
}
