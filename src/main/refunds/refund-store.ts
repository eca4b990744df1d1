import type { CurrencyCode } from '../../domain/currency.ts';
import type { RefundState, RefundWay } from '../../domain/refund.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface RefundRow {
  readonly id: string;
  readonly sale_id: string | null;
  /** Null when money is given back that settled nothing. */
  readonly tender_id: string | null;
  readonly attempt_id: string | null;
  readonly attention_id: string | null;
  readonly provider: string;
  readonly provider_transaction_id: string;
  readonly way: RefundWay;
  readonly state: RefundState;
  readonly amount_minor: number;
  readonly currency: CurrencyCode;
  readonly reason: string;
  readonly reference: string | null;
  /** What had gone back at the provider before this one was sent; null before. */
  readonly refunded_before_minor: number | null;
  readonly requested_at: string;
  readonly ended_at: string | null;
  readonly sent_at: string | null;
  /** The shift in which it was done; null before, and from before there were shifts. */
  readonly shift_id: string | null;
  readonly decided: 0 | 1;
  readonly problem_code: string | null;
  readonly problem_message: string | null;
}

export interface RefundLineRow {
  readonly refund_id: string;
  readonly sale_line_id: string;
  readonly quantity_thousandths: number;
  readonly amount_minor: number;
}

export interface RefundEventRow {
  readonly refund_id: string;
  readonly at: string;
  readonly kind: string;
  readonly state: RefundState;
  /** JSON. */
  readonly detail: string;
}

/** Columns that change together with the state, or beside it. */
export type RefundChanges = Partial<
  Pick<
    RefundRow,
    | 'refunded_before_minor'
    | 'shift_id'
    | 'sent_at'
    | 'ended_at'
    | 'decided'
    | 'problem_code'
    | 'problem_message'
  >
>;

/** Which payment: the provider and its transaction. */
export interface PaymentKey {
  readonly provider: string;
  readonly transactionId: string;
}

const OPEN = "state IN ('requested', 'unknown')";

const sumOf = (row: { readonly sum: number | null } | undefined): number => row?.sum ?? 0;

export const refundStore = {
  find: (db: ReadHandle, id: string) => db.get<RefundRow>('SELECT * FROM refund WHERE id = ?', id),

  /** Of a sale, newest first; refunds of money that was raised beside it included. */
  ofSale: (db: ReadHandle, saleId: string) =>
    db.all<RefundRow>('SELECT * FROM refund WHERE sale_id = ? ORDER BY sequence DESC', saleId),

  /** The refund of a payment that has not ended. */
  openOf: (db: ReadHandle, { provider, transactionId }: PaymentKey) =>
    db.get<RefundRow>(
      `SELECT * FROM refund WHERE provider = ? AND provider_transaction_id = ? AND ${OPEN}`,
      provider,
      transactionId,
    ),

  /** Whether money that stands on the sale is on its way back. */
  isGoingBack: (db: ReadHandle, saleId: string): boolean =>
    db.get(`SELECT 1 FROM refund WHERE sale_id = ? AND tender_id IS NOT NULL AND ${OPEN} LIMIT 1`, saleId) !==
    undefined,

  /** Every refund that has not ended, oldest first. */
  open: (db: ReadHandle) => db.all<RefundRow>(`SELECT * FROM refund WHERE ${OPEN} ORDER BY sequence`),

  /** Refunds of a payment that were not refused, in minor units; `except` leaves one of them out. */
  sums: (
    db: ReadHandle,
    { provider, transactionId }: PaymentKey,
    except: string | null = null,
  ): { readonly ownMinor: number; readonly ownAtProviderMinor: number } => {
    const row = db.get<{ own: number | null; at_provider: number | null }>(
      `SELECT sum(amount_minor) AS own, sum(CASE WHEN way = 'cash' THEN 0 ELSE amount_minor END) AS at_provider
       FROM refund WHERE provider = ? AND provider_transaction_id = ? AND state <> 'refused' AND id IS NOT ?`,
      provider,
      transactionId,
      except,
    );
    return { ownMinor: row?.own ?? 0, ownAtProviderMinor: row?.at_provider ?? 0 };
  },

  /** What the provider may show of our refunds of a payment by now: what was sent, or made in the office. */
  mayShowSum: (db: ReadHandle, { provider, transactionId }: PaymentKey): number =>
    sumOf(
      db.get<{ sum: number | null }>(
        `SELECT sum(amount_minor) AS sum FROM refund WHERE provider = ? AND provider_transaction_id = ?
         AND way <> 'cash' AND state <> 'refused' AND (state = 'done' OR sent_at IS NOT NULL)`,
        provider,
        transactionId,
      ),
    ),

  /** Those of them that were sent through the provider; what is beyond was made in the office. */
  sentSum: (db: ReadHandle, { provider, transactionId }: PaymentKey): number =>
    sumOf(
      db.get<{ sum: number | null }>(
        `SELECT sum(amount_minor) AS sum FROM refund WHERE provider = ? AND provider_transaction_id = ?
         AND way = 'provider' AND state <> 'refused' AND sent_at IS NOT NULL`,
        provider,
        transactionId,
      ),
    ),

  /**
   * Of the money that paid the sale; what was paid beside it does not count, nor what went back while it was open:
   * that was owed again.
   */
  saleSum: (db: ReadHandle, saleId: string): number =>
    sumOf(
      db.get<{ sum: number | null }>(
        `SELECT sum(amount_minor) AS sum FROM refund
         WHERE sale_id = ? AND tender_id IS NOT NULL AND state <> 'refused'
         AND NOT EXISTS (SELECT 1 FROM tender_return r WHERE r.tender_id = refund.tender_id)`,
        saleId,
      ),
    ),

  insert: (
    db: WriteHandle,
    row: Omit<
      RefundRow,
      | 'state'
      | 'refunded_before_minor'
      | 'ended_at'
      | 'sent_at'
      | 'shift_id'
      | 'decided'
      | 'problem_code'
      | 'problem_message'
    >,
  ): void =>
    db.runOne(
      `INSERT INTO refund (id, sale_id, tender_id, attempt_id, attention_id, provider, provider_transaction_id,
         way, state, amount_minor, currency, reason, reference, requested_at)
       VALUES (:id, :sale_id, :tender_id, :attempt_id, :attention_id, :provider, :provider_transaction_id,
         :way, 'requested', :amount_minor, :currency, :reason, :reference, :requested_at)`,
      { ...row },
    ),

  update: (db: WriteHandle, id: string, state: RefundState, changes: RefundChanges): void => {
    const columns = Object.entries(changes);
    const assignments = columns.map(([column]) => `, ${column} = ?`).join('');
    db.runOne(
      `UPDATE refund SET state = ?${assignments} WHERE id = ?`,
      state,
      ...columns.map(([, value]) => value ?? null),
      id,
    );
  },

  addLine: (db: WriteHandle, row: RefundLineRow): void =>
    db.runOne(
      `INSERT INTO refund_line (refund_id, sale_line_id, quantity_thousandths, amount_minor)
       VALUES (?, ?, ?, ?)`,
      row.refund_id,
      row.sale_line_id,
      row.quantity_thousandths,
      row.amount_minor,
    ),

  /** In the order of the sale. */
  lines: (db: ReadHandle, refundId: string) =>
    db.all<RefundLineRow>(
      `SELECT r.* FROM refund_line r JOIN sale_line s ON s.id = r.sale_line_id
       WHERE r.refund_id = ? ORDER BY s.position`,
      refundId,
    ),

  /** The lines of every refund of a sale's money that was not refused. */
  linesOfSale: (db: ReadHandle, saleId: string) =>
    db.all<RefundLineRow>(
      `SELECT l.* FROM refund r JOIN refund_line l ON l.refund_id = r.id
       WHERE r.sale_id = ? AND r.state <> 'refused' ORDER BY r.sequence`,
      saleId,
    ),

  addEvent: (db: WriteHandle, row: RefundEventRow): void =>
    db.runOne(
      'INSERT INTO refund_event (refund_id, at, kind, state, detail) VALUES (?, ?, ?, ?, ?)',
      row.refund_id,
      row.at,
      row.kind,
      row.state,
      row.detail,
    ),

  events: (db: ReadHandle, refundId: string) =>
    db.all<RefundEventRow>('SELECT * FROM refund_event WHERE refund_id = ? ORDER BY sequence', refundId),

  hasEvent: (db: ReadHandle, refundId: string, kind: string): boolean =>
    db.get('SELECT 1 FROM refund_event WHERE refund_id = ? AND kind = ? LIMIT 1', refundId, kind) !==
    undefined,
};
