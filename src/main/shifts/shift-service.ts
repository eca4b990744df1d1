import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { ReportView, ShiftView, TenderOptionsView } from '../../contract/views.ts';
import { countTotal } from '../../domain/cash.ts';
import type { Money } from '../../domain/money.ts';
import { expectedOf } from '../../domain/report.ts';
import { DRAWER_MAX, type MovementKind } from '../../domain/shift.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { currentStaffId } from '../staff/actor.ts';
import { demand } from '../staff/roster.ts';
import type { Caller } from '../staff/staff-parts.ts';
import { close } from './closing.ts';
import { currentShiftId } from './current-shift.ts';
import { createReports, type ReportService, shiftFacts, toZView, validCount } from './report-service.ts';
import { begin, type ShiftParts } from './shift-parts.ts';
import { type ShiftRow, shiftStore } from './shift-store.ts';
import { toShiftView } from './shift-view.ts';

export interface ShiftService extends ReportService {
  current(): ShiftView;
  open(input: OperationParsed<'shift.open'>): ShiftView;
  /** @throws AppError where there is no drawer */
  move(kind: MovementKind, movement: { readonly amount: Money | null; readonly reason: string }): ShiftView;
  /**
   * Takes the first count of the drawer; the next one too, where money has moved since. Whoever has been told that
   * the drawer is off does not count again alone: what was missing could be paid in, or left out.
   */
  count(input: OperationParsed<'shift.count'>, caller: Caller): ShiftView;
  /** Counts again though nothing has moved: somebody answers for that. */
  recount(input: OperationParsed<'shift.recount'>): ShiftView;
  close(input: OperationParsed<'shift.close'>): ReportView;
  /** Whether cash may be taken now. */
  cashState(db: ReadHandle): TenderOptionsView['cash'];
}

export function createShifts(parts: ShiftParts): ShiftService {
  const { database } = parts;
  const { read } = database;
  const current = (): ShiftRow => shiftStore.current(read) ?? database.write((db) => begin(parts, db));
  const view = (): ShiftView => {
    const shift = current();
    return toShiftView(parts, shift, parts.settings.get().takesCash);
  };
  const changed = (): ShiftView => {
    parts.events.emit({ name: 'shift.changed', payload: {} });
    return view();
  };
  return {
    ...createReports(parts, current),
    current: view,
    open: ({ float }) => {
      database.write((db) => open(parts, db, float));
      return changed();
    },
    move: (kind, movement) => {
      database.write((db) => move(parts, db, kind, movement));
      return changed();
    },
    count: ({ counts }, caller) => {
      database.write((db) => {
        const last = shiftStore.lastCount(db, currentShiftId(db, parts));
        if (last && last.counted_minor !== last.expected_minor) demand(caller, 'manager');
        count(parts, db, counts, null);
      });
      return changed();
    },
    recount: ({ counts, reason }) => {
      database.write((db) => count(parts, db, counts, reason));
      return changed();
    },
    close: (input) => {
      const z = database.write((db) => close(parts, db, input));
      parts.onClosed(z.number);
      parts.events.emit({ name: 'shift.changed', payload: {} });
      return toZView(parts, z);
    },
    cashState: (db) => {
      if (!parts.settings.get().takesCash) return 'not_taken';
      const shift = shiftStore.current(db);
      return shift?.with_cash === 1 ? 'ready' : 'shift_not_open';
    },
  };
}

function open(parts: ShiftParts, db: WriteHandle, float: Money | null): void {
  const shift = begin(parts, db);
  if (shift.opened_at !== null) throw new AppError('SHIFT_ALREADY_OPEN', 'The shift is open');
  const withCash = parts.settings.get().takesCash;
  if (withCash) checkAmount(parts, float, 0);
  else if (float !== null) throw new AppError('CASH_NOT_TAKEN', 'This shop takes no cash: there is no float');
  const floatMinor = float?.amountMinor ?? 0;
  shiftStore.open(db, {
    id: shift.id,
    opened_at: parts.now(),
    opened_by: currentStaffId(),
    with_cash: withCash ? 1 : 0,
    float_minor: floatMinor,
  });
  parts.journal.append(db, {
    kind: 'shift.opened',
    subjectId: shift.id,
    payload: { cash: withCash ? 1 : 0, float: floatMinor },
  });
}

function checkAmount({ currency }: ShiftParts, amount: Money | null, leastMinor: number): void {
  const fits = amount !== null && amount.currency === currency && amount.amountMinor <= DRAWER_MAX;
  if (fits && amount.amountMinor >= leastMinor) return;
  throw new AppError(
    'AMOUNT_INVALID',
    'An amount in the currency of this till is needed, as a drawer holds it',
  );
}

/** The open shift with a drawer. @throws AppError where there is none */
function drawerShift(parts: ShiftParts, db: WriteHandle): ShiftRow {
  const shift = begin(parts, db);
  if (shift.with_cash === 1) return shift;
  if (parts.settings.get().takesCash) throw new AppError('SHIFT_NOT_OPEN', 'Open the shift first');
  throw new AppError('CASH_NOT_TAKEN', 'This shop takes no cash: there is no drawer');
}

const JOURNAL_KINDS = {
  paid_in: 'cash.paid_in',
  paid_out: 'cash.paid_out',
  no_sale: 'cash.no_sale',
} as const;

function move(
  parts: ShiftParts,
  db: WriteHandle,
  kind: MovementKind,
  { amount, reason }: { readonly amount: Money | null; readonly reason: string },
): void {
  const shift = drawerShift(parts, db);
  if (kind !== 'no_sale') checkAmount(parts, amount, 1);
  const amountMinor = amount?.amountMinor ?? 0;
  const id = parts.ids.newId();
  shiftStore.addMovement(db, {
    id,
    shift_id: shift.id,
    kind,
    amount_minor: amountMinor,
    reason,
    at: parts.now(),
    staff_id: currentStaffId(),
  });
  parts.journal.append(db, {
    kind: JOURNAL_KINDS[kind],
    subjectId: id,
    payload: { shift: shift.id, amount: amountMinor },
  });
}

/** @param again why it is counted once more though nothing has moved; null where that is not said */
function count(
  parts: ShiftParts,
  db: WriteHandle,
  counts: OperationParsed<'shift.count'>['counts'],
  again: string | null,
): void {
  const shift = drawerShift(parts, db);
  const facts = shiftFacts(db, parts.currency, shift);
  const expected = expectedOf(facts)?.amountMinor ?? 0;
  const last = shiftStore.lastCount(db, shift.id);
  const stands = validCount(db, shift, facts) !== null;
  if (stands && again === null) throw new AppError('SHIFT_COUNTED', 'The drawer has been counted');
  if (!last && again !== null) throw new AppError('SHIFT_NOT_COUNTED', 'The drawer has not been counted yet');
  const counted = totalOf(parts, counts);
  const round = (last?.round ?? 0) + 1;
  const place = { shift_id: shift.id, round };
  shiftStore.addCount(db, {
    ...place,
    at: parts.now(),
    staff_id: currentStaffId(),
    counted_minor: counted.amountMinor,
    expected_minor: expected,
    reason: again,
  });
  for (const piece of counts) {
    if (piece.count === 0) continue;
    shiftStore.addPiece(db, { ...place, denomination_minor: piece.denominationMinor, count: piece.count });
  }
  parts.journal.append(db, {
    kind: again === null ? 'shift.counted' : 'shift.recounted',
    subjectId: shift.id,
    payload: { round, counted: counted.amountMinor, expected },
  });
}

function totalOf({ currency }: ShiftParts, counts: OperationParsed<'shift.count'>['counts']): Money {
  const kinds = new Set(counts.map(({ denominationMinor }) => denominationMinor));
  if (kinds.size !== counts.length) throw new AppError('INVALID_INPUT', 'A coin or note is there twice');
  const beyond = counts.some(({ denominationMinor, count }) => denominationMinor * count > DRAWER_MAX);
  const total = beyond ? null : countTotal(currency, counts);
  if (total && total.amountMinor <= DRAWER_MAX) return total;
  throw new AppError('AMOUNT_INVALID', 'No drawer holds so much');
}
