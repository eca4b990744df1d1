import type { FourPayContext } from './context.ts';
import type { HostedRecord } from './hosted-record.ts';
import { type Move, moveTransaction } from './paying.ts';
import { type TransactionRecord, isFinalStatus } from './transaction-record.ts';

/** What can be done with a hosted payment: pay it, or nothing, since it is over or its page is gone. */
export type HostedState = 'payable' | 'over' | 'gone';

/**
 * What can be done with a hosted payment now. `evenIfGone`: as if `payableAfterDelete` were on; then a cancelled one
 * can be paid although its row says `failed` already.
 */
export function hostedState(
  context: FourPayContext,
  hosted: HostedRecord,
  row: TransactionRecord,
  evenIfGone = false,
): HostedState {
  const revived = evenIfGone || context.switches().payableAfterDelete;
  const cancelled = hosted.cancelledMs !== null;
  // A cancelled payment that was paid all the same is as much over as any other.
  if (isFinalStatus(row.status) && !(cancelled && row.status === 'failed')) return 'over';
  if (revived) return 'payable';
  return cancelled || hosted.expiresMs <= context.clock.now() ? 'gone' : 'payable';
}

/** Moves the one transaction of a hosted payment on. Ask {@link hostedState} before. */
export function moveHosted(
  context: FourPayContext,
  row: TransactionRecord,
  status: string,
  move: Move,
): TransactionRecord {
  return moveTransaction(context, row, status, { method: 'card', ...move });
}

/** Ends a payment that is not at rest; the page of a hosted one is gone from then on. */
export function cancelPayment(context: FourPayContext, row: TransactionRecord): TransactionRecord {
  const hosted = context.books.hostedPayment(row.id);
  if (hosted !== undefined) context.books.putHosted({ ...hosted, cancelledMs: context.clock.now() });
  return moveTransaction(context, row, 'failed', { errorDescription: 'Cancelled by the shop' });
}
