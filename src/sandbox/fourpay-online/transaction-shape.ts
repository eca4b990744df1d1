import type { SandboxSwitches } from '../switches.ts';
import type { FourPayContext } from './context.ts';
import { timestamp, timestampOrNull } from './timestamps.ts';
import { type TransactionRecord, isPaymentRow } from './transaction-record.ts';

/** What a row says about where it belongs. A refund made here names its payment, its link or nothing. */
function belongings(switches: SandboxSwitches, row: TransactionRecord): object {
  if (row.parentId !== null && switches.refundRows === 'parent') return { parent: row.parentId };
  if (row.parentId !== null && switches.refundRows === 'bare') return {};
  return switches.linkOnTransactions && row.linkId !== null ? { link: row.linkId } : {};
}

/** The amount of a row: its own, or what was given back where a payment turned `refunded` by a part. */
function toldAmountMinor(row: TransactionRecord): number {
  const partly = row.status === 'refunded' && row.refundedMinor > 0 && isPaymentRow(row);
  return partly ? row.refundedMinor : row.amountMinor;
}

/** A transaction as it stands in an answer. `started` orders the list; `finished` is null until the end. */
export function transactionShape(context: FourPayContext, row: TransactionRecord): object {
  const switches = context.switches();
  const format = switches.timestampFormat;
  const money = (minor: number): number | string => (switches.amountAs === 'string' ? String(minor) : minor);
  const telling = switches.refundedAmountField && isPaymentRow(row);
  return {
    id: row.id,
    txid: row.txid,
    ...belongings(switches, row),
    type: row.type,
    status: row.status,
    amount: money(toldAmountMinor(row)),
    ...(switches.currencyOnTransactions ? { currency: row.currency } : {}),
    amount_dest: money(row.amountDestMinor),
    amount_with_fee: money(row.amountWithFeeMinor),
    ...(telling ? { amount_refunded: money(row.refundedMinor) } : {}),
    ...(switches.env === 'absent' ? {} : { env: row.env }),
    method: row.method,
    error_description: row.errorDescription,
    started: timestamp(row.startedMs, format),
    updated: timestamp(row.updatedMs, format),
    finished: timestampOrNull(row.finishedMs, format),
  };
}
