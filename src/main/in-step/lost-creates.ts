import type { CurrencyCode } from '../../domain/currency.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { PartnerProduct } from '../ports-shop.ts';
import { isEqualTo, type SentProduct } from './fields.ts';
import { type MappingChanges, type MappingRow, mappingStore, type Whose } from './mapping-store.ts';

/** What was known when the push began whose create is looked for. */
export interface SearchScope {
  readonly whose: Whose;
  readonly currency: CurrencyCode;
  /** Theirs that were there before the push: none of them can be what it has made. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Theirs that a create without an answer may have made: equal to what was sent, new since the push began, and no
 * other variant's. Products are sent one after the other, so that there is one such create at a time.
 */
export function madeByCreate(
  db: ReadHandle,
  row: MappingRow,
  theirs: readonly PartnerProduct[],
  { whose, currency, seen }: SearchScope,
): readonly PartnerProduct[] {
  const sent = sentOf(row);
  if (!sent) return [];
  return theirs.filter(
    (product) =>
      isEqualTo(sent, product, currency) &&
      !seen.has(product.id) &&
      mappingStore.findByPartner(db, whose, product.id) === undefined,
  );
}

function sentOf({ sent_header, sent_text, sent_price_minor }: MappingRow): SentProduct | null {
  if (sent_header === null || sent_text === null || sent_price_minor === null) return null;
  return { header: sent_header, text: sent_text, priceMinor: sent_price_minor };
}

/** Not known any more, or not yet. */
export const NOTHING_TOLD = {
  told_header: null,
  told_text: null,
  told_price_minor: null,
  told_currency: null,
  told_quantity: null,
  told_image_url: null,
} as const;

/** What the provider has told of a product, as it is kept. */
export function toldOf(product: PartnerProduct): MappingChanges {
  return {
    told_header: product.header,
    told_text: product.text,
    told_price_minor: product.price.amountMinor,
    told_currency: product.price.currency,
    told_quantity: product.quantity,
    told_image_url: product.imageUrl,
  };
}

/** From now on this product of theirs is that variant of ours. */
export function takeAsMade(
  db: WriteHandle,
  whose: Whose,
  variantId: string,
  product: PartnerProduct,
  at: string,
): void {
  mappingStore.update(db, whose, variantId, {
    state: 'in_step',
    partner_product_id: product.id,
    changed_at: at,
    ...toldOf(product),
  });
}
