import type { MovementKind } from '../../domain/shift.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface ShiftRow {
  readonly sequence: number;
  readonly id: string;
  readonly began_at: string;
  readonly opened_at: string | null;
  readonly opened_by: string | null;
  readonly with_cash: 0 | 1;
  readonly float_minor: number;
  readonly closed_at: string | null;
  readonly closed_by: string | null;
}

export interface MovementRow {
  readonly id: string;
  readonly shift_id: string;
  readonly kind: MovementKind;
  readonly amount_minor: number;
  readonly reason: string;
  readonly at: string;
  readonly staff_id: string | null;
}

export interface CountRow {
  readonly shift_id: string;
  readonly round: number;
  readonly at: string;
  readonly staff_id: string | null;
  readonly counted_minor: number;
  /** What should have been there at that moment. */
  readonly expected_minor: number;
  /** Why it was counted again. */
  readonly reason: string | null;
}

export interface PieceRow {
  readonly denomination_minor: number;
  readonly count: number;
}

/** An open sale on which notes and coins, or what was paid beside the till, stands. */
export interface UnfinishedRow {
  readonly id: string;
  readonly call_number: number | null;
}

/** A code of an open sale that may still be paid. */
export interface PendingRow {
  readonly attempt_id: string;
  readonly sale_id: string;
  readonly call_number: number | null;
  readonly amount_minor: number;
  /** Its customer is elsewhere: it waits beside the shift, and holds no closing up. */
  readonly day_long: 0 | 1;
}

/** Wire replies are bounded: a shift with more movements than this shows the newest. */
const MOVEMENTS_MAX = 100;

export const shiftStore = {
  current: (db: ReadHandle) => db.get<ShiftRow>('SELECT * FROM shift WHERE closed_at IS NULL'),

  find: (db: ReadHandle, id: string) => db.get<ShiftRow>('SELECT * FROM shift WHERE id = ?', id),

  open: (
    db: WriteHandle,
    row: Pick<ShiftRow, 'id' | 'opened_at' | 'opened_by' | 'with_cash' | 'float_minor'>,
  ): void =>
    db.runOne(
      `UPDATE shift SET opened_at = :opened_at, opened_by = :opened_by, with_cash = :with_cash,
         float_minor = :float_minor WHERE id = :id AND opened_at IS NULL`,
      { ...row },
    ),

  close: (db: WriteHandle, row: Pick<ShiftRow, 'id' | 'closed_at' | 'closed_by'>): void =>
    db.runOne(
      `UPDATE shift SET closed_at = :closed_at, closed_by = :closed_by
       WHERE id = :id AND opened_at IS NOT NULL AND closed_at IS NULL`,
      { ...row },
    ),

  addMovement: (db: WriteHandle, row: MovementRow): void =>
    db.runOne(
      `INSERT INTO cash_movement (id, shift_id, kind, amount_minor, reason, at, staff_id)
       VALUES (:id, :shift_id, :kind, :amount_minor, :reason, :at, :staff_id)`,
      { ...row },
    ),

  /** Newest first. */
  movements: (db: ReadHandle, shiftId: string) =>
    db.all<MovementRow>(
      'SELECT * FROM cash_movement WHERE shift_id = ? ORDER BY sequence DESC LIMIT ?',
      shiftId,
      MOVEMENTS_MAX,
    ),

  lastCount: (db: ReadHandle, shiftId: string) =>
    db.get<CountRow>('SELECT * FROM shift_count WHERE shift_id = ? ORDER BY round DESC LIMIT 1', shiftId),

  /** The largest first. */
  pieces: (db: ReadHandle, { shift_id: shiftId, round }: Pick<CountRow, 'shift_id' | 'round'>) =>
    db.all<PieceRow>(
      `SELECT denomination_minor, count FROM shift_count_piece WHERE shift_id = ? AND round = ?
       ORDER BY denomination_minor DESC`,
      shiftId,
      round,
    ),

  addCount: (db: WriteHandle, row: CountRow): void =>
    db.runOne(
      `INSERT INTO shift_count (shift_id, round, at, staff_id, counted_minor, expected_minor, reason)
       VALUES (:shift_id, :round, :at, :staff_id, :counted_minor, :expected_minor, :reason)`,
      { ...row },
    ),

  addPiece: (db: WriteHandle, row: Pick<CountRow, 'shift_id' | 'round'> & PieceRow): void =>
    db.runOne(
      `INSERT INTO shift_count_piece (shift_id, round, denomination_minor, count)
       VALUES (:shift_id, :round, :denomination_minor, :count)`,
      { ...row },
    ),

  /** Oldest first. What was paid at the provider is not in the drawer, and waits for nobody at the counter. */
  unfinished: (db: ReadHandle) =>
    db.all<UnfinishedRow>(
      `SELECT s.id, s.call_number FROM sale s WHERE s.state = 'open' AND EXISTS (
         SELECT 1 FROM tender t WHERE t.sale_id = s.id AND t.kind IN ('cash', 'external')
         AND NOT EXISTS (SELECT 1 FROM tender_return r WHERE r.tender_id = t.id))
       ORDER BY s.sequence`,
    ),

  /** Oldest first. */
  pending: (db: ReadHandle) =>
    db.all<PendingRow>(
      `SELECT a.id AS attempt_id, a.sale_id, s.call_number, a.amount_minor, a.day_long
       FROM payment_attempt a JOIN sale s ON s.id = a.sale_id
       WHERE a.state IN ('requesting', 'open', 'paying', 'closing', 'unknown') AND s.state = 'open'
       ORDER BY a.sequence`,
    ),
};
