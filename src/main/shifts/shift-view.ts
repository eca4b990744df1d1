import type { ShiftView } from '../../contract/views.ts';
import { money } from '../../domain/money.ts';
import { formatZNumber, overShort } from '../../domain/shift.ts';
import { type ReportParts, shiftFacts, validCount } from './report-service.ts';
import { type CountRow, type ShiftRow, shiftStore } from './shift-store.ts';
import { zStore } from './z-store.ts';

/** The shift as screens see it. What the drawer should hold is in it only beside a count that still stands. */
export function toShiftView(parts: ReportParts, shift: ShiftRow, takesCash: boolean): ShiftView {
  const { currency } = parts;
  const { read } = parts.database;
  const inCurrency = (amountMinor: number) => money(amountMinor, currency);
  const last = zStore.last(read);
  return {
    id: shift.id,
    state: shift.opened_at === null ? 'waiting' : 'open',
    beganAt: shift.began_at,
    openedAt: shift.opened_at,
    takesCash,
    float: shift.with_cash === 1 ? inCurrency(shift.float_minor) : null,
    ...countFields(parts, shift),
    codes: shiftStore.pending(read).map((row) => ({
      attemptId: row.attempt_id,
      saleId: row.sale_id,
      callNumber: row.call_number,
      amount: inCurrency(row.amount_minor),
    })),
    unfinished: shiftStore.unfinished(read).map((row) => ({ saleId: row.id, callNumber: row.call_number })),
    movements: shiftStore.movements(read, shift.id).map((row) => ({
      id: row.id,
      kind: row.kind,
      amount: inCurrency(row.amount_minor),
      reason: row.reason,
      at: row.at,
    })),
    lastZ: last ? { name: formatZNumber(last.number, last.epoch), at: last.at } : null,
  };
}

function countFields(parts: ReportParts, shift: ShiftRow): Pick<ShiftView, 'count' | 'countOutdated'> {
  const { read } = parts.database;
  const last = shiftStore.lastCount(read, shift.id);
  if (!last) return { count: null, countOutdated: false };
  const valid = validCount(read, shift, shiftFacts(read, parts.currency, shift));
  return { count: valid ? toCount(parts, valid) : null, countOutdated: valid === null };
}

function toCount({ currency, database }: ReportParts, row: CountRow): ShiftView['count'] {
  const counted = money(row.counted_minor, currency);
  const expected = money(row.expected_minor, currency);
  return {
    at: row.at,
    round: row.round,
    counted,
    expected,
    overShort: overShort(counted, expected),
    pieces: shiftStore.pieces(database.read, row).map((piece) => ({
      denominationMinor: piece.denomination_minor,
      count: piece.count,
    })),
  };
}
