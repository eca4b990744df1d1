import { givesBack, type RefundSight } from '../../domain/refund.ts';
import {
  isFinalTransaction,
  type ProviderTransaction,
  type TransactionStatus,
} from '../../domain/payment.ts';
import type { CallOptions, PaymentProvider, ProviderProblem } from '../ports.ts';
import type { RefundParts } from './refund-parts.ts';

/** How much of the list is read for rows of type refund, newest first: what has just been made is on top. */
const NEWEST_ROWS = 50;

export type Reading =
  | { readonly kind: 'seen'; readonly status: TransactionStatus; readonly sight: RefundSight }
  | { readonly kind: 'not_seen'; readonly problem: ProviderProblem }
  /** The till ends: nothing may be touched any more. */
  | { readonly kind: 'stopped' };

/**
 * Reads a payment at the provider and takes in what it says. Where the payment does not name what was given
 * back of it, the newest rows of the list are read as well: refunds are rows of their own.
 * @param rowsOf `any`: the rows are read whatever the payment names, because none names what is under way
 */
export async function readPayment(
  parts: RefundParts,
  provider: PaymentProvider,
  transactionId: string,
  options: CallOptions,
  rowsOf: 'silent' | 'any' = 'silent',
): Promise<Reading> {
  const answer = await provider.readTransaction(transactionId, options);
  if (options.signal?.aborted) return { kind: 'stopped' };
  parts.connections.note(answer);
  if (answer.kind !== 'ok') return { kind: 'not_seen', problem: answer.problem };
  const payment = answer.value;
  parts.money.takeIn(payment);
  const tellsAmount = payment.refundedMinor !== null;
  const isEnough = tellsAmount && rowsOf === 'silent';
  const rows = isEnough
    ? ({ kind: 'rows', rows: [] } as const)
    : await readRefundRows(parts, provider, payment, options);
  if (rows.kind !== 'rows') return rows;
  const known = parts.money.transaction(parts.database.read, transactionId);
  return {
    kind: 'seen',
    status: payment.status,
    sight: {
      givenMinor: Math.max(known?.surelyRefundedMinor ?? 0, payment.refundedMinor ?? 0),
      // Where a row has shown what is not made yet, or never will be, silence means that it is not made.
      tellsAmount: tellsAmount || known?.hasUnmadeRefunds === true,
      underWayMinor: rows.rows
        .filter(({ status }) => !isFinalTransaction(status))
        .reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0),
    },
  };
}

type Rows = { readonly kind: 'rows'; readonly rows: readonly ProviderTransaction[] };

async function readRefundRows(
  { connections, money }: RefundParts,
  provider: PaymentProvider,
  payment: ProviderTransaction,
  options: CallOptions,
): Promise<Rows | Exclude<Reading, { kind: 'seen' }>> {
  if (!provider.capabilities.list) return { kind: 'rows', rows: [] };
  const answer = await provider.listTransactions({ cursor: null, limit: NEWEST_ROWS }, options);
  if (options.signal?.aborted) return { kind: 'stopped' };
  connections.note(answer);
  if (answer.kind !== 'ok') return { kind: 'not_seen', problem: answer.problem };
  const { transactions } = answer.value;
  const rows = transactions.filter((row) => givesBack(row, payment));
  // Other payments of its code come first: a row that names only the code may be theirs.
  for (const row of transactions.filter((row) => isPaidBeside(row, payment))) money.takeIn(row);
  for (const row of rows) money.takeIn(row);
  return { kind: 'rows', rows };
}

function isPaidBeside(row: ProviderTransaction, payment: ProviderTransaction): boolean {
  return (
    row.kind !== 'refund' && row.id !== payment.id && row.linkId !== null && row.linkId === payment.linkId
  );
}
