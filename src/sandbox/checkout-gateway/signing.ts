import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CheckoutRecord } from './checkout-record.ts';
import type { GatewayContext } from './context.ts';

/** What became of the check of an address. */
export type AddressCheck = 'valid' | 'altered' | 'expired';

function signatureOf(context: GatewayContext, id: string, expires: string): string {
  return createHmac('sha256', context.books.signingKey)
    .update(`/checkout/${id}?expires=${expires}`)
    .digest('hex');
}

/** The signed query of a checkout's pages. The signature covers path and end. */
export function signedQuery(context: GatewayContext, { id, expiresMs }: CheckoutRecord): string {
  const expires = String(expiresMs / 1000);
  return `expires=${expires}&signature=${signatureOf(context, id, expires)}`;
}

/**
 * Checks an address of a checkout as it came: two members in their order and nothing else, signed by us, and not over
 * by the gateway's clock.
 */
export function checkAddress(context: GatewayContext, id: string, query: URLSearchParams): AddressCheck {
  const expires = query.get('expires') ?? '';
  const given = Buffer.from(query.get('signature') ?? '');
  const right = Buffer.from(signatureOf(context, id, expires));
  const untouched = [...query.keys()].join('&') === 'expires&signature' && /^\d{1,12}$/.test(expires);
  if (!untouched || given.length !== right.length || !timingSafeEqual(given, right)) return 'altered';
  return Number(expires) * 1000 <= context.clock.now() ? 'expired' : 'valid';
}

/** Another host, where nothing is. */
const elsewhere = 'pay.sandbox.test';

function originOf(context: GatewayContext): string {
  const baseUrl = context.baseUrl();
  switch (context.switches().gatewayCheckoutOrigin) {
    case 'own':
      return baseUrl;
    case 'other':
      return baseUrl.replace('127.0.0.1', 'localhost');
    case 'elsewhere':
      return `https://${elsewhere}`;
    case 'insecure':
      return `http://${elsewhere}`;
    case 'absent':
      return '';
  }
}

/** The address that an answer tells, as the switch has it. */
export function toldCheckoutUrl(context: GatewayContext, checkout: CheckoutRecord): string {
  return `${originOf(context)}/checkout/${checkout.id}?${signedQuery(context, checkout)}`;
}

/** The address where the payer's page is, whatever the switch says. */
export function payerAddress(context: GatewayContext, checkout: CheckoutRecord): string {
  return `${context.baseUrl()}/checkout/${checkout.id}?${signedQuery(context, checkout)}`;
}
