import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../contract/errors.ts';
import type { ProductView } from '../../contract/views.ts';
import { type OurProduct, tidy } from './fields.ts';
import type { Catalog } from './in-step-parts.ts';

/** The payer reads it on a phone: so many characters of a description, and then an ellipsis. */
export const TEXT_MAX = 500;

/** A part of the catalogue that is read at once: the counter waits for no comparison. */
const PAGE = 200;
const READ_AT_ONCE = 20;

export interface OurProducts {
  readonly byVariant: ReadonlyMap<string, OurProduct>;
  /** Sold in the shop at no price: they cannot be collected for by link. */
  readonly withoutPrice: number;
}

/**
 * Every variant of every active product. A product that moves in the list meanwhile may be missed, so that what is
 * missing here is not gone yet: {@link ourProduct} says so.
 * @returns null when it was given up
 */
export async function readOurs(
  catalog: Catalog,
  { signal, told }: { readonly signal: AbortSignal; readonly told: (done: number) => void },
): Promise<OurProducts | null> {
  const byVariant = new Map<string, OurProduct>();
  let withoutPrice = 0;
  for (let offset = 0; ; offset += PAGE) {
    const query = { categoryId: null, favourite: false, state: 'active', order: 'name' } as const;
    const { items } = catalog.browse({ ...query, offset, limit: PAGE });
    for (const [index, { id }] of items.entries()) {
      if (index % READ_AT_ONCE === 0) await nextTurn();
      if (signal.aborted) return null;
      const variants = variantsOf(catalog, id);
      for (const variant of variants) {
        if (variant.priceMinor > 0) byVariant.set(variant.variantId, variant);
      }
      withoutPrice += variants.filter(({ priceMinor }) => priceMinor <= 0).length;
    }
    if (items.length < PAGE) return { byVariant, withoutPrice };
    told(byVariant.size);
  }
}

/** One variant as it is now; null: it is not sold any more, or at no price. */
export function ourProduct(catalog: Catalog, variantId: string): OurProduct | null {
  const sellable = catalog.sellable(variantId);
  if (!sellable?.active) return null;
  const found = variantsOf(catalog, sellable.productId).find((variant) => variant.variantId === variantId);
  return found && found.priceMinor > 0 ? found : null;
}

/** The variants of an active product, those without a price included. */
export function variantsOf(catalog: Catalog, productId: string): readonly OurProduct[] {
  const product = findProduct(catalog, productId);
  if (!product?.active) return [];
  const text = shortened(product.description);
  return product.variants.map(({ id, name, unitAmount }) => ({
    variantId: id,
    header: tidy(name === '' ? product.name : `${product.name} · ${name}`),
    text,
    priceMinor: unitAmount.amountMinor,
    image: product.image?.large ?? null,
    // It names one product of theirs, which cannot be several of ours.
    linkedId: product.variants.length === 1 ? product.partnerProductId : null,
  }));
}

function findProduct(catalog: Catalog, productId: string): ProductView | null {
  try {
    return catalog.product(productId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'PRODUCT_NOT_FOUND') return null;
    throw error;
  }
}

/** In one line; cut between two words where there is one to be found near the end. */
function shortened(description: string): string {
  const line = tidy(description);
  const letters = [...line];
  if (letters.length <= TEXT_MAX) return line;
  const start = letters.slice(0, TEXT_MAX - 1).join('');
  const space = start.lastIndexOf(' ');
  return `${space > TEXT_MAX / 2 ? start.slice(0, space) : start}…`;
}

/** Whether ours is still what a person has seen before it was allowed to be sent. */
export function isAsSeen(
  ours: OurProduct | null,
  seen: Pick<OurProduct, 'header' | 'text' | 'priceMinor' | 'image'>,
): boolean {
  return (
    ours !== null &&
    ours.header === seen.header &&
    ours.text === seen.text &&
    ours.priceMinor === seen.priceMinor &&
    ours.image === seen.image
  );
}
