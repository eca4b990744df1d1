import { createHash } from 'node:crypto';
import type { ProviderTransaction } from '../../domain/payment.ts';
import { type DeliveryBody, readBody } from './delivery-body.ts';
import { checkSignature, type RawDelivery } from './signature.ts';

/** The largest body that is read. */
export const DELIVERY_MAX_BYTES = 64 * 1024;

export type RefusalReason = 'too_large' | 'malformed' | 'bad_signature' | 'stale';

/**
 * What a delivery is worth. Only `proof` was said by the provider: its signature over the raw bytes was good. A `hint`
 * may come from anybody: it is a reason to ask the provider, and nothing of it is believed.
 */
export type Delivery =
  | {
      readonly kind: 'proof';
      /** Tells deliveries of the same thing apart from others: by `event_id`, else by id, status and amount. */
      readonly key: string;
      readonly transaction: ProviderTransaction;
    }
  | {
      readonly kind: 'hint';
      readonly key: string;
      readonly transactionId: string | null;
      readonly linkId: string | null;
      /** The sender's word, as it came. */
      readonly status: string | null;
    }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

export interface DeliveryRules {
  /** The webhook secret; null where none is at hand, and then everything is a hint. */
  readonly secret: string | null;
  /** By our clock, in milliseconds. */
  readonly nowMs: number;
  /** The provider's own parser of a transaction; null for what it cannot read. */
  readonly parseTransaction: (json: unknown) => ProviderTransaction | null;
}

/**
 * Judges one delivery. Never throws, whatever the bytes and headers are (T-8). A bad signature is refused before the
 * body is looked at; a delivery without one is not, since its sender could as well have left it out.
 */
export function readDelivery(raw: RawDelivery, rules: DeliveryRules): Delivery {
  if (raw.body.byteLength > DELIVERY_MAX_BYTES) return { kind: 'refused', reason: 'too_large' };
  const check = checkSignature(raw, rules.secret, rules.nowMs);
  if (check === 'bad_signature' || check === 'stale') return { kind: 'refused', reason: check };
  const body = readBody(raw.body);
  if (!body) return { kind: 'refused', reason: 'malformed' };
  const key = keyOf(body);
  const transaction = check === 'verified' ? readProof(body, rules) : null;
  if (transaction) return { kind: 'proof', key, transaction };
  return { kind: 'hint', key, transactionId: body.id, linkId: body.linkId, status: body.status };
}

/**
 * The transaction that a signed body tells of; null where it is about something else, or contradicts itself: what an
 * event is called and what its transaction says has to be one and the same.
 */
function readProof(body: DeliveryBody, { parseTransaction }: DeliveryRules): ProviderTransaction | null {
  if (body.event === null) return parseTransaction(body.transaction);
  const named = /^transaction\.(\w+)$/.exec(body.event)?.[1];
  if (named === undefined) return null;
  if (body.status !== null && body.status.toLowerCase() !== named.toLowerCase()) return null;
  return parseTransaction({ ...body.transaction, status: body.status ?? named });
}

/** Of one length, however long the names are that a stranger sends: ten thousand of them are kept. */
function keyOf({ eventId, id, linkId, reference, status, amount }: DeliveryBody): string {
  const names = eventId === null ? [id ?? [linkId, reference], status, amount] : [eventId];
  return createHash('sha256').update(JSON.stringify(names)).digest('base64url');
}
