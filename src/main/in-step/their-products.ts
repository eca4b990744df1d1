import type { CallOptions, PaymentProvider, ProviderProblem } from '../ports.ts';
import type { PartnerProduct, PartnerProducts } from '../ports-shop.ts';
import type { InStepParts } from './in-step-parts.ts';
import { isOfPartner } from './whose.ts';

/** The partner's whole list, or why there is none. */
export type TheirProducts =
  | {
      readonly kind: 'list';
      readonly products: readonly PartnerProduct[];
      /** Rows in a form that nobody can read. */
      readonly unreadable: number;
    }
  | { readonly kind: 'failed'; readonly problem: ProviderProblem }
  | { readonly kind: 'other_partner' };

/** Who is asked: the provider with what it keeps of the merchant's. */
export interface Asked {
  readonly provider: PaymentProvider;
  readonly products: PartnerProducts;
}

/** @param told how many have been read so far */
export async function readTheirs(
  parts: InStepParts,
  { provider, products }: Asked,
  options: CallOptions,
  told: (done: number) => void = () => {},
): Promise<TheirProducts> {
  const byId = new Map<string, PartnerProduct>();
  let unreadable = 0;
  for (let cursor: string | null = null; ; ) {
    const answer = await products.list(cursor, options);
    parts.connections.note(answer);
    if (answer.kind !== 'ok') return { kind: 'failed', problem: answer.problem };
    const { products: page, nextCursor } = answer.value;
    if (page.some(({ partnerId }) => !isOfPartner(parts, provider, partnerId)))
      return { kind: 'other_partner' };
    const before = byId.size;
    for (const product of page) byId.set(product.id, product);
    unreadable += answer.value.unreadable;
    told(byId.size);
    // A list whose cursor leads in a circle tells nothing new any more.
    if (nextCursor === null || (byId.size === before && page.length > 0)) break;
    cursor = nextCursor;
  }
  return { kind: 'list', products: [...byId.values()], unreadable };
}
