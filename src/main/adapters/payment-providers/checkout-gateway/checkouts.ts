import { z } from 'zod';
import { hasCredentials, isSecure } from '../../../secure-address.ts';
import type { CreatedPayment, PaymentRequest } from '../../../ports.ts';

/** From so many milliseconds on the gateway's clock counts as another one than ours. */
const SKEW_MIN_MS = 30_000;

const LABEL_MAX = 255;

/** Whether the gateway's clock is another one than ours, as far as it is known. */
export function isOtherClock(skewMs: number | null): skewMs is number {
  return skewMs !== null && Math.abs(skewMs) >= SKEW_MIN_MS;
}

/**
 * What `POST /payment/checkout` is sent. Its end is told in the time of the gateway's clock: a checkout that is to end
 * in ten minutes must not end at once, nor in hours, because a clock here is wrong.
 * @param skewMs our clock less the gateway's, as far as it is known
 */
export function checkoutBody(request: PaymentRequest, clientId: string, skewMs: number | null): string {
  const { amount, reference, label, expiresAt } = request;
  const ahead = isOtherClock(skewMs) ? skewMs : 0;
  const end = expiresAt === null ? Number.NaN : Date.parse(expiresAt) - ahead;
  return JSON.stringify({
    amount: amount.amountMinor,
    currencyCode: amount.currency,
    reference,
    referenceLabel: [...(label.trim() || reference)].slice(0, LABEL_MAX).join(''),
    clientId,
    ...(Number.isNaN(end) ? {} : { expiresAt: new Date(end).toISOString() }),
  });
}

const checkout = z.object({ checkoutUrl: z.string() });

const answered = z.union([z.object({ data: checkout }).transform(({ data }) => data), checkout]);

/**
 * Reads the answer of `POST /payment/checkout`. It names the address and nothing else: neither amount nor reference is
 * echoed, and the payment's id is the UUID in the address.
 * @param theirNowMs what the gateway's clock shows
 * @param lifetimeMs how long it was asked to live, for an address that does not say it
 * @returns null when it is of no known shape, or names no payment: such a checkout cannot be watched
 */
export function parseCheckout(
  json: unknown,
  theirNowMs: number,
  lifetimeMs: number | null,
): CreatedPayment | null {
  const parsed = answered.safeParse(json);
  const url = parsed.success ? readAddress(parsed.data.checkoutUrl) : null;
  const id = url && paymentIdIn(url.pathname);
  if (!parsed.success || url === null || id === null) return null;
  const { checkoutUrl } = parsed.data;
  const endsAt = endOf(url);
  return {
    providerPaymentId: id,
    // Byte for byte: it is signed. One that may not be drawn still names a payment, which is watched.
    payerUrl: isDrawable(checkoutUrl, url) ? checkoutUrl : null,
    refused: false,
    reference: null,
    lifetimeMs: endsAt === null ? lifetimeMs : Math.max(0, Math.round(endsAt - theirNowMs)),
    partnerId: null,
    productIds: null,
    echo: { amountMinor: null, currency: null, amountType: null },
  };
}

/** A path without a host names its payment all the same, and leads nowhere. */
function readAddress(text: string): URL | null {
  if (URL.canParse(text)) return new URL(text);
  return text.startsWith('/') && URL.canParse(text, NOWHERE) ? new URL(text, NOWHERE) : null;
}

const NOWHERE = 'http://nowhere.invalid';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The UUID that follows `checkout`; without that word the only one in the path. */
function paymentIdIn(path: string): string | null {
  const steps = path.split('/');
  const after = steps[steps.lastIndexOf('checkout') + 1];
  if (steps.includes('checkout') && after !== undefined && UUID.test(after)) return after;
  const [only, second] = steps.filter((step) => UUID.test(step));
  return second === undefined ? (only ?? null) : null;
}

/** Whether an address may be put before a customer as it stands: secure, and nothing in it that a URL would change. */
function isDrawable(text: string, url: URL): boolean {
  // Where our own token stood in it, its signature is gone, and the gateway is not to be trusted with codes.
  if (text.includes('[hidden]')) return false;
  return isSecure(url) && !hasCredentials(url) && /^https?:\/\/[\x21-\x7e]+$/i.test(text);
}

/** Unix seconds in `expires`, as milliseconds; null where there are none. */
function endOf({ searchParams }: URL): number | null {
  const seconds = searchParams.get('expires');
  return seconds !== null && /^\d{9,11}$/.test(seconds) ? Number(seconds) * 1000 : null;
}
