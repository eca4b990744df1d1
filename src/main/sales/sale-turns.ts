import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { currentShiftId } from '../shifts/current-shift.ts';
import { currentStaffId } from '../staff/actor.ts';
import { changeable } from './sale-changes.ts';
import type { SaleParts } from './sale-parts.ts';
import { type SaleRow, saleStore } from './sale-store.ts';

/** Which sale is in front, which wait, and how they are given up. */

/** @throws AppError NOT_FOUND */
export function rowOf(db: ReadHandle, saleId: string): SaleRow {
  const row = saleStore.find(db, saleId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such sale');
  return row;
}

/** The sale in front; opened when there is none. One with nothing on it is taxed as sales that begin now are. */
export function frontRow(parts: SaleParts, db: WriteHandle): SaleRow {
  const front = saleStore.findOpen(db);
  if (!front) return rowOf(db, openSale(parts, db));
  if (front.line_count === 0) saleStore.setTaxRule(db, front.id, parts.taxes.rule());
  return rowOf(db, front.id);
}

/** Only a sale that cannot be gone on with makes room for another; two taps open one sale. */
export function openNext(parts: SaleParts, db: WriteHandle, saleId: string): string {
  const front = saleStore.findOpen(db);
  if (front && front.id !== saleId) return front.id;
  if (!front) throw new AppError('SALE_NOT_OPEN', 'The sale is finished');
  if (!parts.isPaymentAlive(db, saleId))
    throw new AppError('PAYMENT_NOT_LIVE', 'No code of this sale is alive');
  return openSale(parts, db);
}

/** @returns the id of a new, empty sale */
export function openSale(parts: SaleParts, db: WriteHandle, purpose: SaleRow['purpose'] = 'counter'): string {
  const id = parts.ids.newId();
  const row = { id, currency: parts.currency, opened_at: parts.now(), purpose };
  saleStore.insert(db, row, parts.taxes.rule());
  return id;
}

/** Gives an open sale up; without a word where there is nothing on it. @throws AppError when it may not change now */
export function voidOpen(parts: SaleParts, db: WriteHandle, saleId: string): void {
  const row = rowOf(db, saleId);
  changeable(parts, db, row);
  if (row.line_count === 0) {
    endVoided(parts, db, saleId, null);
    return;
  }
  const shift = currentShiftId(db, parts);
  endVoided(parts, db, saleId, shift);
  parts.journal.append(db, {
    kind: 'sale.voided',
    subjectId: saleId,
    payload: { total: row.total_minor, lines: row.line_count, shift },
  });
}

/** Ends a sale as voided. @param shiftId null: there was nothing on it, so it is nobody's act */
export function endVoided(parts: SaleParts, db: WriteHandle, saleId: string, shiftId: string | null): void {
  saleStore.dropUndo(db, saleId);
  saleStore.voidSale(db, {
    id: saleId,
    closed_at: parts.now(),
    shift_id: shiftId,
    staff_id: currentStaffId(),
  });
}

function openAtCounter(db: ReadHandle, saleId: string): SaleRow {
  const row = rowOf(db, saleId);
  if (row.state !== 'open' || row.purpose !== 'counter') {
    throw new AppError('SALE_NOT_OPEN', 'The sale is finished');
  }
  return row;
}

/** Puts a sale into the tray until its customer is back. */
export function park(
  parts: SaleParts,
  db: WriteHandle,
  { saleId, customerName }: OperationParsed<'sale.park'>,
): string {
  const row = openAtCounter(db, saleId);
  if (row.line_count === 0) throw new AppError('SALE_EMPTY', 'There is nothing on the sale');
  if (customerName !== null && customerName !== row.customer_name) {
    saleStore.rename(db, saleId, customerName);
    // An undo of what was done before would take the name away again.
    saleStore.dropUndo(db, saleId);
  }
  saleStore.setParked(db, saleId, parts.now());
  return saleId;
}

/** @returns the id of the sale that is in front now */
export function takeUp(parts: SaleParts, db: WriteHandle, saleId: string): string {
  openAtCounter(db, saleId);
  for (const { id } of saleStore.emptyBeside(db, saleId)) endVoided(parts, db, id, null);
  saleStore.setParked(db, saleId, null);
  if (saleStore.findOpen(db)?.id !== saleId) saleStore.bringToFront(db, saleId);
  return saleId;
}

/** Numbers are called out up to here, and then from 1 again. */
const CALL_NUMBER_MAX = 999;

/** The next number that is not called out now. */
export function nextCallNumber({ last, taken }: { last: number; taken: ReadonlySet<number> }): number {
  for (let step = 1; step <= CALL_NUMBER_MAX; step++) {
    const number = ((last + step - 1) % CALL_NUMBER_MAX) + 1;
    if (!taken.has(number)) return number;
  }
  return last === 0 ? 1 : last;
}
