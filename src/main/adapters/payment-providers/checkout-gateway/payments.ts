import { z } from 'zod';
import type { ProviderTransaction, TransactionStatus } from '../../../../domain/payment.ts';
import { identifier, optionalAmount, text } from '../common/fields.ts';
import { momentOf } from './moments.ts';

/**
 * The gateway's words for a payment's status in ours. No document says which of them means paid: that word is chosen
 * or proven, and until then nothing is. Whatever is not listed is "processing": not final, asked again.
 */
const STATUSES: Readonly<Record<string, TransactionStatus>> = {
  CREATED: 'awaiting',
  PENDING: 'awaiting',
  RECEIVED: 'processing',
  FAILED: 'declined',
  EXPIRED: 'cancelled',
  CANCELLED: 'cancelled',
  CANCELED: 'cancelled',
};

/** Money that came, and is not what was asked for: never taken as payment, always told to a person. */
const DEVIATIONS: Readonly<Record<string, NonNullable<ProviderTransaction['deviation']>>> = {
  UNDERPAID: 'underpaid',
  OVERPAID: 'overpaid',
};

/** Whether a status may be chosen as the one that means paid: not one that is known to mean something else. */
export function mayMeanPaid(word: string): boolean {
  const status = wordOf(word);
  if (status === '' || Object.hasOwn(DEVIATIONS, status)) return false;
  return !Object.hasOwn(STATUSES, status) || STATUSES[status] === 'processing';
}

/** The chosen words as they are compared; those that cannot mean paid are left out. */
export function paidWords(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.filter(mayMeanPaid).map(wordOf));
}

function wordOf(status: string): string {
  return status.trim().toUpperCase();
}

/** A payment as it was read. */
export interface ReadPayment {
  readonly transaction: ProviderTransaction;
  /** By the gateway's clock, ISO 8601; null where the answer does not tell. */
  readonly expiresAt: string | null;
}

const payment = z.object({
  id: identifier,
  status: z.string().min(1),
  reference: text,
  currencyCode: text,
  amount: z.unknown().optional(),
  paidAmount: z.unknown().optional(),
  createdAt: z.unknown().optional(),
  expiresAt: z.unknown().optional(),
});

const answered = z.union([z.object({ data: payment }).transform(({ data }) => data), payment]);

/**
 * Reads the answer of `GET /payment/{id}`, wrapped in `data` or not.
 * @param id what was asked for: an answer about another payment is none
 * @returns null when it is of no known shape
 */
export function parsePayment(json: unknown, id: string, paid: ReadonlySet<string>): ReadPayment | null {
  const parsed = answered.safeParse(json);
  if (!parsed.success || parsed.data.id.toLowerCase() !== id.toLowerCase()) return null;
  const { status, reference, currencyCode, createdAt, expiresAt } = parsed.data;
  return {
    transaction: {
      id,
      linkId: null,
      ownReference: reference ?? null,
      kind: 'payment',
      rawStatus: status.slice(0, 100),
      currency: currencyCode?.trim().toUpperCase() || null,
      amountWithFeeMinor: null,
      amountDestMinor: null,
      env: null,
      startedAt: momentOf(createdAt),
      parentId: null,
      refundedMinor: null,
      ...judge(wordOf(status), toldAmounts(parsed.data), paid),
    },
    expiresAt: momentOf(expiresAt),
  };
}

interface ToldAmounts {
  /** Null where none is told. */
  readonly asked: number | null;
  readonly came: number | null;
  /** One is told, and not as whole minor units. */
  readonly isUnreadable: boolean;
}

function toldAmounts({ amount, paidAmount }: z.infer<typeof payment>): ToldAmounts {
  const asked = optionalAmount.parse(amount) ?? null;
  const came = optionalAmount.parse(paidAmount) ?? null;
  const isUnreadable = (amount != null && asked === null) || (paidAmount != null && came === null);
  return { asked, came, isUnreadable };
}

type Judged = Pick<ProviderTransaction, 'status' | 'amountMinor' | 'errorDescription' | 'deviation'>;

function judge(word: string, { asked, came, isUnreadable }: ToldAmounts, paid: ReadonlySet<string>): Judged {
  const told = Object.hasOwn(DEVIATIONS, word) ? DEVIATIONS[word] : undefined;
  // The amount that was asked for says nothing of what came instead.
  if (told) return { status: 'charged', amountMinor: came, errorDescription: null, deviation: told };
  if (!paid.has(word)) {
    const status = (Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined) ?? 'processing';
    return { status, amountMinor: asked, errorDescription: null };
  }
  // What cannot be compared is not taken as payment: it stays under way, until a person looks.
  if (isUnreadable)
    return { status: 'processing', amountMinor: null, errorDescription: 'The amount cannot be read' };
  const deviation = came !== null && asked !== null ? deviationOf(came, asked) : null;
  return {
    status: 'charged',
    amountMinor: came ?? asked,
    errorDescription: null,
    ...(deviation === null ? {} : { deviation }),
  };
}

function deviationOf(came: number, asked: number): NonNullable<ProviderTransaction['deviation']> | null {
  if (came === asked) return null;
  return came < asked ? 'underpaid' : 'overpaid';
}

/**
 * Whether a payer can still open and pay it. One that waits for money is over when its time is; one on which money is
 * under way is not.
 * @param theirNowMs what the gateway's clock shows
 */
export function canBePaid({ transaction, expiresAt }: ReadPayment, theirNowMs: number): boolean {
  const { status, deviation } = transaction;
  if (status === 'processing') return true;
  const waits = status === 'awaiting' || deviation === 'underpaid';
  return waits && (expiresAt === null || theirNowMs < Date.parse(expiresAt));
}
