import { type FourPayContext, payerUrl } from '../fourpay-online/context.ts';
import type { LinkRecord } from '../fourpay-online/link-record.ts';
import type { TransactionRecord } from '../fourpay-online/transaction-record.ts';

const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A link as the control API shows it: always whole, whatever the switches say. */
export function controlLink(context: FourPayContext, link: LinkRecord): object {
  return {
    id: link.id,
    created: moment(link.createdMs),
    amount: { default: link.amountMinor, currency: link.currency },
    amount_type: link.amountType,
    pay_config: { methods: link.methods },
    image: link.image,
    products: link.productIds,
    payerUrl: payerUrl(context, link.id),
    deleted: link.deletedMs !== null,
    deletedAt: moment(link.deletedMs),
    views: link.views,
  };
}

/** A transaction as the control API shows it: always whole, with integers and ISO moments. */
export function controlTransaction(row: TransactionRecord): object {
  return {
    id: row.id,
    txid: row.txid,
    link: row.linkId,
    type: row.type,
    status: row.status,
    amount: row.amountMinor,
    currency: row.currency,
    amount_dest: row.amountDestMinor,
    amount_with_fee: row.amountWithFeeMinor,
    env: row.env,
    method: row.method,
    error_description: row.errorDescription,
    started: moment(row.startedMs),
    updated: moment(row.updatedMs),
    finished: moment(row.finishedMs),
  };
}
