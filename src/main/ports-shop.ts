import type { CurrencyCode } from '../domain/currency.ts';
import type { Money } from '../domain/money.ts';
import type { CallOptions, ProviderAnswer } from './ports.ts';

/**
 * What a merchant keeps at a provider beyond a single sale: links that are paid again and again, products with codes
 * of their own, and pictures.
 *
 * Nothing here carries an id of ours, so a create or an upload is sent once: one of unknown end may be there, and its
 * caller decides, by the list, whether to make another. What a provider answers is told as it stands; whether that is
 * what was asked for is the caller's to compare.
 */
export interface PartnerShop {
  readonly links: PartnerLinks;
  readonly products: PartnerProducts;
  /**
   * Uploads a picture. `rejected` without a status where nothing was sent: it is too large, or not of its type.
   * `not_offered` where the deployment takes none.
   */
  uploadImage(image: PartnerImage, options: CallOptions): Promise<ProviderAnswer<{ readonly url: string }>>;
}

/** A picture as it is sent: whoever gives it has taken out what a camera wrote of place and time. */
export interface PartnerImage {
  /** At most {@link PARTNER_IMAGE_MAX_BYTES}. */
  readonly bytes: Uint8Array;
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  /** What it shows, in any letters. The file's name is made of it, and has neither path nor anything but ASCII. */
  readonly name: string;
}

/** The largest picture that is sent, in bytes. */
export const PARTNER_IMAGE_MAX_BYTES = 5 * 1024 * 1024;

/**
 * Links of the account: other tills and web shops of the same merchant have theirs in the same list. `not_offered`
 * where the deployment has no such call.
 */
export interface PartnerLinks {
  /** @param cursor null for the beginning; else the one that came with the page before */
  list(cursor: string | null, options: CallOptions): Promise<ProviderAnswer<PartnerLinkPage>>;
  create(draft: PartnerLinkDraft, options: CallOptions): Promise<ProviderAnswer<PartnerLink>>;
  /** `not_found` for one that is gone. */
  read(id: string, options: CallOptions): Promise<ProviderAnswer<PartnerLink>>;
  /** Changes what the patch names and leaves the rest. */
  update(
    id: string,
    patch: Partial<PartnerLinkDraft>,
    options: CallOptions,
  ): Promise<ProviderAnswer<PartnerLink>>;
  /** One that is gone already counts as deleted. */
  delete(id: string, options: CallOptions): Promise<ProviderAnswer<null>>;
}

/** What a link asks its payer for. */
export type LinkAsk =
  | { readonly amountType: 'fixed'; readonly amount: Money }
  /** The payer enters the amount. */
  | { readonly amountType: 'dynamic'; readonly currency: CurrencyCode };

/** A link as it is asked for. In a patch what is absent stays as it is. */
export interface PartnerLinkDraft {
  readonly ask: LinkAsk;
  /** What the payer may pay with; never empty. */
  readonly methods: readonly string[];
  /** Ids of products at the provider; they replace the list whole, an empty one detaches all. */
  readonly productIds: readonly string[];
  /** As an upload has told it; null for none. */
  readonly imageUrl: string | null;
}

export interface PartnerLink {
  readonly id: string;
  /** ISO 8601; null where the answer does not tell. */
  readonly createdAt: string | null;
  readonly partnerId: string | null;
  /** Null where the answer does not tell, or has a word that nobody knows. */
  readonly amountType: 'fixed' | 'dynamic' | null;
  /** Null where the payer enters it, and where the answer has none that is known to be exact. */
  readonly amount: Money | null;
  /** As the answer has it: perhaps one that this till does not sell in. */
  readonly currency: string | null;
  readonly methods: readonly string[];
  readonly imageUrl: string | null;
  /** Those that can be read; {@link productIds} has all. */
  readonly products: readonly PartnerProduct[];
  /** Null where the answer says nothing of products: then they are not known, rather than none. */
  readonly productIds: readonly string[] | null;
  /** A bearer secret. Null where the address is none that may be put before a customer. */
  readonly payerUrl: string | null;
}

export interface PartnerLinkPage {
  readonly links: readonly PartnerLink[];
  /** Rows of no known shape: left out, and counted. */
  readonly unreadable: number;
  /** Null at the end of the list. */
  readonly nextCursor: string | null;
}

/**
 * Products of the account. `not_offered` where the deployment has none, or not this call; a single one that is
 * `not_found` is gone, or there are none at all: the list tells.
 */
export interface PartnerProducts {
  /** @param cursor null for the beginning; else the one that came with the page before */
  list(cursor: string | null, options: CallOptions): Promise<ProviderAnswer<PartnerProductPage>>;
  create(draft: PartnerProductDraft, options: CallOptions): Promise<ProviderAnswer<PartnerProduct>>;
  read(id: string, options: CallOptions): Promise<ProviderAnswer<PartnerProduct>>;
  /** Changes what the patch names and leaves the rest. */
  update(
    id: string,
    patch: Partial<PartnerProductDraft>,
    options: CallOptions,
  ): Promise<ProviderAnswer<PartnerProduct>>;
  /** One that is gone already counts as deleted. */
  delete(id: string, options: CallOptions): Promise<ProviderAnswer<null>>;
}

/** A product as it is asked for. In a patch what is absent stays as it is. */
export interface PartnerProductDraft {
  /** What the payer reads first. */
  readonly header: string;
  readonly text: string;
  readonly price: Money;
  /** What one payment buys, in the provider's own words: "1" unless said otherwise. It is no stock. */
  readonly quantity: string;
  /** As an upload has told it; null for none. */
  readonly imageUrl: string | null;
}

export interface PartnerProduct extends PartnerProductDraft {
  readonly id: string;
  readonly partnerId: string | null;
  /** A bearer secret. Null where the provider tells no address of the product's own code. */
  readonly payerUrl: string | null;
}

export interface PartnerProductPage {
  readonly products: readonly PartnerProduct[];
  /** Rows of no known shape, or at a price that this till cannot read: left out, and counted. */
  readonly unreadable: number;
  /** Null at the end of the list. */
  readonly nextCursor: string | null;
}

/**
 * Which products a provider left off a link without a word, as it does with an id that it does not know.
 * @param sent the ids that were asked for
 * @param answer the link as the provider then told it; one that says nothing of products confirms none
 */
export function ignoredProducts(
  sent: readonly string[],
  { productIds }: Pick<PartnerLink, 'productIds'>,
): readonly string[] {
  // A UUID is the same in small letters and in capitals.
  const attached = new Set(productIds?.map((id) => id.toLowerCase()));
  return sent.filter((id) => !attached.has(id.toLowerCase()));
}
