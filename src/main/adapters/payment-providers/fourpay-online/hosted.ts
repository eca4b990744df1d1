import { z } from 'zod';
import type { ProviderTransaction } from '../../../../domain/payment.ts';
import type {
  CallFacts,
  CallOptions,
  Clock,
  CreatedPayment,
  PaymentRequest,
  ProviderAnswer,
} from '../../../ports.ts';
import { found, isRefusedWith, okay, parseWith, withReasons } from '../common/answers.ts';
import { problem, providerNow } from '../common/calls.ts';
import { identifier, optionalAmount, text } from '../common/fields.ts';
import { pointer } from './fields.ts';
import { readTokenTimes } from '../common/jwt.ts';
import type { SignedCall } from './signed-calls.ts';
import { parseTransaction, statusOf } from './transactions.ts';
import type { WayOfCollecting } from '../common/ways.ts';

/** The page of a hosted payment works for about 15 minutes; the last one is left to whoever has just scanned it. */
export const HOSTED_LIFETIME_MS = 14 * 60_000;

export interface HostedParts {
  readonly clock: Clock;
  readonly baseUrl: string;
  readonly readTransaction: (
    id: string,
    options: CallOptions,
  ) => Promise<ProviderAnswer<ProviderTransaction>>;
}

/** Hosted payments: a transaction of its own for each sale, which carries our reference. */
export function collectHosted(
  call: SignedCall,
  { clock, baseUrl, readTransaction }: HostedParts,
): WayOfCollecting {
  return {
    create: async (request, options) => {
      const answer = await call('POST', '/transactions', options, hostedBody(request, baseUrl));
      const told = withReasons(answer, { 404: 'not_offered', 405: 'not_offered', 409: 'duplicate' });
      return parseWith(told, (json) => found(parseHosted(json, providerNow(clock, answer.facts))));
    },
    cancel: async (id, options) => {
      const path = `/transactions/${encodeURIComponent(id)}`;
      const answer = await call('PUT', path, options, JSON.stringify({ params: { type: 'cancel' } }));
      if (isRefusedWith(answer, 404)) return okay(null, answer.facts);
      if (answer.kind === 'ok') return takenBack(answer.value, answer.facts);
      if (!isRefusedWith(answer, 409, 422)) return answer;
      // It may be over already. What it ended as decides, not the refusal.
      const read = await readTransaction(id, options);
      if (read.kind === 'unknown') return read;
      return read.kind === 'ok' && isOverUnpaid(read.value) ? okay(null, read.facts) : answer;
    },
    read: async (id, options) => {
      const answer = await readTransaction(id, options);
      if (isRefusedWith(answer, 404)) return okay({ exists: false }, answer.facts);
      if (answer.kind !== 'ok') return answer;
      const { status } = answer.value;
      return okay({ exists: status === 'awaiting' || status === 'processing' }, answer.facts);
    },
  };
}

/** A cancel that was accepted; unless the answer shows that the payer was quicker. */
function takenBack(json: unknown, facts: CallFacts): ProviderAnswer<null> {
  if (parseTransaction(json)?.status !== 'charged') return okay(null, facts);
  return { kind: 'rejected', problem: problem('rejected', 'The payment has been paid', facts), facts };
}

function isOverUnpaid({ status }: ProviderTransaction): boolean {
  return status === 'declined' || status === 'cancelled';
}

/** What `POST /transactions` is sent. Nothing in it says who buys, or what. */
export function hostedBody({ amount, reference, env, language }: PaymentRequest, baseUrl: string): string {
  return JSON.stringify({
    params: {
      type: 'payment',
      amount: String(amount.amountMinor),
      currency: amount.currency,
      txid: reference,
      env,
      hosted: true,
      description: reference.split('-')[0],
      returnUrl: baseUrl,
      failUrl: baseUrl,
      lang: language,
    },
  });
}

const payment = z.object({
  id: identifier,
  status: text,
  txid: text,
  amount: optionalAmount,
  currency: text,
  partner_id: pointer,
  widget_url: text,
  payment_url: text,
  url: text,
});

const answered = z.union([z.object({ data: payment }).transform(({ data }) => data), payment]);

/**
 * Reads the answer of `POST /transactions`, wrapped in `data` or not; null when it is of no known shape.
 * @param theirNowMs what the provider's clock shows
 */
export function parseHosted(json: unknown, theirNowMs: number): CreatedPayment | null {
  const parsed = answered.safeParse(json);
  if (!parsed.success) return null;
  const { id, status, txid, amount, currency, partner_id: partnerId, ...urls } = parsed.data;
  const stated = [urls.widget_url, urls.payment_url, urls.url].find(
    (url) => url != null && URL.canParse(url),
  );
  const ended = statusOf(status ?? '');
  return {
    providerPaymentId: id,
    // Byte for byte: what it carries is signed.
    payerUrl: stated ?? null,
    refused: ended === 'declined' || ended === 'cancelled',
    reference: txid ?? null,
    lifetimeMs: stated == null ? null : lifetimeOf(stated, theirNowMs),
    partnerId: partnerId ?? null,
    productIds: null,
    echo: { amountMinor: amount ?? null, currency: currency ?? null, amountType: null },
  };
}

/** As long as is usual, and never longer than the token in the address. */
function lifetimeOf(payerUrl: string, theirNowMs: number): number {
  const times = readTokenTimes(payerUrl);
  return times === null
    ? HOSTED_LIFETIME_MS
    : Math.max(0, Math.min(HOSTED_LIFETIME_MS, Math.round(times.endsAt - theirNowMs)));
}
