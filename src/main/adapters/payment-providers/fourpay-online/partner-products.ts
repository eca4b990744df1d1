import { z } from 'zod';
import type { PartnerProduct, PartnerProductDraft, PartnerProducts } from '../../../ports-shop.ts';
import { isSecureAddress } from '../../../secure-address.ts';
import { found, isRefusedWith, okay, parseWith, withReasons } from '../common/answers.ts';
import { createChanger } from './changes.ts';
import { identifier, optionalAmount, text } from '../common/fields.ts';
import { moneyOf, pointer } from './fields.ts';
import { readList } from './lists.ts';
import type { SignedCall } from './signed-calls.ts';

const NOT_OFFERED = { 404: 'not_offered', 405: 'not_offered' } as const;

/** Of a single product 404 says that it is gone: hiding all of them for it would be wrong. */
const NOT_OFFERED_FOR_ONE = { 405: 'not_offered' } as const;

export function partnerProducts(call: SignedCall): PartnerProducts {
  const pathOf = (id: string): string => `/products/${encodeURIComponent(id)}`;
  const change = createChanger(call);
  return {
    list: async (cursor, options) => {
      const answer = await readList(
        call,
        { path: '/products', under: 'products', cursor },
        parseProduct,
        options,
      );
      const told = withReasons(answer, NOT_OFFERED);
      if (told.kind !== 'ok') return told;
      const { rows: products, unreadable, nextCursor } = told.value;
      return okay({ products, unreadable, nextCursor }, told.facts);
    },
    create: async (draft, options) => {
      const answer = await call('POST', '/products', options, JSON.stringify(productBody(draft)));
      return parseWith(withReasons(answer, NOT_OFFERED), (json) => found(parseProduct(json)));
    },
    read: async (id, options) => {
      const answer = await call('GET', pathOf(id), options);
      return parseWith(withReasons(answer, NOT_OFFERED_FOR_ONE), (json) => found(parseProduct(json)));
    },
    update: async (id, patch, options) => {
      const answer = await change(pathOf(id), JSON.stringify(productBody(patch)), options);
      return parseWith(withReasons(answer, NOT_OFFERED_FOR_ONE), (json) => found(parseProduct(json)));
    },
    delete: async (id, options) => {
      const answer = await call('DELETE', pathOf(id), options);
      if (answer.kind === 'ok' || isRefusedWith(answer, 404)) return okay(null, answer.facts);
      return withReasons(answer, NOT_OFFERED_FOR_ONE);
    },
  };
}

/** What `POST /products` is sent, as the operator documents it; of a patch, what it names. A price goes whole. */
export function productBody(draft: Partial<PartnerProductDraft>): object {
  const { header, text: words, price, quantity, imageUrl } = draft;
  return {
    ...(header === undefined ? {} : { header }),
    ...(words === undefined ? {} : { text: words }),
    ...(price === undefined ? {} : { price: price.amountMinor, currency: price.currency }),
    ...(quantity === undefined ? {} : { qty: quantity }),
    ...(imageUrl === undefined ? {} : { image: imageUrl }),
  };
}

const product = z.object({
  id: identifier,
  partner_id: pointer,
  header: text,
  text,
  price: optionalAmount,
  currency: text,
  qty: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  image: text,
  url: text,
  qr_url: text,
});

/** A product comes under `data`, as links do; under `product`, or bare. */
const answered = z.union([
  z.object({ data: product, url: text, qr_url: text }),
  z
    .object({ product, url: text, qr_url: text })
    .transform(({ product: data, ...urls }) => ({ data, ...urls })),
  product.transform((data) => ({ data, url: data.url, qr_url: data.qr_url })),
]);

/** Reads a product, as an answer of its own or as a row; null when it is of no known shape, or its price of none. */
export function parseProduct(json: unknown): PartnerProduct | null {
  const parsed = answered.safeParse(json);
  if (!parsed.success) return null;
  const { data, url, qr_url: qrUrl } = parsed.data;
  const price = moneyOf(data.price, data.currency);
  if (price === null) return null;
  const stated = [data.url, url, data.qr_url, qrUrl].find((address) => address != null && address !== '');
  return {
    id: data.id,
    partnerId: data.partner_id ?? null,
    header: data.header ?? '',
    text: data.text ?? '',
    price,
    quantity: data.qty ?? '1',
    imageUrl: data.image ?? null,
    payerUrl: stated != null && isSecureAddress(stated) ? stated : null,
  };
}
