import type { Money } from './money.ts';

/** How a product is counted. Weights are quantities with three decimals. */
export const PRODUCT_UNITS = ['piece', 'kilogram'] as const;
export type ProductUnit = (typeof PRODUCT_UNITS)[number];

/**
 * What is sold: a size, a colour, a taste. A product without variants has exactly one, of the same id and with an
 * empty name, so that a sale line always names a variant.
 */
export interface Variant {
  readonly id: string;
  /** What tells it from its siblings; empty where it is the only one. */
  readonly name: string;
  /** The shop's own code; unique in the catalogue, whatever its case. */
  readonly sku: string | null;
  /** As printed: GTINs as digits, other codes as they are. Each names one variant only. */
  readonly barcodes: readonly string[];
  /** For one unit. */
  readonly unitAmount: Money;
}

/** The files of a product's picture, named by their own content: `<sha256>.webp`. */
export interface ProductImage {
  /** Square, for tiles and rows. */
  readonly tile: string;
  /** For the card of one product. */
  readonly large: string;
}

/** Something that the shop sells, with all its variants. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Null: in no category. */
  readonly categoryId: string | null;
  readonly unit: ProductUnit;
  /** Null: the shop's usual rate. */
  readonly taxRateId: string | null;
  readonly favourite: boolean;
  /** Inactive products are kept and not sold. */
  readonly active: boolean;
  readonly image: ProductImage | null;
  /** The same product's id at the payment provider. */
  readonly partnerProductId: string | null;
  /** At least one, in the order in which they are offered. */
  readonly variants: readonly Variant[];
}

/** A shelf of the catalogue; shelves stand in shelves. */
export interface Category {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  /** Among its siblings, from 0. */
  readonly position: number;
}

/** A category's name can be so deep, and no deeper: a path that still fits on a chip. */
export const CATEGORY_DEPTH_MAX = 8;
export const VARIANTS_MAX = 200;
export const BARCODES_MAX = 20;
