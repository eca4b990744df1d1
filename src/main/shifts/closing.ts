import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import { expectedOf, type Figure, figureOf, reportFigures, type ShiftFacts } from '../../domain/report.ts';
import { overShort } from '../../domain/shift.ts';
import type { WriteHandle } from '../database/handles.ts';
import { currentStaffId } from '../staff/actor.ts';
import { currentShiftId } from './current-shift.ts';
import { shiftFacts, validCount, withCount } from './report-service.ts';
import { begin, type ShiftParts } from './shift-parts.ts';
import { type CountRow, type ShiftRow, shiftStore } from './shift-store.ts';
import { type ZRow, zStore } from './z-store.ts';

/** Closes the shift, writes its Z and begins the next shift: one transaction. @returns the Z */
export function close(
  parts: ShiftParts,
  db: WriteHandle,
  { pending, reason }: OperationParsed<'shift.close'>,
): ZRow {
  const shift = begin(parts, db);
  if (shift.opened_at === null) throw new AppError('SHIFT_NOT_OPEN', 'The shift has not been opened');
  checkFinished(db, pending);
  const facts = shiftFacts(db, parts.currency, shift);
  const counted = checkCounted(db, shift, facts, reason);
  const figures = reportFigures(withCount(facts, counted));
  const place = zStore.takeNumber(db);
  if (!place) throw new Error('There is no register');
  const at = parts.now();
  const z: ZRow = {
    ...place,
    shift_id: shift.id,
    at,
    expected_cash_minor: expectedOf(facts)?.amountMinor ?? null,
    counted_cash_minor: counted?.counted_minor ?? null,
    over_short_reason: counted && counted.counted_minor !== counted.expected_minor ? reason : null,
  };
  zStore.insert(db, z);
  figures.forEach((figure, position) => {
    zStore.addFigure(db, place, figure, position);
  });
  shiftStore.close(db, { id: shift.id, closed_at: at, closed_by: currentStaffId() });
  const next = currentShiftId(db, parts);
  parts.journal.append(db, {
    kind: 'shift.closed',
    subjectId: shift.id,
    payload: { ...closingPayload(z, figures), next },
  });
  return z;
}

/** @throws AppError where money stands on an open sale, or a code is alive that nobody wants watched */
function checkFinished(db: WriteHandle, pending: 'refuse' | 'watch'): void {
  const [sale] = shiftStore.unfinished(db);
  if (sale) {
    throw new AppError('SHIFT_SALE_UNFINISHED', 'Money has been taken for a sale that is not completed', {
      details: {
        saleId: sale.id,
        ...(sale.call_number === null ? {} : { callNumber: String(sale.call_number) }),
      },
    });
  }
  const codes = shiftStore.pending(db).filter(({ day_long: dayLong }) => dayLong === 0).length;
  if (codes > 0 && pending === 'refuse') {
    throw new AppError('SHIFT_CODES_ALIVE', 'Codes are shown that may still be paid', {
      details: { count: String(codes) },
    });
  }
}

/** @returns the count that stands; null where there is no drawer */
function checkCounted(
  db: WriteHandle,
  shift: ShiftRow,
  facts: ShiftFacts,
  reason: string | null,
): CountRow | null {
  const expected = expectedOf(facts);
  if (expected === null) return null;
  const counted = validCount(db, shift, facts);
  if (!counted) {
    throw new AppError('SHIFT_NOT_COUNTED', 'The drawer has to be counted, or money has moved since');
  }
  const difference = overShort({ ...expected, amountMinor: counted.counted_minor }, expected);
  if (difference.amountMinor !== 0 && reason === null) {
    throw new AppError('SHIFT_REASON_MISSING', 'The drawer is over or short: say why');
  }
  return counted;
}

/** What the journal keeps of a Z: its number, what matters, and a digest of all of it. */
function closingPayload(z: ZRow, figures: readonly Figure[]): Record<string, string | number | null> {
  const of = (section: Figure['section'], key: string): number => figureOf(figures, section, key).amountMinor;
  return {
    epoch: z.epoch,
    number: z.number,
    sales: of('period', 'sales'),
    refunds: of('period', 'refunds'),
    perpetualSales: of('perpetual', 'sales'),
    perpetualRefunds: of('perpetual', 'refunds'),
    expected: z.expected_cash_minor,
    counted: z.counted_cash_minor,
    claims: of('claims', 'standing'),
    codes: figures.filter(({ section }) => section === 'codes').length,
    figures: figuresDigest(figures),
  };
}

/** SHA-256 over the figures in their order: the journal vouches for every one of them. */
function figuresDigest(figures: readonly Figure[]): string {
  const rows = figures.map(({ section, key, count, amountMinor }) => [section, key, count, amountMinor]);
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}
