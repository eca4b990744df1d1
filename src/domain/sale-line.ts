import type { Discount } from './discount.ts';
import { type Money, multiplyByQuantity, QUANTITY_ONE } from './money.ts';
import type { ProductUnit } from './product.ts';
import type { LineTax } from './tax.ts';

/** What was read from the code that was scanned. */
export interface LineCode {
  /** As the scanner gave it; FNC1 is GS (U+001D). */
  readonly text: string;
  readonly gtin: string | null;
  /** Of this very item. */
  readonly serial: string | null;
  /** YYYY-MM-DD; the item may be sold on that day. */
  readonly expiresOn: string | null;
}

/**
 * One row of a sale.
 *
 * Name, unit amount and tax are copied when the line is made: a later change of price or rate never rewrites
 * what was sold. `productId` is null for an amount typed by hand.
 */
export interface SaleLine {
  readonly id: string;
  readonly productId: string | null;
  readonly name: string;
  readonly unit: ProductUnit;
  readonly unitAmount: Money;
  /** What the catalogue asked for, where a person has typed another price. */
  readonly catalogueAmount: Money | null;
  /** Integer thousandths, 1000 is one unit; always positive. */
  readonly quantityThousandths: number;
  readonly discount: Discount | null;
  readonly tax: LineTax | null;
  readonly note: string;
  /** Null where nothing but the product's own number was scanned, or nothing at all. */
  readonly code: LineCode | null;
}

/** The largest quantity of one line, in thousandths: beyond it somebody has scanned a barcode into the field. */
export const QUANTITY_MAX = 99_999 * QUANTITY_ONE;

/** Unit amount times quantity, before any discount. */
export function lineTotal(line: Pick<SaleLine, 'unitAmount' | 'quantityThousandths'>): Money {
  return multiplyByQuantity(line.unitAmount, line.quantityThousandths);
}
