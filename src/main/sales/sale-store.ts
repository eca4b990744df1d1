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
  readonly purpose: 'counter' | 'proof';
  readonly call_number: number | null;
  readonly front_order: number;
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

export type TitledSaleRow = SaleRow & { readonly title: string | null };

/** The first product names, for recognising a sale in a list. */
const TITLE = `(SELECT group_concat(name, ', ') FROM
  (SELECT name FROM sale_line WHERE sale_id = s.id ORDER BY position LIMIT 3)) AS title`;

export const saleStore = {
  find: (db: ReadHandle, id: string) => db.get<SaleRow>('SELECT * FROM sale WHERE id = ?', id),

  /** The sale in front of the cashier: the one that was taken up last, else the newest. */
  findOpen: (db: ReadHandle) =>
    db.get<SaleRow>(
      `SELECT * FROM sale WHERE state = 'open' AND purpose = 'counter'
       ORDER BY front_order DESC, sequence DESC LIMIT 1`,
    ),

  /** Open sales of the counter with something on them, oldest first. */
  openWithLines: (db: ReadHandle) =>
    db.all<TitledSaleRow>(
      `SELECT s.*, ${TITLE} FROM sale s WHERE s.state = 'open' AND s.purpose = 'counter' AND s.line_count > 0
       ORDER BY s.sequence`,
    ),

  /** Open sales without a line, apart from one. */
  emptyBeside: (db: ReadHandle, id: string) =>
    db.all<SaleRow>(
      "SELECT * FROM sale WHERE state = 'open' AND purpose = 'counter' AND line_count = 0 AND id <> ?",
      id,
    ),

  titled: (db: ReadHandle, id: string) =>
    db.get<TitledSaleRow>(`SELECT s.*, ${TITLE} FROM sale s WHERE s.id = ?`, id),

  bringToFront: (db: WriteHandle, id: string): void =>
    db.runOne(
      `UPDATE sale SET front_order = (SELECT max(front_order) + 1 FROM sale WHERE state = 'open')
       WHERE id = ? AND state = 'open'`,
      id,
    ),

  /** The numbers that are called out now, and the last one given. */
  callNumbers: (db: ReadHandle): { readonly last: number; readonly taken: ReadonlySet<number> } => {
    const open = db.all<{ call_number: number }>(
      "SELECT call_number FROM sale WHERE state = 'open' AND call_number IS NOT NULL",
    );
    const last = db.get<{ call_number: number }>(
      'SELECT call_number FROM sale WHERE call_number IS NOT NULL ORDER BY sequence DESC LIMIT 1',
    );
    return { last: last?.call_number ?? 0, taken: new Set(open.map((row) => row.call_number)) };
  },

  giveCallNumber: (db: WriteHandle, id: string, callNumber: number): void =>
    db.runOne('UPDATE sale SET call_number = ? WHERE id = ? AND call_number IS NULL', callNumber, id),

  lines: (db: ReadHandle, saleId: string) =>
    db.all<SaleLineRow>('SELECT * FROM sale_line WHERE sale_id = ? ORDER BY position', saleId),

  insert: (
    db: WriteHandle,
    id: string,
    currency: CurrencyCode,
    openedAt: string,
    purpose: SaleRow['purpose'] = 'counter',
  ): void =>
    db.runOne(
      `INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at, purpose, front_order)
       VALUES (?, 'open', ?, 0, 0, 0, ?, ?,
         (SELECT coalesce(max(front_order), 0) FROM sale WHERE state = 'open'))`,
      id,
      currency,
      openedAt,
      purpose,
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
    db.all<TitledSaleRow>(
      `SELECT s.*, ${TITLE} FROM sale s
       WHERE s.sequence < :before AND (:state IS NULL OR s.state = :state) AND s.line_count > 0
       ORDER BY s.sequence DESC LIMIT :limit`,
      { before, state, limit },
    ),
};
