import type {
  AttemptState,
  KnownTransaction,
  ProviderTransaction,
  TransactionStatus,
} from '../../domain/payment.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { BusySpan } from './payment-parts.ts';
import { LIVE } from './payment-store.ts';

/** A transaction of the provider that points at an attempt of ours, as it was last seen. */
export interface TransactionRow {
  readonly provider: string;
  readonly id: string;
  readonly attempt_id: string;
  readonly kind: ProviderTransaction['kind'];
  readonly status: TransactionStatus;
  readonly raw_status: string;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly amount_with_fee_minor: number | null;
  readonly amount_dest_minor: number | null;
  readonly env: string | null;
  readonly error_description: string | null;
  readonly refunded_minor: number | null;
  readonly parent_id: string | null;
  readonly started_at: string | null;
}

export type SeenTransactionRow = TransactionRow & {
  readonly first_seen_at: string;
  readonly updated_at: string;
};

export function toTransactionRow(
  provider: string,
  attemptId: string,
  transaction: ProviderTransaction,
): TransactionRow {
  return {
    provider,
    id: transaction.id,
    attempt_id: attemptId,
    kind: transaction.kind,
    status: transaction.status,
    raw_status: transaction.rawStatus,
    amount_minor: transaction.amountMinor,
    currency: transaction.currency,
    amount_with_fee_minor: transaction.amountWithFeeMinor,
    amount_dest_minor: transaction.amountDestMinor,
    env: transaction.env,
    error_description: transaction.errorDescription,
    refunded_minor: transaction.refundedMinor,
    parent_id: transaction.parentId,
    started_at: transaction.startedAt,
  };
}

export function toKnown(row: TransactionRow | undefined): KnownTransaction | null {
  if (!row) return null;
  return {
    kind: row.kind,
    status: row.status,
    amountMinor: row.amount_minor,
    currency: row.currency,
    env: row.env,
    amountWithFeeMinor: row.amount_with_fee_minor,
    amountDestMinor: row.amount_dest_minor,
    startedAt: row.started_at,
    parentId: row.parent_id,
    refundedMinor: row.refunded_minor,
  };
}

export const transactionStore = {
  find: (db: ReadHandle, provider: string, id: string) =>
    db.get<SeenTransactionRow>(
      'SELECT * FROM provider_transaction WHERE provider = ? AND id = ?',
      provider,
      id,
    ),

  ofAttempt: (db: ReadHandle, attemptId: string) =>
    db.all<SeenTransactionRow>(
      'SELECT * FROM provider_transaction WHERE attempt_id = ? ORDER BY first_seen_at, id',
      attemptId,
    ),

  /** What rows of type refund say was given back on an attempt: of this payment by name, and of no payment by name. */
  refundRowsSums: (
    db: ReadHandle,
    attemptId: string,
    paymentId: string,
  ): { readonly named: number; readonly nameless: number } => {
    const row = db.get<{ named: number | null; nameless: number | null }>(
      `SELECT sum(CASE WHEN parent_id = :paymentId THEN amount_minor END) AS named,
         sum(CASE WHEN parent_id IS NULL THEN amount_minor END) AS nameless
       FROM provider_transaction WHERE attempt_id = :attemptId AND kind = 'refund' AND status = 'charged'`,
      { attemptId, paymentId },
    );
    return { named: row?.named ?? 0, nameless: row?.nameless ?? 0 };
  },

  /** Whether rows of type refund are known of a payment that are under way, or came to nothing. */
  hasUnmadeRefunds: (db: ReadHandle, attemptId: string, paymentId: string): boolean =>
    db.get(
      `SELECT 1 FROM provider_transaction WHERE attempt_id = ? AND kind = 'refund' AND status <> 'charged'
       AND (parent_id IS NULL OR parent_id = ?) LIMIT 1`,
      attemptId,
      paymentId,
    ) !== undefined,

  /** Transactions on which a payer has been busy for longer than the span says. */
  busyLong: (db: ReadHandle, provider: string, { since, until }: BusySpan) =>
    db.all<TransactionRow>(
      // From the few that are alive, whatever SQLite thinks of their number.
      `SELECT t.* FROM payment_attempt a CROSS JOIN provider_transaction t ON t.attempt_id = a.id
       WHERE a.state IN ${LIVE} AND a.state IN ('paying', 'closing', 'unknown') AND t.status = 'processing'
       AND t.kind <> 'refund' AND +a.provider = ?
       AND t.first_seen_at NOT BETWEEN ? AND ?`,
      provider,
      since,
      until,
    ),

  /** Transactions that are not final, of attempts that are alive or ended since 'since'; busy payers first. */
  unfinished: (db: ReadHandle, provider: string, since: string, limit: number) =>
    db.all<SeenTransactionRow & { readonly attempt_state: AttemptState }>(
      `SELECT t.*, a.state AS attempt_state
       FROM provider_transaction t JOIN payment_attempt a ON a.id = t.attempt_id
       WHERE t.status IN ('awaiting', 'processing') AND +t.provider = ?
       AND (a.ended_at IS NULL OR a.ended_at >= ?)
       ORDER BY t.status = 'processing' DESC, a.ended_at IS NULL DESC, t.first_seen_at DESC LIMIT ?`,
      provider,
      since,
      limit,
    ),

  /** Whether a payer is busy, not for too long: what is merely awaited may never go on, and holds nothing up. */
  isPayerBusy: (db: ReadHandle, attemptId: string, { since, until }: BusySpan): boolean =>
    db.get(
      `SELECT 1 FROM provider_transaction
       WHERE attempt_id = ? AND status = 'processing' AND kind <> 'refund' AND first_seen_at BETWEEN ? AND ?
       LIMIT 1`,
      attemptId,
      since,
      until,
    ) !== undefined,

  /** Money of the same amount that was seen on another code of this till since 'since', by our clock. */
  chargedElsewhere: (
    db: ReadHandle,
    terms: { attemptId: string; amount: number; currency: string; since: string },
  ) =>
    db.get<SeenTransactionRow>(
      `SELECT * FROM provider_transaction WHERE attempt_id <> :attemptId AND status = 'charged'
       AND kind IN ('payment', 'link') AND amount_minor = :amount AND currency = :currency
       AND first_seen_at >= :since ORDER BY first_seen_at DESC LIMIT 1`,
      terms,
    ),

  put: (db: WriteHandle, row: TransactionRow, at: string): void =>
    db.runOne(
      `INSERT INTO provider_transaction (provider, id, attempt_id, kind, status, raw_status, amount_minor,
         currency, amount_with_fee_minor, amount_dest_minor, env, error_description, refunded_minor, parent_id,
         started_at, first_seen_at, updated_at)
       VALUES (:provider, :id, :attempt_id, :kind, :status, :raw_status, :amount_minor,
         :currency, :amount_with_fee_minor, :amount_dest_minor, :env, :error_description, :refunded_minor,
         :parent_id, :started_at, :at, :at)
       ON CONFLICT (provider, id) DO UPDATE SET kind = excluded.kind, status = excluded.status,
         raw_status = excluded.raw_status, amount_minor = excluded.amount_minor, currency = excluded.currency,
         amount_with_fee_minor = excluded.amount_with_fee_minor,
         amount_dest_minor = excluded.amount_dest_minor, env = excluded.env,
         error_description = excluded.error_description, refunded_minor = excluded.refunded_minor,
         parent_id = excluded.parent_id, started_at = excluded.started_at, updated_at = excluded.updated_at`,
      { ...row, at },
    ),
};
