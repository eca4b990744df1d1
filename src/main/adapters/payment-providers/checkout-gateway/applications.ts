import { z } from 'zod';
import type {
  PaymentApplication,
  PaymentApplicationList,
  PaymentApplications,
} from '../../../ports-gateway.ts';
import type { ProviderAnswer } from '../../../ports.ts';
import { found, NO_FACTS, parseWith, withReasons } from '../common/answers.ts';
import { problem } from '../common/calls.ts';
import { identifier, text } from '../common/fields.ts';
import type { Secrets } from '../common/secrets.ts';
import type { GatewayCall } from './gateway-calls.ts';
import { isClientId } from './identity.ts';
import { momentOf } from './moments.ts';
import { readRows } from './rows.ts';

const PATH = '/payment-applications';

/** What a gateway says that has no such call. */
const MISSING = { 404: 'not_offered', 405: 'not_offered' } as const;

/** @param call in the name of an access token; null where there is none */
export function paymentApplications(call: GatewayCall | null, secrets: Secrets): PaymentApplications {
  return {
    list: async (options) => {
      if (!call) return withoutToken();
      const answer = withReasons(await call('GET', PATH, options), MISSING);
      return parseWith(answer, (json) => found(parseList(json)));
    },
    create: async ({ name, webhookSecret }, options) => {
      if (!call) return withoutToken();
      if (webhookSecret !== null) secrets.learn(webhookSecret);
      const body = JSON.stringify({ name, ...(webhookSecret === null ? {} : { webhookSecret }) });
      const answer = withReasons(await call('POST', PATH, options, body), MISSING);
      return parseWith(answer, (json) => found(parseSingle(json)));
    },
  };
}

function withoutToken(): Extract<ProviderAnswer<never>, { readonly kind: 'rejected' }> {
  const told = problem('sign_in_needed', 'Payment applications need an access token', NO_FACTS);
  return { kind: 'rejected', problem: told, facts: NO_FACTS };
}

const application = z.object({
  id: identifier,
  name: z.string(),
  clientId: text,
  createdAt: z.unknown().optional(),
});

const single = z.object({ data: z.unknown() });

/** Reads the answer of `GET /payment-applications`; null when it is no list. */
export function parseList(json: unknown): PaymentApplicationList | null {
  const rows = readRows(json, parseApplication);
  return rows && { applications: rows.read, unreadable: rows.unreadable };
}

/** Reads the answer of `POST /payment-applications`, wrapped in `data` or not; null when it is of no known shape. */
export function parseSingle(json: unknown): PaymentApplication | null {
  const wrapped = single.safeParse(json);
  return parseApplication(wrapped.success ? (wrapped.data.data ?? json) : json);
}

function parseApplication(row: unknown): PaymentApplication | null {
  const parsed = application.safeParse(row);
  if (!parsed.success) return null;
  const { id, name, clientId, createdAt } = parsed.data;
  return {
    id,
    name,
    clientId: clientId != null && isClientId(clientId) ? clientId : null,
    createdAt: momentOf(createdAt),
  };
}
