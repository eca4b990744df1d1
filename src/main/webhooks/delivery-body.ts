import { z } from 'zod';

/** What the body of a delivery says of itself, in either of its forms, before anything of it is believed. */
export interface DeliveryBody {
  /** Of an envelope. */
  readonly eventId: string | null;
  /** Of an envelope: what has happened, such as `transaction.charged`. Null for the flat form. */
  readonly event: string | null;
  readonly id: string | null;
  readonly linkId: string | null;
  readonly reference: string | null;
  readonly status: string | null;
  readonly amount: string | null;
  /** The transaction as the sender wrote it. */
  readonly transaction: object;
}

/** Longer than any id or word that is known; what is longer counts as missing, so that nothing of it is kept. */
const LONGEST = 200;

const word = z.string().min(1).max(LONGEST).nullish().catch(null);
const name = z.union([z.string().min(1).max(LONGEST), z.number().transform(String)]);
const identifier = name.nullish().catch(null);
/** An id, or an object that has one. */
const pointer = z
  .union([name, z.object({ id: name }).transform(({ id }) => id)])
  .nullish()
  .catch(null);

const outer = z.object({ event_id: identifier, type: word, data: z.unknown().optional() });

const inner = z.object({ id: identifier, link: pointer, txid: identifier, status: word, amount: identifier });

/**
 * Reads the flat form (`{"type","link","txid","id","status","amount",…}`) or the envelope
 * (`{"event_id","timestamp","type","data":{…}}`). Members may be missing, be of another type, or be new.
 * @returns null when it is not JSON in UTF-8, or names nothing that could be looked for
 */
export function readBody(bytes: Uint8Array): DeliveryBody | null {
  const json = parseJson(bytes);
  const whole = outer.safeParse(json);
  if (!whole.success || !isObject(json)) return null;
  const { event_id: eventId, type, data } = whole.data;
  const isEnvelope = isObject(data);
  const transaction = isEnvelope ? data : json;
  const { id, link, txid, status, amount } = inner.parse(transaction);
  const body = {
    eventId: eventId ?? null,
    event: isEnvelope ? (type ?? '') : null,
    id: id ?? null,
    linkId: link ?? null,
    reference: txid ?? null,
    status: status ?? null,
    amount: amount ?? null,
    transaction,
  };
  const names = [body.eventId, body.id, body.linkId, body.reference];
  return names.some((name) => name !== null) ? body : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
