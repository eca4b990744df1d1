import { z } from 'zod';
import type { LinkAsk, PartnerLink, PartnerLinkDraft, PartnerLinks } from '../../../ports-shop.ts';
import { isSecureAddress } from '../../../secure-address.ts';
import { fillPayerUrl } from '../../../payments/payer-address.ts';
import { found, isRefusedWith, okay, parseWith, withReasons } from '../common/answers.ts';
import { createChanger } from './changes.ts';
import { identifier, optionalAmount, text } from '../common/fields.ts';
import { moneyOf, pointer, productIdOf } from './fields.ts';
import type { PayerUrlRule } from './links.ts';
import { readList } from './lists.ts';
import { parseProduct } from './partner-products.ts';
import type { SignedCall } from './signed-calls.ts';
import { toIso } from '../common/instants.ts';

/** Links that outlive a sale. A sale's own are made in `links.ts`. */
export function partnerLinks(call: SignedCall, rule: PayerUrlRule): PartnerLinks {
  const pathOf = (id: string): string => `/links/${encodeURIComponent(id)}`;
  const change = createChanger(call);
  const parse = (json: unknown): PartnerLink | null => parsePartnerLink(json, rule);
  return {
    list: async (cursor, options) => {
      const answer = await readList(call, { path: '/links', under: 'links', cursor }, parse, options);
      const told = withReasons(answer, { 404: 'not_offered', 405: 'not_offered' });
      if (told.kind !== 'ok') return told;
      const { rows: links, unreadable, nextCursor } = told.value;
      return okay({ links, unreadable, nextCursor }, told.facts);
    },
    create: async (draft, options) =>
      parseWith(await call('POST', '/links', options, JSON.stringify(partnerLinkBody(draft))), (json) =>
        found(parse(json)),
      ),
    read: async (id, options) =>
      parseWith(await call('GET', pathOf(id), options), (json) => found(parse(json))),
    update: async (id, patch, options) => {
      const answer = await change(pathOf(id), JSON.stringify(partnerLinkBody(patch)), options);
      return parseWith(withReasons(answer, { 405: 'not_offered' }), (json) => found(parse(json)));
    },
    delete: async (id, options) => {
      const answer = await call('DELETE', pathOf(id), options);
      return answer.kind === 'ok' || isRefusedWith(answer, 404) ? okay(null, answer.facts) : answer;
    },
  };
}

/** What `POST /links` is sent, as the operator documents it; of a patch, what it names. An amount goes whole. */
export function partnerLinkBody(draft: Partial<PartnerLinkDraft>): object {
  const { ask, methods, productIds, imageUrl } = draft;
  return {
    ...(ask === undefined ? {} : { amount: askedAmount(ask), amount_type: ask.amountType }),
    ...(methods === undefined ? {} : { pay_config: { methods } }),
    ...(productIds === undefined ? {} : { products: productIds }),
    ...(imageUrl === undefined ? {} : { image: imageUrl }),
  };
}

/** The payer of a dynamic link finds nothing filled in; half an amount, without `default`, may be refused. */
function askedAmount(ask: LinkAsk): object {
  return ask.amountType === 'fixed'
    ? { default: ask.amount.amountMinor, currency: ask.amount.currency }
    : { default: 0, currency: ask.currency };
}

const link = z.object({
  id: identifier,
  created: text,
  partner_id: pointer,
  amount: z
    .union([z.object({ default: optionalAmount, currency: text }), optionalAmount])
    .nullish()
    .catch(null),
  currency: text,
  amount_type: text,
  pay_config: z
    .object({ methods: z.array(z.unknown()).catch([]) })
    .nullish()
    .catch(null),
  image: text,
  products: z.array(z.unknown()).nullish().catch(null),
  url: text,
});

/** A link comes under `data`, under `link` in an older revision, or bare. */
const answered = z.union([
  z.object({ data: link, url: text }),
  z.object({ link, url: text }).transform(({ link: data, url }) => ({ data, url })),
  link.transform((data) => ({ data, url: data.url })),
]);

/** Reads a link, as an answer of its own or as a row; null when it is of no known shape. */
export function parsePartnerLink(json: unknown, rule: PayerUrlRule): PartnerLink | null {
  const parsed = answered.safeParse(json);
  if (!parsed.success) return null;
  const { data, url } = parsed.data;
  const { amount, currency } = amountOf(data);
  const amountType = amountTypeOf(data.amount_type);
  return {
    id: data.id,
    createdAt: toIso(data.created ?? null),
    partnerId: data.partner_id ?? null,
    amountType,
    amount: amountType === 'dynamic' ? null : moneyOf(amount, currency),
    currency: currency ?? null,
    methods: (data.pay_config?.methods ?? []).filter((method) => typeof method === 'string'),
    imageUrl: data.image ?? null,
    products: (data.products ?? []).map(parseProduct).filter((product) => product !== null),
    productIds: data.products?.flatMap(productIdOf) ?? null,
    payerUrl: payerUrlOf(data.url || url, rule, data.id),
  };
}

/** Under `amount`, or beside it in an older revision. */
function amountOf({ amount, currency }: z.infer<typeof link>) {
  return typeof amount === 'object' && amount !== null
    ? { amount: amount.default, currency: amount.currency ?? currency }
    : { amount, currency };
}

function amountTypeOf(word: string | null | undefined): PartnerLink['amountType'] {
  // An older revision of the API says "static" for "fixed".
  if (word === 'fixed' || word === 'static') return 'fixed';
  return word === 'dynamic' ? 'dynamic' : null;
}

/** The answer's own address if it names one, else the template's; never one that may not be drawn. */
function payerUrlOf(stated: string | null | undefined, rule: PayerUrlRule, id: string): string | null {
  const address =
    stated != null && URL.canParse(stated) ? stated : fillPayerUrl(rule.template, rule.baseUrl, id);
  return isSecureAddress(address) ? address : null;
}
