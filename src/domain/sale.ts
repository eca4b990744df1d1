import type { CurrencyCode } from './currency.ts';
import { checkDiscount, type Discount } from './discount.ts';
import { type Money, QUANTITY_ONE } from './money.ts';
import { err, ok, type Result } from './result.ts';
import { type LineCode, QUANTITY_MAX, type SaleLine } from './sale-line.ts';
import { computeTotals, type SaleTotals } from './sale-totals.ts';
import type { TaxRule } from './tax.ts';

/** `open → completed | voided`. A completed or voided sale never changes again. */
export type SaleState = 'open' | 'completed' | 'voided';

/** A sale: what one customer takes, from the first tap to the receipt. */
export interface Sale {
  readonly id: string;
  readonly state: SaleState;
  readonly currency: CurrencyCode;
  readonly lines: readonly SaleLine[];
  /** On what is left after the lines' own discounts. */
  readonly discount: Discount | null;
  readonly taxRule: TaxRule;
  readonly note: string;
  readonly customerName: string;
  /** Counts the changes; a command that names an older revision is refused. */
  readonly revision: number;
}

export type SaleProblem =
  | 'not_open'
  | 'payment_alive'
  | 'part_paid'
  | 'discount_invalid'
  | 'line_not_found'
  | 'quantity_out_of_range'
  | 'quantity_not_whole'
  | 'quantity_of_serial'
  | 'currency_differs'
  | 'amount_out_of_range'
  | 'too_many_lines';

/** More lines than any counter sells at once; keeps replies under the wire's limit. */
export const LINES_MAX = 500;

/** The largest total of a sale, in minor units: ten billion, far below where sums would lose precision. */
export const TOTAL_MAX = 10_000_000_000;

export function saleTotals(sale: Pick<Sale, 'lines' | 'currency' | 'discount' | 'taxRule'>): SaleTotals {
  return computeTotals(sale);
}

export function saleTotal(sale: Pick<Sale, 'lines' | 'currency' | 'discount' | 'taxRule'>): Money {
  return saleTotals(sale).total;
}

/** What stands on a sale beside its lines. */
export interface SaleStanding {
  /** A QR of the sale is alive. */
  readonly paymentAlive: boolean;
  /** Tenders have been taken and not given back. */
  readonly partPaid: boolean;
}

/**
 * Whether the sale may change now (PAY-11): never while an attempt's QR is alive, because the customer would
 * pay an amount that the screen no longer shows; and never under money that was taken for a part of it.
 */
export function checkChangeable(sale: Sale, standing: SaleStanding): Result<Sale, SaleProblem> {
  if (sale.state !== 'open') return err('not_open');
  if (standing.paymentAlive) return err('payment_alive');
  return standing.partPaid ? err('part_paid') : ok(sale);
}

/**
 * Puts a line on the sale. The same product at the same price joins the line that is there, unless a person has
 * changed that one; an amount typed by hand, a weighed product and what was scanned with a code of its own always
 * get a line of their own.
 */
export function addLine(sale: Sale, line: SaleLine): Result<Sale, SaleProblem> {
  if (line.unitAmount.currency !== sale.currency) return err('currency_differs');
  const problem = quantityProblem(line, line.quantityThousandths);
  if (problem) return err(problem);
  const twin = sale.lines.find((other) => joins(other, line));
  if (twin) return setQuantity(sale, twin.id, twin.quantityThousandths + line.quantityThousandths);
  if (sale.lines.length >= LINES_MAX) return err('too_many_lines');
  return withLines(sale, [...sale.lines, line]);
}

/** Sets the quantity of a line; zero removes it. */
export function setQuantity(
  sale: Sale,
  lineId: string,
  quantityThousandths: number,
): Result<Sale, SaleProblem> {
  if (quantityThousandths === 0) return removeLine(sale, lineId);
  const line = sale.lines.find((other) => other.id === lineId);
  if (!line) return err('line_not_found');
  const problem = quantityProblem(line, quantityThousandths);
  return problem ? err(problem) : changeLine(sale, lineId, { quantityThousandths });
}

/** @param discount null takes it away */
export function setLineDiscount(
  sale: Sale,
  lineId: string,
  discount: Discount | null,
): Result<Sale, SaleProblem> {
  if (discount !== null && !checkDiscount(discount).ok) return err('discount_invalid');
  return changeLine(sale, lineId, { discount });
}

/** @param discount null takes it away */
export function setDiscount(sale: Sale, discount: Discount | null): Result<Sale, SaleProblem> {
  if (discount !== null && !checkDiscount(discount).ok) return err('discount_invalid');
  return withLines({ ...sale, discount }, sale.lines);
}

/** Another price for one line; what the catalogue asked for stays beside it. @param unitAmount null: the catalogue's */
export function overridePrice(
  sale: Sale,
  lineId: string,
  unitAmount: Money | null,
): Result<Sale, SaleProblem> {
  const line = sale.lines.find((other) => other.id === lineId);
  if (!line) return err('line_not_found');
  const catalogueAmount = line.catalogueAmount ?? line.unitAmount;
  if (unitAmount === null) {
    return changeLine(sale, lineId, { unitAmount: catalogueAmount, catalogueAmount: null });
  }
  if (unitAmount.currency !== sale.currency) return err('currency_differs');
  if (unitAmount.amountMinor < 0) return err('amount_out_of_range');
  return changeLine(sale, lineId, { unitAmount, catalogueAmount });
}

export function setLineNote(sale: Sale, lineId: string, note: string): Result<Sale, SaleProblem> {
  return changeLine(sale, lineId, { note });
}

/** A word for the kitchen or the courier, and whose sale it is. */
export function setNote(
  sale: Sale,
  { note, customerName }: Pick<Sale, 'note' | 'customerName'>,
): Result<Sale, SaleProblem> {
  return withLines({ ...sale, note, customerName }, sale.lines);
}

function changeLine(sale: Sale, lineId: string, changes: Partial<SaleLine>): Result<Sale, SaleProblem> {
  if (!sale.lines.some(({ id }) => id === lineId)) return err('line_not_found');
  return withLines(
    sale,
    sale.lines.map((line) => (line.id === lineId ? { ...line, ...changes } : line)),
  );
}

/** Takes a line off. The last one takes the sale's discount with it: that was for this customer, not for the next. */
export function removeLine(sale: Sale, lineId: string): Result<Sale, SaleProblem> {
  const lines = sale.lines.filter((line) => line.id !== lineId);
  if (lines.length === sale.lines.length) return err('line_not_found');
  return withLines(lines.length === 0 ? { ...sale, discount: null } : sale, lines);
}

function withLines(sale: Sale, lines: readonly SaleLine[]): Result<Sale, SaleProblem> {
  if (lines.some(isBeyondTotal) || grossOf(lines) > TOTAL_MAX) return err('amount_out_of_range');
  const next = { ...sale, lines, revision: sale.revision + 1 };
  return saleTotal(next).amountMinor > TOTAL_MAX ? err('amount_out_of_range') : ok(next);
}

/** Before discounts; roughly is enough for a limit, and nothing overflows. */
function grossOf(lines: readonly SaleLine[]): number {
  return lines.reduce(
    (sum, { unitAmount, quantityThousandths }) =>
      sum + (unitAmount.amountMinor * quantityThousandths) / QUANTITY_ONE,
    0,
  );
}

/** Such a line is refused before it is summed: the sum might not be a safe integer, and would throw. */
function isBeyondTotal({ unitAmount, quantityThousandths }: SaleLine): boolean {
  return unitAmount.amountMinor * quantityThousandths >= (TOTAL_MAX + 1) * QUANTITY_ONE;
}

function joins(present: SaleLine, added: SaleLine): boolean {
  return (
    added.productId !== null &&
    added.unit === 'piece' &&
    added.code === null &&
    present.code === null &&
    present.productId === added.productId &&
    present.discount === null &&
    present.catalogueAmount === null &&
    present.note === '' &&
    present.unitAmount.amountMinor === added.unitAmount.amountMinor
  );
}

function quantityProblem(line: SaleLine, quantityThousandths: number): SaleProblem | null {
  if (!Number.isSafeInteger(quantityThousandths)) return 'quantity_out_of_range';
  if (quantityThousandths < 1 || quantityThousandths > QUANTITY_MAX) return 'quantity_out_of_range';
  if (line.unit !== 'piece') return null;
  if (quantityThousandths % QUANTITY_ONE !== 0) return 'quantity_not_whole';
  return isSingle(line) && quantityThousandths > QUANTITY_ONE ? 'quantity_of_serial' : null;
}

/** A serial names one item: the next one has a serial of its own, and is scanned. */
export function isSingle({ code, unit }: Pick<SaleLine, 'code' | 'unit'>): boolean {
  return unit === 'piece' && code !== null && code.serial !== null;
}

/** The line on which an item with this serial stands already; null when there is none. */
export function lineOfSerial(sale: Pick<Sale, 'lines'>, { gtin, serial }: LineCode): SaleLine | null {
  if (serial === null) return null;
  return sale.lines.find(({ code }) => code !== null && code.gtin === gtin && code.serial === serial) ?? null;
}
