import { z } from 'zod';
import type { ProviderTransaction, TransactionStatus } from '../../../../domain/payment.ts';
import type { TransactionPage } from '../../../ports.ts';

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

/** An integer, or a string of digits, within the range that arithmetic keeps exact. */
const amount = z
  .union([z.number(), z.string().regex(/^-?\d+$/)])
  .transform((value) => (typeof value === 'string' ? BigInt(value) : value))
  .refine((value) => value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER)
  .transform(Number)
  .refine(Number.isSafeInteger);

const optionalAmount = amount.nullish().catch(null);
const text = z.string().nullish().catch(null);
const identifier = z.union([z.string().min(1), z.number().transform(String)]);

const row = z.object({
  id: identifier,
  txid: text,
  link: z
    .union([z.string(), z.number().transform(String), z.object({ id: identifier }).transform(({ id }) => id)])
    .nullish()
    .catch(null),
  type: text,
  status: z.string(),
  amount: optionalAmount,
  currency: text,
  amount_dest: optionalAmount,
  amount_with_fee: optionalAmount,
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
export function parseTransactionPage(json: unknown): TransactionPage | null {
  const parsed = list.safeParse(json);
  if (!parsed.success) return null;
  const rows = parsed.data.data.map((item) => row.safeParse(item));
  const cursor = parsed.data.cursor?.cursor_value;
  return {
    transactions: rows.flatMap((item) => (item.success ? [toTransaction(item.data)] : [])),
    unreadable: rows.filter((item) => !item.success).length,
    nextCursor: cursor === null || cursor === undefined || cursor === '' ? null : String(cursor),
  };
}

/** The answer of `GET /transactions/:id`, wrapped in `data` or not; null when it is of no known shape. */
export function parseTransaction(json: unknown): ProviderTransaction | null {
  const parsed = single.safeParse(json);
  return parsed.success ? toTransaction(parsed.data) : null;
}

function toTransaction(item: z.infer<typeof row>): ProviderTransaction {
  return {
    id: item.id,
    linkId: item.link ?? null,
    ownReference: item.txid ?? null,
    kind: lookUp(KINDS, item.type ?? '') ?? 'other',
    status: lookUp(STATUSES, item.status) ?? 'processing',
    rawStatus: item.status,
    amountMinor: item.amount ?? null,
    currency: item.currency ?? null,
    amountWithFeeMinor: item.amount_with_fee ?? null,
    amountDestMinor: item.amount_dest ?? null,
    env: item.env ?? null,
    startedAt: toIso(item.started ?? item.created ?? null),
    errorDescription: item.error_description ?? null,
  };
}

/** By own keys alone: "constructor" is a word that nobody knows, not a member of every object. */
function lookUp<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const INSTANT =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:[.,]\d{1,3})?)?\d*\s*(Z|Etc\/UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * ISO 8601 or `2026-09-03 11:18:30.101839 Etc/UTC`; null for anything else. A time without a zone is taken as
 * UTC: the machine's own zone says nothing about the provider's clock.
 */
export function toIso(time: string | null): string | null {
  const match = time === null ? null : INSTANT.exec(time);
  if (!match) return null;
  const [, day, minutes, seconds = '', zone = 'Z'] = match;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : 'Z';
  const date = new Date(`${day}T${minutes}${seconds.replace(',', '.')}${offset}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
