import type { ProductTileView, ProductView, SaleView } from '../../../contract/views.ts';

/** How much of each product the open sale has, in thousandths. */
export interface InSale {
  readonly ofVariant: ReadonlyMap<string, number>;
  /** Of all its variants together. */
  readonly ofProduct: ReadonlyMap<string, number>;
}

/** @param known products whose variants this screen has seen: lines name variants only */
export function countInSale(
  sale: Pick<SaleView, 'lines'> | null,
  known: readonly Pick<ProductView, 'id' | 'variants'>[],
): InSale {
  const owners = new Map(known.flatMap(({ id, variants }) => variants.map((variant) => [variant.id, id])));
  const ofVariant = new Map<string, number>();
  const ofProduct = new Map<string, number>();
  for (const { productId: variantId, quantityThousandths } of sale?.lines ?? []) {
    if (variantId === null) continue;
    add(ofVariant, variantId, quantityThousandths);
    add(ofProduct, owners.get(variantId) ?? variantId, quantityThousandths);
  }
  return { ofVariant, ofProduct };
}

function add(counts: Map<string, number>, id: string, thousandths: number): void {
  counts.set(id, (counts.get(id) ?? 0) + thousandths);
}

/** What a tile says of its product: of the variant that a tap sells, or of all where one has to be chosen. */
export function inSaleOf({ ofVariant, ofProduct }: InSale, tile: ProductTileView): number {
  if (tile.variantId !== null) return ofVariant.get(tile.variantId) ?? 0;
  if (tile.variantIds === undefined) return ofProduct.get(tile.id) ?? 0;
  return tile.variantIds.reduce((sum, id) => sum + (ofVariant.get(id) ?? 0), 0);
}
