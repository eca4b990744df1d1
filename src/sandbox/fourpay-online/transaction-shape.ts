import type { FourPayContext } from './context.ts';
import { timestamp, timestampOrNull } from './timestamps.ts';
import type { TransactionRecord } from './transaction-record.ts';

/** A transaction as it stands in an answer. `started` orders the list; `finished` is null until the end. */
export function transactionShape(context: FourPayContext, row: TransactionRecord): object {
  const switches = context.switches();
  const format = switches.timestampFormat;
  const money = (minor: number): number | string => (switches.amountAs === 'string' ? String(minor) : minor);
  return {
    id: row.id,
    txid: row.txid,
    ...(switches.linkOnTransactions && row.linkId !== null ? { link: row.linkId } : {}),
    type: row.type,
    status: row.status,
    amount: money(row.amountMinor),
    ...(switches.currencyOnTransactions ? { currency: row.currency } : {}),
    amount_dest: money(row.amountDestMinor),
    amount_with_fee: money(row.amountWithFeeMinor),
    ...(switches.env === 'absent' ? {} : { env: row.env }),
    method: row.method,
    error_description: row.errorDescription,
    started: timestamp(row.startedMs, format),
    updated: timestamp(row.updatedMs, format),
    finished: timestampOrNull(row.finishedMs, format),
  };
}
