import type { CurrencyCode } from './currency.ts';
import { type Money, QUANTITY_ONE, sumMoney } from './money.ts';
import { err, ok, type Result } from './result.ts';
import { lineTotal, QUANTITY_MAX, type SaleLine } from './sale-line.ts';

/** `open → completed | voided`. A completed or voided sale never changes again. */
export type SaleState = 'open' | 'completed' | 'voided';

/** A sale: what one customer takes, from the first tap to the receipt. */
export interface Sale {
  readonly id: string;
  readonly state: SaleState;
  readonly currency: CurrencyCode;
  readonly lines: readonly SaleLine[];
  /** Counts the changes; a command that names an older revision is refused. */
  readonly revision: number;
}

export type SaleProblem =
  | 'not_open'
  | 'payment_alive'
  | 'line_not_found'
  | 'quantity_out_of_range'
  | 'quantity_not_whole'
  | 'currency_differs'
  | 'amount_out_of_range'
  | 'too_many_lines';

/** More lines than any counter sells at once; keeps replies under the wire's limit. */
export const LINES_MAX = 500;

/** The largest total of a sale, in minor units: ten billion, far below where sums would lose precision. */
export const TOTAL_MAX = 10_000_000_000;

export function saleTotal(sale: Pick<Sale, 'lines' | 'currency'>): Money {
  return sumMoney(sale.lines.map(lineTotal), sale.currency);
}

/**
 * Whether the sale may change now (PAY-11): never while an attempt's QR is alive, because the customer would
 * pay an amount that the screen no longer shows.
 */
export function checkChangeable(sale: Sale, paymentAlive: boolean): Result<Sale, SaleProblem> {
  if (sale.state !== 'open') return err('not_open');
  return paymentAlive ? err('payment_alive') : ok(sale);
}

/**
 * Puts a line on the sale. The same product at the same price joins the line that is there; an amount typed
 * by hand and a weighed product always get a line of their own.
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
  if (problem) return err(problem);
  return withLines(
    sale,
    sale.lines.map((other) => (other.id === lineId ? { ...other, quantityThousandths } : other)),
  );
}

export function removeLine(sale: Sale, lineId: string): Result<Sale, SaleProblem> {
  const lines = sale.lines.filter((line) => line.id !== lineId);
  return lines.length === sale.lines.length ? err('line_not_found') : withLines(sale, lines);
}

function withLines(sale: Sale, lines: readonly SaleLine[]): Result<Sale, SaleProblem> {
  if (lines.some(isBeyondTotal)) return err('amount_out_of_range');
  const next = { ...sale, lines, revision: sale.revision + 1 };
  return saleTotal(next).amountMinor > TOTAL_MAX ? err('amount_out_of_range') : ok(next);
}

/** Such a line is refused before it is summed: the sum might not be a safe integer, and would throw. */
function isBeyondTotal({ unitAmount, quantityThousandths }: SaleLine): boolean {
  return unitAmount.amountMinor * quantityThousandths >= (TOTAL_MAX + 1) * QUANTITY_ONE;
}

function joins(present: SaleLine, added: SaleLine): boolean {
  return (
    added.productId !== null &&
    added.unit === 'piece' &&
    present.productId === added.productId &&
    present.unitAmount.amountMinor === added.unitAmount.amountMinor
  );
}

function quantityProblem(line: SaleLine, quantityThousandths: number): SaleProblem | null {
  if (!Number.isSafeInteger(quantityThousandths)) return 'quantity_out_of_range';
  if (quantityThousandths < 1 || quantityThousandths > QUANTITY_MAX) return 'quantity_out_of_range';
  return line.unit === 'piece' && quantityThousandths % QUANTITY_ONE !== 0 ? 'quantity_not_whole' : null;
}
