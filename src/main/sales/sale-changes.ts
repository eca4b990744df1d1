import { z } from 'zod';
import { AppError, type ErrorCode } from '../../contract/errors.ts';
import { discountSchema, lineCodeSchema, saleLineSchema } from '../../contract/values.ts';
import type { Result } from '../../domain/result.ts';
import { checkChangeable, type Sale, type SaleProblem, saleTotals } from '../../domain/sale.ts';
import type { LineTotals } from '../../domain/sale-totals.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { currentStaffId } from '../staff/actor.ts';
import { type SaleRow, saleStore } from './sale-store.ts';
import { fromCode, fromDiscount, toSale } from './sale-view.ts';
import { tenderStore } from './tender-store.ts';

/** What each problem of the domain is called on the wire. */
const PROBLEMS: Readonly<Record<SaleProblem, readonly [ErrorCode, string]>> = {
  not_open: ['SALE_NOT_OPEN', 'The sale is finished'],
  payment_alive: ['SALE_FROZEN', 'The customer may be paying: take the code back before changing the sale'],
  part_paid: ['SALE_PART_PAID', 'A part has been paid: give it back before changing the sale'],
  line_not_found: ['NOT_FOUND', 'There is no such line'],
  quantity_out_of_range: ['QUANTITY_INVALID', 'The quantity is out of range'],
  quantity_not_whole: ['QUANTITY_INVALID', 'This product is sold by the piece'],
  quantity_of_serial: ['QUANTITY_INVALID', 'This serial is one item: scan the next one'],
  currency_differs: ['AMOUNT_INVALID', 'The sale is in another currency'],
  amount_out_of_range: ['SALE_LIMIT', 'The total would be too large'],
  too_many_lines: ['SALE_LIMIT', 'The sale has too many lines'],
  discount_invalid: ['DISCOUNT_INVALID', 'This discount cannot be given'],
};

export function accept<T>(result: Result<T, SaleProblem>): T {
  if (result.ok) return result.value;
  const [code, message] = PROBLEMS[result.error];
  throw new AppError(code, message);
}

/** Who can say whether a QR of the sale is alive. */
export interface ChangeParts {
  readonly isPaymentAlive: (db: ReadHandle, saleId: string) => boolean;
}

/** The sale, if it may change now. @throws AppError when not */
export function changeable(parts: ChangeParts, db: ReadHandle, row: SaleRow): Sale {
  return accept(
    checkChangeable(toSale(row, saleStore.lines(db, row.id)), {
      paymentAlive: parts.isPaymentAlive(db, row.id),
      partPaid: tenderStore.anyStands(db, row.id),
    }),
  );
}

/** Changes an open sale and keeps what it was, for one step back. @throws AppError when it may not change so */
export function changeSale(
  parts: ChangeParts,
  db: WriteHandle,
  row: SaleRow,
  act: (sale: Sale) => Result<Sale, SaleProblem>,
): { readonly before: Sale; readonly after: Sale } {
  const before = changeable(parts, db, row);
  const after = accept(act(before));
  saveSale(db, before, after);
  saleStore.keepUndo(db, row.id, after.revision, JSON.stringify(toSnapshot(before)));
  return { before, after };
}

/** Whether the sale stands where its last change has left it, so that this can be undone. */
export function isUndoable(db: ReadHandle, row: SaleRow): boolean {
  return row.state === 'open' && saleStore.undo(db, row.id)?.revision === row.revision;
}

/** What an undo has changed. */
export interface Undone {
  readonly present: Sale;
  readonly restored: Sale;
}

/** The sale as it was before its last change. @throws AppError when there is nothing to undo */
export function undoSale(parts: ChangeParts, db: WriteHandle, row: SaleRow): Undone {
  const present = changeable(parts, db, row);
  const kept = saleStore.undo(db, row.id);
  if (!kept || kept.revision !== row.revision) {
    throw new AppError('NOTHING_TO_UNDO', 'There is nothing to undo');
  }
  const snapshot = snapshotSchema.parse(JSON.parse(kept.snapshot));
  const restored = { ...present, ...snapshot, revision: present.revision + 1 };
  saveSale(db, present, restored);
  saleStore.dropUndo(db, row.id);
  return { present, restored };
}

const snapshotSchema = z.object({
  lines: z.array(
    saleLineSchema
      .pick({
        id: true,
        productId: true,
        name: true,
        unit: true,
        unitAmount: true,
        catalogueAmount: true,
        quantityThousandths: true,
        discount: true,
        tax: true,
        note: true,
      })
      // Snapshots from before lines had codes have none.
      .extend({ code: lineCodeSchema.nullable().default(null) }),
  ),
  discount: discountSchema.nullable(),
  note: z.string(),
  customerName: z.string(),
});

function toSnapshot({ lines, discount, note, customerName }: Sale): z.infer<typeof snapshotSchema> {
  return { lines: [...lines], discount, note, customerName };
}

function saveSale(db: WriteHandle, before: Sale, after: Sale): void {
  const totals = saleTotals(after);
  const kept = new Set(after.lines.map(({ id }) => id));
  for (const line of before.lines) if (!kept.has(line.id)) saleStore.deleteLine(db, line.id);
  saveLines(db, after, totals.lines);
  saleStore.update(db, after.id, {
    revision: after.revision,
    total_minor: totals.total.amountMinor,
    line_count: after.lines.length,
    subtotal_minor: totals.subtotal.amountMinor,
    discount_minor: totals.discountTotal.amountMinor,
    tax_minor: totals.taxTotal.amountMinor,
    note: after.note,
    customer_name: after.customerName,
    ...fromDiscount(after.discount),
    // What the till changes by itself is nobody's: whoever served last keeps the sale.
    staff_id: currentStaffId(),
  });
}

function saveLines(db: WriteHandle, sale: Sale, totals: readonly LineTotals[]): void {
  const present = new Map(saleStore.lines(db, sale.id).map((row) => [row.id, row]));
  sale.lines.forEach((line, position) => {
    const sums = totals[position];
    if (!sums) throw new Error('A line without its totals');
    const row = {
      id: line.id,
      sale_id: sale.id,
      position,
      product_id: line.productId,
      name: line.name,
      unit: line.unit,
      unit_amount_minor: line.unitAmount.amountMinor,
      quantity_thousandths: line.quantityThousandths,
      total_minor: sums.gross.amountMinor,
      note: line.note,
      catalogue_amount_minor: line.catalogueAmount?.amountMinor ?? null,
      tax_rate_id: line.tax?.rateId ?? null,
      tax_name: line.tax?.name ?? null,
      tax_basis_points: line.tax?.basisPoints ?? null,
      discount_minor: sums.discount.amountMinor,
      sale_discount_minor: sums.saleDiscount.amountMinor,
      tax_minor: sums.tax.amountMinor,
      charged_minor: sums.charged.amountMinor,
      ...fromDiscount(line.discount),
      ...fromCode(line.code),
    };
    // Another line's act may have moved this one's share of a discount: only what differs is written.
    const old = present.get(line.id);
    if (!old || Object.entries(row).some(([column, value]) => Reflect.get(old, column) !== value)) {
      saleStore.putLine(db, row);
    }
  });
}
