import { z } from 'zod';
import type { Money } from '../../../../domain/money.ts';
import type { CreatedPayment } from '../../../ports.ts';
import { fillPayerUrl } from '../../../payments/payer-address.ts';
import { found, isRefusedWith, okay, parseWith } from '../common/answers.ts';
import { identifier, optionalAmount } from '../common/fields.ts';
import { productIdOf } from './fields.ts';
import type { SignedCall } from './signed-calls.ts';
import type { WayOfCollecting } from '../common/ways.ts';

/** Payments by link: one link per sale, which ends when it is deleted. */
export function collectByLink(call: SignedCall, rule: PayerUrlRule): WayOfCollecting {
  const pathOf = (id: string): string => `/links/${encodeURIComponent(id)}`;
  return {
    create: async ({ amount, methods, productIds }, options) => {
      const ask = (products: readonly string[]) =>
        call('POST', '/links', options, linkBody(amount, methods, products));
      const first = await ask(productIds);
      // Perhaps for a product that is not there any more: it was refused whole, and no sale waits for its products.
      const isRefused = productIds.length > 0 && isRefusedWith(first, 400, 422);
      return parseWith(isRefused ? await ask([]) : first, (json) => found(parseLink(json, rule)));
    },
    cancel: async (id, options) => {
      const answer = await call('DELETE', pathOf(id), options);
      return answer.kind === 'ok' || isRefusedWith(answer, 404) ? okay(null, answer.facts) : answer;
    },
    read: async (id, options) => {
      const answer = await call('GET', pathOf(id), options);
      if (isRefusedWith(answer, 404)) return okay({ exists: false }, answer.facts);
      return parseWith(answer, (json) => (parseLink(json, rule) ? { of: { exists: true } } : null));
    },
  };
}

/** What `POST /links` is sent, as the operator documents it. */
export function linkBody(
  amount: Money,
  methods: readonly string[],
  productIds: readonly string[] = [],
): string {
  return JSON.stringify({
    amount: { default: amount.amountMinor, currency: amount.currency },
    amount_type: 'fixed',
    pay_config: { methods },
    ...(productIds.length === 0 ? {} : { products: productIds }),
  });
}

const link = z.object({
  id: identifier,
  partner_id: z.union([z.string(), z.number().transform(String)]).nullish(),
  amount: z
    .union([z.object({ default: optionalAmount, currency: z.string().nullish() }), z.number(), z.string()])
    .nullish(),
  currency: z.string().nullish(),
  amount_type: z.string().nullish(),
  products: z.array(z.unknown()).nullish().catch(null),
  url: z.string().nullish(),
});

/** A link comes under `data`, under `link` in an older revision, or bare. */
const answer = z.union([
  z.object({ data: link, url: z.string().nullish() }),
  z.object({ link, url: z.string().nullish() }).transform(({ link, url }) => ({ data: link, url })),
  link.transform((data) => ({ data, url: data.url })),
]);

/** Where the payer goes: the answer's own URL if it names one, else the template. */
export interface PayerUrlRule {
  readonly baseUrl: string;
  readonly template: string | null;
}

/** Reads the answer of `POST /links`; null when it is of no known shape. */
export function parseLink(json: unknown, rule: PayerUrlRule): CreatedPayment | null {
  const parsed = answer.safeParse(json);
  if (!parsed.success) return null;
  const { data, url } = parsed.data;
  const stated = data.url ?? url ?? null;
  return {
    providerPaymentId: data.id,
    payerUrl:
      stated !== null && URL.canParse(stated) ? stated : fillPayerUrl(rule.template, rule.baseUrl, data.id),
    refused: false,
    reference: null,
    // The answer of an older revision has an end; this till sets its own.
    lifetimeMs: null,
    partnerId: data.partner_id ?? null,
    productIds: data.products?.flatMap(productIdOf) ?? null,
    echo: {
      amountMinor: echoedAmount(data.amount),
      currency: (typeof data.amount === 'object' ? data.amount?.currency : data.currency) ?? null,
      // An older revision of the API says "static" for "fixed".
      amountType: data.amount_type === 'static' ? 'fixed' : (data.amount_type ?? null),
    },
  };
}

function echoedAmount(amount: z.infer<typeof link>['amount']): number | null {
  const value = typeof amount === 'object' ? amount?.default : optionalAmount.parse(amount);
  return value != null && value >= 0 ? value : null;
}
