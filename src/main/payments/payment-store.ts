import type { CurrencyCode } from '../../domain/currency.ts';
import type { AttemptState, CloseReason, TransactionStatus } from '../../domain/payment.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface AttemptRow {
  readonly sequence: number;
  readonly id: string;
  readonly sale_id: string;
  readonly number: number;
  readonly provider: string;
  readonly env: 'prod' | 'test';
  readonly amount_minor: number;
  readonly currency: CurrencyCode;
  readonly state: AttemptState;
  readonly close_reason: CloseReason | null;
  readonly provider_payment_id: string | null;
  readonly payer_url: string | null;
  readonly requested_at: string;
  readonly expires_at: string | null;
  readonly ended_at: string | null;
  readonly link_removed_at: string | null;
  readonly link_left_at: string | null;
  readonly declined_at: string | null;
  readonly declined_reason: string | null;
  readonly problem_code: string | null;
  readonly problem_message: string | null;
}

export interface AttemptEventRow {
  readonly attempt_id: string;
  readonly at: string;
  readonly kind: string;
  readonly state: AttemptState;
  readonly detail: string;
}

export interface TransactionRow {
  readonly provider: string;
  readonly id: string;
  readonly attempt_id: string;
  readonly status: TransactionStatus;
  readonly raw_status: string;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly amount_with_fee_minor: number | null;
  readonly amount_dest_minor: number | null;
  readonly env: string | null;
  readonly error_description: string | null;
}

const LIVE = "('requesting', 'open', 'paying', 'closing', 'unknown')";

/** Columns that change together with the state, or beside it. */
export type AttemptChanges = Partial<
  Pick<
    AttemptRow,
    | 'provider_payment_id'
    | 'payer_url'
    | 'expires_at'
    | 'ended_at'
    | 'link_removed_at'
    | 'link_left_at'
    | 'declined_at'
    | 'declined_reason'
    | 'problem_code'
    | 'problem_message'
  >
>;

export const paymentStore = {
  find: (db: ReadHandle, id: string) => db.get<AttemptRow>('SELECT * FROM payment_attempt WHERE id = ?', id),

  findByProviderPayment: (db: ReadHandle, provider: string, providerPaymentId: string) =>
    db.get<AttemptRow>(
      'SELECT * FROM payment_attempt WHERE provider = ? AND provider_payment_id = ?',
      provider,
      providerPaymentId,
    ),

  ofSale: (db: ReadHandle, saleId: string) =>
    db.all<AttemptRow>('SELECT * FROM payment_attempt WHERE sale_id = ? ORDER BY number', saleId),

  latestOfSale: (db: ReadHandle, saleId: string) =>
    db.get<AttemptRow>(
      'SELECT * FROM payment_attempt WHERE sale_id = ? ORDER BY number DESC LIMIT 1',
      saleId,
    ),

  liveOfSale: (db: ReadHandle, saleId: string) =>
    db.get<AttemptRow>(`SELECT * FROM payment_attempt WHERE sale_id = ? AND state IN ${LIVE}`, saleId),

  live: (db: ReadHandle) =>
    db.all<AttemptRow>(`SELECT * FROM payment_attempt WHERE state IN ${LIVE} ORDER BY sequence`),

  /** Ended attempts whose link may still be there: paid, refused, or closed before the delete was answered. */
  withLinkLeft: (db: ReadHandle) =>
    db.all<AttemptRow>(
      `SELECT * FROM payment_attempt WHERE state NOT IN ${LIVE} AND provider_payment_id IS NOT NULL
       AND link_removed_at IS NULL AND link_left_at IS NULL ORDER BY sequence LIMIT 20`,
    ),

  /** When the oldest of the attempts that ended since `since` was asked for; null when none did. */
  oldestEndedSince: (db: ReadHandle, since: string): string | null =>
    db.get<{ at: string | null }>(
      `SELECT min(requested_at) AS at FROM payment_attempt
       WHERE ended_at >= ? AND provider_payment_id IS NOT NULL`,
      since,
    )?.at ?? null,

  insert: (
    db: WriteHandle,
    row: Pick<
      AttemptRow,
      'id' | 'sale_id' | 'number' | 'provider' | 'env' | 'amount_minor' | 'currency' | 'requested_at'
    >,
  ): void =>
    db.runOne(
      `INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state, requested_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'requesting', ?)`,
      row.id,
      row.sale_id,
      row.number,
      row.provider,
      row.env,
      row.amount_minor,
      row.currency,
      row.requested_at,
    ),

  update: (
    db: WriteHandle,
    id: string,
    state: AttemptState,
    closeReason: CloseReason | null,
    changes: AttemptChanges,
  ): void => {
    const columns = Object.entries(changes);
    const assignments = columns.map(([column]) => `, ${column} = ?`).join('');
    db.runOne(
      `UPDATE payment_attempt SET state = ?, close_reason = ?${assignments} WHERE id = ?`,
      state,
      closeReason,
      ...columns.map(([, value]) => value ?? null),
      id,
    );
  },

  addEvent: (db: WriteHandle, row: AttemptEventRow): void =>
    db.runOne(
      'INSERT INTO payment_attempt_event (attempt_id, at, kind, state, detail) VALUES (?, ?, ?, ?, ?)',
      row.attempt_id,
      row.at,
      row.kind,
      row.state,
      row.detail,
    ),

  events: (db: ReadHandle, attemptId: string) =>
    db.all<AttemptEventRow>(
      'SELECT * FROM payment_attempt_event WHERE attempt_id = ? ORDER BY sequence',
      attemptId,
    ),

  findTransaction: (db: ReadHandle, provider: string, id: string) =>
    db.get<TransactionRow>('SELECT * FROM provider_transaction WHERE provider = ? AND id = ?', provider, id),

  /** When the very first attempt was asked for: nothing of ours can be older. */
  firstRequestedAt: (db: ReadHandle): string | null =>
    db.get<{ at: string | null }>('SELECT min(requested_at) AS at FROM payment_attempt')?.at ?? null,

  /** Attempts that a row without a link might have paid: same money, shown when it was started. */
  possiblyPaidBy: (
    db: ReadHandle,
    terms: { amount: number; currency: string; env: string | null; from: string; to: string },
  ) =>
    db.get<AttemptRow>(
      `SELECT * FROM payment_attempt WHERE amount_minor = :amount AND currency = :currency
       AND (:env IS NULL OR env = :env) AND payer_url IS NOT NULL
       AND requested_at <= :to AND (ended_at IS NULL OR ended_at >= :from) ORDER BY sequence DESC LIMIT 1`,
      terms,
    ),

  /** Transactions on which a payer has been busy since before `before`. */
  busySince: (db: ReadHandle, before: string) =>
    db.all<TransactionRow>(
      `SELECT t.* FROM payment_attempt a JOIN provider_transaction t ON t.attempt_id = a.id
       WHERE a.state IN ('paying', 'closing', 'unknown') AND t.status = 'processing' AND t.first_seen_at < ?`,
      before,
    ),

  /** Transactions that are not final, of attempts that are alive or ended since `since`. */
  unfinished: (db: ReadHandle, since: string, limit: number) =>
    db.all<TransactionRow & { readonly first_seen_at: string }>(
      `SELECT t.* FROM provider_transaction t JOIN payment_attempt a ON a.id = t.attempt_id
       WHERE t.status IN ('awaiting', 'processing') AND (a.ended_at IS NULL OR a.ended_at >= ?)
       ORDER BY t.first_seen_at DESC LIMIT ?`,
      since,
      limit,
    ),

  /** Whether a payer is busy since `since`: what is merely awaited may never go on, and holds nothing up. */
  isPayerBusy: (db: ReadHandle, attemptId: string, since: string): boolean =>
    db.get(
      `SELECT 1 FROM provider_transaction
       WHERE attempt_id = ? AND status = 'processing' AND first_seen_at >= ? LIMIT 1`,
      attemptId,
      since,
    ) !== undefined,

  putTransaction: (db: WriteHandle, row: TransactionRow, at: string): void =>
    db.runOne(
      `INSERT INTO provider_transaction (provider, id, attempt_id, status, raw_status, amount_minor, currency,
         amount_with_fee_minor, amount_dest_minor, env, error_description, first_seen_at, updated_at)
       VALUES (:provider, :id, :attempt_id, :status, :raw_status, :amount_minor, :currency,
         :amount_with_fee_minor, :amount_dest_minor, :env, :error_description, :at, :at)
       ON CONFLICT (provider, id) DO UPDATE SET status = excluded.status, raw_status = excluded.raw_status,
         amount_minor = excluded.amount_minor, currency = excluded.currency,
         amount_with_fee_minor = excluded.amount_with_fee_minor,
         amount_dest_minor = excluded.amount_dest_minor, env = excluded.env,
         error_description = excluded.error_description, updated_at = excluded.updated_at`,
      { ...row, at },
    ),
};
