import type { CurrencyCode } from '../../domain/currency.ts';
import type { AttemptState, CloseReason, CollectWay } from '../../domain/payment.ts';
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
  readonly way: CollectWay;
  /** Our own id of a hosted payment ('txid'); a link has none. */
  readonly reference: string | null;
  /** A JSON list of method names. */
  readonly methods: string;
  readonly opened_at: string | null;
  readonly accepted_at: string | null;
  /** Made for the sale; a spare one that was ready; or money of a reusable link that a manager attached. */
  readonly origin: 'sale' | 'spare' | 'reusable';
  /** It may be paid for a day: sent to a customer who is elsewhere, or shown while the till was offline. */
  readonly day_long: 0 | 1;
}

export interface AttemptEventRow {
  readonly attempt_id: string;
  readonly at: string;
  readonly kind: string;
  readonly state: AttemptState;
  readonly detail: string;
}

export const LIVE = "('requesting', 'open', 'paying', 'closing', 'unknown')";

/**
 * A look goes out every second, and all but a handful of the attempts are of one provider: the plus keeps SQLite from
 * finding them by it, and so from reading all that ever was.
 */
const AT_PROVIDER = '+provider = ?';

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
    | 'opened_at'
    | 'accepted_at'
    | 'declined_at'
    | 'declined_reason'
    | 'problem_code'
    | 'problem_message'
    | 'day_long'
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

  findByReference: (db: ReadHandle, provider: string, reference: string) =>
    db.get<AttemptRow>(
      'SELECT * FROM payment_attempt WHERE provider = ? AND reference = ?',
      provider,
      reference,
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

  liveAt: (db: ReadHandle, provider: string) =>
    db.all<AttemptRow>(
      `SELECT * FROM payment_attempt WHERE state IN ${LIVE} AND ${AT_PROVIDER} ORDER BY sequence`,
      provider,
    ),

  /** Ended attempts whose link may still be there: paid, refused, or closed before the delete was answered. */
  withLinkLeft: (db: ReadHandle, provider: string) =>
    db.all<AttemptRow>(
      `SELECT * FROM payment_attempt WHERE state NOT IN ${LIVE} AND provider_payment_id IS NOT NULL
       AND link_removed_at IS NULL AND link_left_at IS NULL AND ${AT_PROVIDER} ORDER BY sequence LIMIT 100`,
      provider,
    ),

  /** When the oldest of the attempts that ended since 'since' was asked for; null when none did. */
  oldestEndedSince: (db: ReadHandle, provider: string, since: string): string | null =>
    db.get<{ at: string | null }>(
      // Without the plus it would walk from the very first attempt to the first that ended late enough.
      `SELECT min(+requested_at) AS at FROM payment_attempt
       WHERE ended_at >= ? AND provider_payment_id IS NOT NULL AND ${AT_PROVIDER}`,
      since,
      provider,
    )?.at ?? null,

  insert: (
    db: WriteHandle,
    row: Pick<
      AttemptRow,
      | 'id'
      | 'sale_id'
      | 'number'
      | 'provider'
      | 'env'
      | 'amount_minor'
      | 'currency'
      | 'requested_at'
      | 'way'
      | 'reference'
      | 'methods'
      | 'origin'
    >,
  ): void =>
    db.runOne(
      `INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state,
         requested_at, way, reference, methods, origin) VALUES (?, ?, ?, ?, ?, ?, ?, 'requesting', ?, ?, ?, ?, ?)`,
      row.id,
      row.sale_id,
      row.number,
      row.provider,
      row.env,
      row.amount_minor,
      row.currency,
      row.requested_at,
      row.way,
      row.reference,
      row.methods,
      row.origin,
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

  /** When the very first attempt was asked for at a provider: nothing of ours can be older there. */
  firstRequestedAt: (db: ReadHandle, provider: string): string | null =>
    db.get<{ at: string }>(
      `SELECT requested_at AS at FROM payment_attempt WHERE ${AT_PROVIDER} ORDER BY requested_at LIMIT 1`,
      provider,
    )?.at ?? null,

  /** Attempts that a row without a link might have paid: same money, shown when it was started. */
  possiblyPaidBy: (
    db: ReadHandle,
    terms: { amount: number; currency: string | null; env: string | null; from: string; to: string },
  ) =>
    db.get<AttemptRow>(
      `SELECT * FROM payment_attempt WHERE id IN (
         SELECT id FROM payment_attempt WHERE provider_payment_id IS NOT NULL AND ended_at >= :from
         UNION ALL SELECT id FROM payment_attempt WHERE state IN ${LIVE} AND ended_at IS NULL)
       AND +amount_minor = :amount AND (:currency IS NULL OR currency = :currency) AND (:env IS NULL OR env = :env)
       AND payer_url IS NOT NULL AND way = 'link' AND +requested_at <= :to
       ORDER BY sequence DESC LIMIT 1`,
      terms,
    ),

  /** Hosted creates whose end is not known: there may be such a payment at the provider, or not. */
  undecidedCreates: (db: ReadHandle, provider: string) =>
    db.all<AttemptRow>(
      `SELECT * FROM payment_attempt WHERE state IN ${LIVE} AND state IN ('unknown', 'closing') AND way = 'hosted'
       AND payer_url IS NULL AND link_removed_at IS NULL AND ${AT_PROVIDER} ORDER BY sequence`,
      provider,
    ),

  /** When the oldest hosted payment that is alive was asked for: its row lies that deep in the list. */
  oldestHosted: (db: ReadHandle, provider: string): string | null =>
    db.get<{ at: string | null }>(
      `SELECT min(+requested_at) AS at FROM payment_attempt
       WHERE state IN ${LIVE} AND way = 'hosted' AND ${AT_PROVIDER}`,
      provider,
    )?.at ?? null,

  /** What the last close of an attempt was asked for with, as JSON; null when none was. */
  lastCloseDetail: (db: ReadHandle, attemptId: string): string | null =>
    db.get<{ detail: string }>(
      `SELECT detail FROM payment_attempt_event WHERE attempt_id = ? AND kind = 'close_requested'
       ORDER BY sequence DESC LIMIT 1`,
      attemptId,
    )?.detail ?? null,

  /** The transaction that made an attempt paid; null where none did, or a person attached it. */
  broughtBy: (db: ReadHandle, attemptId: string): string | null =>
    db.get<{ id: string | null }>(
      `SELECT detail ->> '$.transaction' AS id FROM payment_attempt_event
       WHERE attempt_id = ? AND kind = 'payment_accepted' ORDER BY sequence LIMIT 1`,
      attemptId,
    )?.id ?? null,
};
