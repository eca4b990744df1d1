import { type Money, multiplyByQuantity, QUANTITY_ONE } from './money.ts';
import type { ProductUnit } from './product.ts';

/**
 * One row of a sale.
 *
 * Name and unit amount are copied from the catalogue when the line is made: a later change of price never
 * rewrites what was sold. `productId` is null for an amount typed by hand.
 */
export interface SaleLine {
  readonly id: string;
  readonly productId: string | null;
  readonly name: string;
  readonly unit: ProductUnit;
  readonly unitAmount: Money;
  /** Integer thousandths, 1000 is one unit; always positive. */
  readonly quantityThousandths: number;
}

/** The largest quantity of one line, in thousandths: beyond it somebody has scanned a barcode into the field. */
export const QUANTITY_MAX = 99_999 * QUANTITY_ONE;

export function lineTotal(line: SaleLine): Money {
  return multiplyByQuantity(line.unitAmount, line.quantityThousandths);
}
