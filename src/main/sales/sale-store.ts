import type { CurrencyCode } from '../../domain/currency.ts';
import type { Discount } from '../../domain/discount.ts';
import type { SaleState } from '../../domain/sale.ts';
import type { TaxMode, TaxRounding, TaxRule } from '../../domain/tax.ts';
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
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly tax_minor: number;
  readonly rounding_minor: number;
  readonly tax_mode: TaxMode;
  readonly tax_rounding: TaxRounding;
  readonly note: string;
  readonly customer_name: string;
  readonly parked_at: string | null;
  readonly shift_id: string | null;
  readonly staff_id: string | null;
  readonly discount_kind: Discount['kind'] | null;
  readonly discount_value: number | null;
  readonly discount_reason: string | null;
}

/** What changes of an open sale with each act. */
export type SaleChanges = Pick<
  SaleRow,
  | 'revision'
  | 'total_minor'
  | 'line_count'
  | 'subtotal_minor'
  | 'discount_minor'
  | 'tax_minor'
  | 'note'
  | 'customer_name'
  | 'discount_kind'
  | 'discount_value'
  | 'discount_reason'
  | 'staff_id'
>;

/** What was scanned; all null where nothing was. */
export interface CodeColumns {
  readonly code_text: string | null;
  readonly code_gtin: string | null;
  readonly code_serial: string | null;
  /** YYYY-MM-DD. */
  readonly code_expires_on: string | null;
}

export interface SaleLineRow extends CodeColumns {
  readonly id: string;
  readonly sale_id: string;
  readonly position: number;
  readonly product_id: string | null;
  readonly name: string;
  readonly unit: 'piece' | 'kilogram';
  readonly unit_amount_minor: number;
  readonly quantity_thousandths: number;
  readonly total_minor: number;
  readonly note: string;
  readonly catalogue_amount_minor: number | null;
  readonly tax_rate_id: string | null;
  readonly tax_name: string | null;
  /** Null beside a rate: exempt. */
  readonly tax_basis_points: number | null;
  readonly discount_minor: number;
  readonly sale_discount_minor: number;
  readonly tax_minor: number;
  readonly charged_minor: number;
  readonly discount_kind: Discount['kind'] | null;
  readonly discount_value: number | null;
  readonly discount_reason: string | null;
}

/** What the journal says of a line when its sale is completed. */
export type TaxedLineRow = Pick<
  SaleLineRow,
  'tax_rate_id' | 'tax_basis_points' | 'charged_minor' | 'tax_minor'
>;

export type TitledSaleRow = SaleRow & { readonly title: string | null };

/** The first product names, for recognising a sale in a list. */
const TITLE = `(SELECT group_concat(name, ', ') FROM
  (SELECT name FROM sale_line WHERE sale_id = s.id ORDER BY position LIMIT 3)) AS title`;

export const saleStore = {
  find: (db: ReadHandle, id: string) => db.get<SaleRow>('SELECT * FROM sale WHERE id = ?', id),

  /** The sale in front of the cashier: the one that was taken up last, else the newest. */
  findOpen: (db: ReadHandle) =>
    db.get<SaleRow>(
      `SELECT * FROM sale WHERE state = 'open' AND purpose = 'counter' AND parked_at IS NULL
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

  /** Of the lines with a tax, exempt ones among them, what finishing a sale needs. */
  taxedLines: (db: ReadHandle, saleId: string) =>
    db.all<TaxedLineRow>(
      `SELECT tax_rate_id, tax_basis_points, charged_minor, tax_minor FROM sale_line
       WHERE sale_id = ? AND tax_rate_id IS NOT NULL ORDER BY position`,
      saleId,
    ),

  insert: (
    db: WriteHandle,
    row: Pick<SaleRow, 'id' | 'currency' | 'opened_at'> & Partial<Pick<SaleRow, 'purpose'>>,
    { mode, rounding }: TaxRule,
  ): void =>
    db.runOne(
      `INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at, purpose, tax_mode,
         tax_rounding, front_order)
       VALUES (?, 'open', ?, 0, 0, 0, ?, ?, ?, ?,
         (SELECT coalesce(max(front_order), 0) FROM sale WHERE state = 'open'))`,
      row.id,
      row.currency,
      row.opened_at,
      row.purpose ?? 'counter',
      mode,
      rounding,
    ),

  update: (db: WriteHandle, id: string, changes: SaleChanges): void =>
    db.runOne(
      `UPDATE sale SET revision = :revision, total_minor = :total_minor, line_count = :line_count,
         subtotal_minor = :subtotal_minor, discount_minor = :discount_minor, tax_minor = :tax_minor,
         note = :note, customer_name = :customer_name, discount_kind = :discount_kind,
         discount_value = :discount_value, discount_reason = :discount_reason,
         staff_id = coalesce(:staff_id, staff_id)
       WHERE id = :id AND state = 'open'`,
      { id, ...changes },
    ),

  setRounding: (db: WriteHandle, id: string, roundingMinor: number): void =>
    db.runOne("UPDATE sale SET rounding_minor = ? WHERE id = ? AND state = 'open'", roundingMinor, id),

  setTaxRule: (db: WriteHandle, id: string, { mode, rounding }: TaxRule): void =>
    db.runOne(
      "UPDATE sale SET tax_mode = ?, tax_rounding = ? WHERE id = ? AND state = 'open' AND line_count = 0",
      mode,
      rounding,
      id,
    ),

  setParked: (db: WriteHandle, id: string, parkedAt: string | null): void =>
    db.runOne("UPDATE sale SET parked_at = ? WHERE id = ? AND state = 'open'", parkedAt, id),

  rename: (db: WriteHandle, id: string, customerName: string): void =>
    db.runOne("UPDATE sale SET customer_name = ? WHERE id = ? AND state = 'open'", customerName, id),

  putLine: (db: WriteHandle, row: SaleLineRow): void =>
    db.runOne(
      `INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor,
         quantity_thousandths, total_minor, note, catalogue_amount_minor, tax_rate_id, tax_name, tax_basis_points,
         discount_minor, sale_discount_minor, tax_minor, charged_minor, discount_kind, discount_value, discount_reason,
         code_text, code_gtin, code_serial, code_expires_on)
       VALUES (:id, :sale_id, :position, :product_id, :name, :unit, :unit_amount_minor,
         :quantity_thousandths, :total_minor, :note, :catalogue_amount_minor, :tax_rate_id, :tax_name,
         :tax_basis_points, :discount_minor, :sale_discount_minor, :tax_minor, :charged_minor, :discount_kind,
         :discount_value, :discount_reason, :code_text, :code_gtin, :code_serial, :code_expires_on)
       ON CONFLICT (id) DO UPDATE SET position = excluded.position, unit_amount_minor = excluded.unit_amount_minor,
         quantity_thousandths = excluded.quantity_thousandths, total_minor = excluded.total_minor,
         note = excluded.note, catalogue_amount_minor = excluded.catalogue_amount_minor,
         discount_minor = excluded.discount_minor, sale_discount_minor = excluded.sale_discount_minor,
         tax_minor = excluded.tax_minor, charged_minor = excluded.charged_minor,
         discount_kind = excluded.discount_kind, discount_value = excluded.discount_value,
         discount_reason = excluded.discount_reason`,
      { ...row },
    ),

  /** The sale before its last change; null when there is nothing to go back to. */
  undo: (db: ReadHandle, saleId: string) =>
    db.get<{ revision: number; snapshot: string }>(
      'SELECT revision, snapshot FROM sale_undo WHERE sale_id = ?',
      saleId,
    ),

  keepUndo: (db: WriteHandle, saleId: string, revision: number, snapshot: string): void =>
    db.runOne(
      `INSERT INTO sale_undo (sale_id, revision, snapshot) VALUES (?, ?, ?)
       ON CONFLICT (sale_id) DO UPDATE SET revision = excluded.revision, snapshot = excluded.snapshot`,
      saleId,
      revision,
      snapshot,
    ),

  dropUndo: (db: WriteHandle, saleId: string): number =>
    db.run('DELETE FROM sale_undo WHERE sale_id = ?', saleId),

  deleteLine: (db: WriteHandle, id: string): void => db.runOne('DELETE FROM sale_line WHERE id = ?', id),

  complete: (
    db: WriteHandle,
    row: Pick<SaleRow, 'id' | 'closed_at' | 'receipt_epoch' | 'receipt_sequence' | 'shift_id' | 'staff_id'>,
  ): void =>
    db.runOne(
      `UPDATE sale SET state = 'completed', closed_at = :closed_at, receipt_epoch = :receipt_epoch,
         receipt_sequence = :receipt_sequence, shift_id = :shift_id,
         staff_id = coalesce(:staff_id, staff_id), parked_at = NULL
       WHERE id = :id AND state = 'open'`,
      { ...row },
    ),

  voidSale: (db: WriteHandle, row: Pick<SaleRow, 'id' | 'closed_at' | 'shift_id' | 'staff_id'>): void =>
    db.runOne(
      `UPDATE sale SET state = 'voided', closed_at = :closed_at, shift_id = :shift_id,
         staff_id = coalesce(:staff_id, staff_id), parked_at = NULL
       WHERE id = :id AND state = 'open'`,
      { ...row },
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
