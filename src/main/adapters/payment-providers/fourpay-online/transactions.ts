import { z } from 'zod';
import type { ProviderTransaction, TransactionStatus } from '../../../../domain/payment.ts';
import type { TransactionPage } from '../../../ports.ts';
import { identifier, optionalAmount, text } from '../common/fields.ts';
import { toIso } from '../common/instants.ts';
import type { Clean } from '../common/secrets.ts';
import { pointer } from './fields.ts';

/**
 * The operator's words for a transaction's status in ours. Whatever is not listed is "processing": not
 * final, asked again. `charged` alone means that money arrived.
 */
const STATUSES: Readonly<Record<string, TransactionStatus>> = {
  created: 'awaiting',
  started: 'awaiting',
  charged: 'charged',
  rejected: 'declined',
  failed: 'declined',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  refunded: 'refunded',
  reversed: 'reversed',
};

const KINDS: Readonly<Record<string, ProviderTransaction['kind']>> = {
  payment: 'payment',
  link: 'link',
  refund: 'refund',
  payout: 'payout',
};

const row = z.object({
  id: identifier,
  txid: text,
  link: pointer,
  parent: pointer,
  parent_id: pointer,
  payment_id: pointer,
  type: text,
  status: z.string(),
  amount: optionalAmount,
  currency: text,
  amount_dest: optionalAmount,
  amount_with_fee: optionalAmount,
  amount_refunded: optionalAmount,
  refunded_amount: optionalAmount,
  refunded: optionalAmount,
  env: text,
  error_description: text,
  started: text,
  created: text,
});

const list = z.object({
  data: z.array(z.unknown()),
  cursor: z.object({ cursor_value: z.union([z.string(), z.number()]).nullish() }).nullish(),
});

const single = z.union([z.object({ data: row }).transform(({ data }) => data), row]);

/**
 * One page of `GET /transactions`. A row that cannot be read is left out and counted, because one odd row of
 * somebody else's must not blind the till to its own payments.
 * @returns null when the page itself is not of the known shape
 */
export function parseTransactionPage(json: unknown, clean?: Clean): TransactionPage | null {
  const parsed = list.safeParse(json);
  if (!parsed.success) return null;
  const rows = parsed.data.data.map((item) => row.safeParse(item));
  const cursor = parsed.data.cursor?.cursor_value;
  return {
    transactions: rows.flatMap((item) => (item.success ? [toTransaction(item.data, clean)] : [])),
    unreadable: rows.filter((item) => !item.success).length,
    nextCursor: cursor === null || cursor === undefined || cursor === '' ? null : String(cursor),
  };
}

/** The answer of `GET /transactions/:id`, wrapped in `data` or not; null when it is of no known shape. */
export function parseTransaction(json: unknown, clean?: Clean): ProviderTransaction | null {
  const parsed = single.safeParse(json);
  return parsed.success ? toTransaction(parsed.data, clean) : null;
}

function toTransaction(item: z.infer<typeof row>, clean: Clean = (words) => words): ProviderTransaction {
  const kind = lookUp(KINDS, item.type ?? '') ?? 'other';
  const status = statusOf(item.status);
  return {
    id: item.id,
    linkId: item.link ?? null,
    ownReference: item.txid ?? null,
    kind,
    status,
    rawStatus: item.status,
    amountMinor: item.amount ?? null,
    currency: item.currency ?? null,
    amountWithFeeMinor: item.amount_with_fee ?? null,
    amountDestMinor: item.amount_dest ?? null,
    env: item.env ?? null,
    startedAt: toIso(item.started ?? item.created ?? null),
    errorDescription: item.error_description == null ? null : clean(item.error_description),
    parentId: item.parent ?? item.parent_id ?? item.payment_id ?? null,
    refundedMinor: kind === 'refund' || kind === 'payout' ? null : refundedOf(item, status),
  };
}

/**
 * What of a payment has gone back: the field that tells it, else the amount of one that is refunded, which then is
 * the whole of it or the part that was given back.
 */
function refundedOf(item: z.infer<typeof row>, status: TransactionStatus): number | null {
  const told = [item.amount_refunded, item.refunded_amount, item.refunded].find(
    (value) => value != null && value >= 0,
  );
  // Refunded, and nothing given back: a field that nobody keeps.
  if (status !== 'refunded' || (told != null && told > 0)) return told ?? null;
  return item.amount != null && item.amount >= 0 ? item.amount : null;
}

/** The operator's word for a status in ours. */
export function statusOf(word: string): TransactionStatus {
  return lookUp(STATUSES, word) ?? 'processing';
}

/** By own keys alone: "constructor" is a word that nobody knows, not a member of every object. */
function lookUp<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
