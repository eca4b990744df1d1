import type { Money } from './money.ts';

/** How a product is counted. Weights are quantities with three decimals. */
export type ProductUnit = 'piece' | 'kilogram';

/** Something that can be put on a sale. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly categoryId: string;
  /** The shop's own code; unique where set. */
  readonly sku: string | null;
  /** GTIN as digits; unique where set. */
  readonly barcode: string | null;
  readonly unit: ProductUnit;
  /** For one unit. */
  readonly unitAmount: Money;
  readonly favourite: boolean;
}

/** A shelf of the catalogue. */
export interface Category {
  readonly id: string;
  readonly name: string;
  readonly productCount: number;
}
