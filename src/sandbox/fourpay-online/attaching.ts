import type { FourPayContext } from './context.ts';
import type { LinkRecord } from './link-record.ts';
import type { ProductRecord } from './product-record.ts';

/** The partner's product, unless it is deleted or this deployment knows no products. */
export function liveProduct(
  context: FourPayContext,
  partnerId: number,
  id: string,
): ProductRecord | undefined {
  if (context.switches().productsOffered === 'none') return undefined;
  const product = context.books.product(id);
  return product?.deletedMs === null && product.partnerId === partnerId ? product : undefined;
}

/**
 * What of a list of ids is attached to a link: what cannot be found is left out in silence (docs), and so is every
 * Nth where the switch says so. A product is attached once, however often it is named.
 */
export function attachable(
  context: FourPayContext,
  partnerId: number,
  ids: readonly string[],
): readonly string[] {
  const { productsIgnored } = context.switches();
  const passes = (place: number): boolean => productsIgnored === 0 || place % productsIgnored !== 0;
  const kept = ids.filter(
    (id, index) => passes(index + 1) && liveProduct(context, partnerId, id) !== undefined,
  );
  return [...new Set(kept)];
}

/** The products of a link, in the order in which they were named. Those deleted since are no longer on it. */
export function productsOf(context: FourPayContext, link: LinkRecord): readonly ProductRecord[] {
  return link.productIds
    .map((id) => liveProduct(context, link.partnerId, id))
    .filter((product) => product !== undefined);
}
