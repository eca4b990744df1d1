import type { Figure } from '../../domain/report.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface ZRow {
  readonly epoch: number;
  readonly number: number;
  readonly shift_id: string;
  readonly at: string;
  /** Null where the shift had no drawer. */
  readonly expected_cash_minor: number | null;
  readonly counted_cash_minor: number | null;
  readonly over_short_reason: string | null;
}

/** With what its list shows beside it. */
export type ListedZRow = ZRow & { readonly sales_minor: number; readonly sales_count: number };

export interface ZPlace {
  readonly epoch: number;
  readonly number: number;
}

export const zStore = {
  /** The next number, taken in the transaction that closes the shift: gapless (FIS-2). */
  takeNumber: (db: WriteHandle) =>
    db.get<ZPlace>('UPDATE register SET last_z = last_z + 1 WHERE id = 1 RETURNING epoch, last_z AS number'),

  epoch: (db: ReadHandle): number =>
    db.get<{ epoch: number }>('SELECT epoch FROM register WHERE id = 1')?.epoch ?? 1,

  find: (db: ReadHandle, { epoch, number }: ZPlace) =>
    db.get<ZRow>('SELECT * FROM z_report WHERE epoch = ? AND number = ?', epoch, number),

  last: (db: ReadHandle) => db.get<ZRow>('SELECT * FROM z_report ORDER BY epoch DESC, number DESC LIMIT 1'),

  insert: (db: WriteHandle, row: ZRow): void =>
    db.runOne(
      `INSERT INTO z_report (epoch, number, shift_id, at, expected_cash_minor, counted_cash_minor,
         over_short_reason)
       VALUES (:epoch, :number, :shift_id, :at, :expected_cash_minor, :counted_cash_minor, :over_short_reason)`,
      { ...row },
    ),

  addFigure: (db: WriteHandle, { epoch, number }: ZPlace, figure: Figure, position: number): void =>
    db.runOne(
      `INSERT INTO z_figure (epoch, number, section, key, label, position, count, amount_minor)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      epoch,
      number,
      figure.section,
      figure.key,
      figure.label,
      position,
      figure.count,
      figure.amountMinor,
    ),

  figures: (db: ReadHandle, { epoch, number }: ZPlace) =>
    db.all<Figure>(
      `SELECT section, key, label, count, amount_minor AS amountMinor FROM z_figure
       WHERE epoch = ? AND number = ? ORDER BY position`,
      epoch,
      number,
    ),

  /** Newest first, below a place. */
  list: (db: ReadHandle, before: ZPlace, limit: number) =>
    db.all<ListedZRow>(
      `SELECT z.*, coalesce(f.amount_minor, 0) AS sales_minor, coalesce(f.count, 0) AS sales_count
       FROM z_report z LEFT JOIN z_figure f
         ON f.epoch = z.epoch AND f.number = z.number AND f.section = 'period' AND f.key = 'sales'
       WHERE (z.epoch, z.number) < (:epoch, :number)
       ORDER BY z.epoch DESC, z.number DESC LIMIT :limit`,
      { ...before, limit },
    ),
};
