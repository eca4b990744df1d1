import type { CallOptions, Clock, PaymentRequest, ProviderAnswer } from '../../../ports.ts';
import { CREATE_SCOPE, GET_SCOPE } from '../../../ports-gateway.ts';
import { found, isRefusedWith, NO_FACTS, okay, parseWith } from '../common/answers.ts';
import { problem, providerNow } from '../common/calls.ts';
import type { WayOfCollecting } from '../common/ways.ts';
import { checkoutBody, isOtherClock, parseCheckout } from './checkouts.ts';
import { type GatewayCall, namingScope } from './gateway-calls.ts';
import { isClientId } from './identity.ts';
import { canBePaid, parsePayment, type ReadPayment } from './payments.ts';
import type { CreateScope } from './scopes.ts';

/** Reads one payment by its id. */
export type PaymentReader = (id: string, options: CallOptions) => Promise<ProviderAnswer<ReadPayment>>;

export function paymentReader(call: GatewayCall, paid: ReadonlySet<string>): PaymentReader {
  return async (id, options) => {
    const answer = await call('GET', `/payment/${encodeURIComponent(id)}`, options);
    return parseWith(namingScope(answer, GET_SCOPE), (json) => found(parsePayment(json, id, paid)));
  };
}

export interface CheckoutParts {
  readonly call: GatewayCall;
  readonly clock: Clock;
  readonly clientId: string;
  readonly create: CreateScope;
  readonly read: PaymentReader;
  /** Our clock less the gateway's, as its newest answer told it; null before the first. */
  readonly skewMs: () => number | null;
}

/** A checkout for each sale. There is no way to take one back: it ends by itself. */
export function collectByCheckout(parts: CheckoutParts): Pick<WayOfCollecting, 'create' | 'read'> {
  const { call, clock, clientId, create, read, skewMs } = parts;
  return {
    create: async (request, options) => {
      if (!isClientId(clientId)) return withoutClient();
      const lifetimeMs = askedLifetime(request, clock);
      const ask = () => call('POST', '/payment/checkout', options, checkoutBody(request, clientId, skewMs()));
      const isFirst = skewMs() === null;
      const first = await ask();
      // Refused whole, before their clock was known: perhaps for an end that has passed there.
      const isSkewed = isFirst && request.expiresAt !== null && isOtherClock(skewMs());
      const answer = namingScope(isSkewed && isRefusedWith(first, 422) ? await ask() : first, CREATE_SCOPE);
      create.note(answer);
      const theirNowMs = providerNow(clock, answer.facts);
      return parseWith(answer, (json) => found(parseCheckout(json, theirNowMs, lifetimeMs)));
    },
    read: async (id, options) => {
      const answer = await read(id, options);
      if (isRefusedWith(answer, 404)) return okay({ exists: false }, answer.facts);
      if (answer.kind !== 'ok') return answer;
      return okay({ exists: canBePaid(answer.value, providerNow(clock, answer.facts)) }, answer.facts);
    },
  };
}

function askedLifetime({ expiresAt }: PaymentRequest, clock: Clock): number | null {
  const end = expiresAt === null ? Number.NaN : Date.parse(expiresAt);
  return Number.isNaN(end) ? null : Math.max(0, end - clock.now());
}

function withoutClient(): Extract<ProviderAnswer<never>, { readonly kind: 'rejected' }> {
  const complaint = { field: 'clientId', message: 'A client ID has 32 letters and digits' };
  const told = problem('rejected', `clientId: ${complaint.message}`, NO_FACTS, null, [complaint]);
  return { kind: 'rejected', problem: told, facts: NO_FACTS };
}
