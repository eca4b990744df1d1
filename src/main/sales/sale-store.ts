import type { CurrencyCode } from '../../domain/currency.ts';
import type { SaleState } from '../../domain/sale.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface SaleRow {
  readonly sequence: number;
  readonly id: string;
  readonly state: SaleState;
  readonly currency: CurrencyCode;
  readonly revision: number;
  readonly total_minor: number;
  readonly line_count: number;
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly receipt_epoch: number | null;
  readonly receipt_sequence: number | null;
}

export interface SaleLineRow {
  readonly id: string;
  readonly sale_id: string;
  readonly position: number;
  readonly product_id: string | null;
  readonly name: string;
  readonly unit: 'piece' | 'kilogram';
  readonly unit_amount_minor: number;
  readonly quantity_thousandths: number;
  readonly total_minor: number;
}

export interface TenderRow {
  readonly id: string;
  readonly sale_id: string;
  readonly kind: 'payment_link';
  readonly amount_minor: number;
  readonly attempt_id: string;
  readonly provider: string;
  readonly provider_transaction_id: string;
}

export const saleStore = {
  find: (db: ReadHandle, id: string) => db.get<SaleRow>('SELECT * FROM sale WHERE id = ?', id),

  /** The newest open sale: the one in front of the cashier. */
  findOpen: (db: ReadHandle) =>
    db.get<SaleRow>("SELECT * FROM sale WHERE state = 'open' ORDER BY sequence DESC LIMIT 1"),

  /** Open sales without a line that were begun after `sequence`. */
  emptySince: (db: ReadHandle, sequence: number) =>
    db.all<SaleRow>("SELECT * FROM sale WHERE state = 'open' AND line_count = 0 AND sequence > ?", sequence),

  lines: (db: ReadHandle, saleId: string) =>
    db.all<SaleLineRow>('SELECT * FROM sale_line WHERE sale_id = ? ORDER BY position', saleId),

  tenders: (db: ReadHandle, saleId: string) =>
    db.all<TenderRow>('SELECT * FROM tender WHERE sale_id = ? ORDER BY rowid', saleId),

  insert: (db: WriteHandle, id: string, currency: CurrencyCode, openedAt: string): void =>
    db.runOne(
      `INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at)
       VALUES (?, 'open', ?, 0, 0, 0, ?)`,
      id,
      currency,
      openedAt,
    ),

  update: (
    db: WriteHandle,
    id: string,
    values: Pick<SaleRow, 'revision' | 'total_minor' | 'line_count'>,
  ): void =>
    db.runOne(
      'UPDATE sale SET revision = ?, total_minor = ?, line_count = ? WHERE id = ?',
      values.revision,
      values.total_minor,
      values.line_count,
      id,
    ),

  putLine: (db: WriteHandle, row: SaleLineRow): void =>
    db.runOne(
      `INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor,
         quantity_thousandths, total_minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET position = excluded.position,
         quantity_thousandths = excluded.quantity_thousandths, total_minor = excluded.total_minor`,
      row.id,
      row.sale_id,
      row.position,
      row.product_id,
      row.name,
      row.unit,
      row.unit_amount_minor,
      row.quantity_thousandths,
      row.total_minor,
    ),

  deleteLine: (db: WriteHandle, id: string): void => db.runOne('DELETE FROM sale_line WHERE id = ?', id),

  insertTender: (db: WriteHandle, row: TenderRow): void =>
    db.runOne(
      `INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      row.sale_id,
      row.kind,
      row.amount_minor,
      row.attempt_id,
      row.provider,
      row.provider_transaction_id,
    ),

  complete: (db: WriteHandle, id: string, closedAt: string, epoch: number, sequence: number): void =>
    db.runOne(
      `UPDATE sale SET state = 'completed', closed_at = ?, receipt_epoch = ?, receipt_sequence = ?
       WHERE id = ? AND state = 'open'`,
      closedAt,
      epoch,
      sequence,
      id,
    ),

  voidSale: (db: WriteHandle, id: string, closedAt: string): void =>
    db.runOne(
      "UPDATE sale SET state = 'voided', closed_at = ? WHERE id = ? AND state = 'open'",
      closedAt,
      id,
    ),

  /** Newest first; empty open sales are not worth a row. */
  list: (db: ReadHandle, state: SaleState | null, before: number, limit: number) =>
    db.all<SaleRow & { readonly title: string | null }>(
      `SELECT s.*, (SELECT group_concat(name, ', ') FROM
         (SELECT name FROM sale_line WHERE sale_id = s.id ORDER BY position LIMIT 3)) AS title
       FROM sale s WHERE s.sequence < :before AND (:state IS NULL OR s.state = :state) AND s.line_count > 0
       ORDER BY s.sequence DESC LIMIT :limit`,
      { before, state, limit },
    ),
};
