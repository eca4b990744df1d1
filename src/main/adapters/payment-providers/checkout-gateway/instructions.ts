import { z } from 'zod';
import type { PayerChoice, PayerInstructions, PayerMethod, PayerMethodList } from '../../../ports-gateway.ts';
import { text } from '../common/fields.ts';
import { momentOf } from './moments.ts';
import { readRows } from './rows.ts';

const method = z.object({
  provider: z.string().min(1),
  method: z.string().min(1),
  name: text,
  currency: text,
});

/** Reads the answer of `GET /checkout/{id}/payment-methods`; null when it is no list. */
export function parseMethods(json: unknown): PayerMethodList | null {
  const rows = readRows(json, (row): PayerMethod | null => {
    const parsed = method.safeParse(row);
    if (!parsed.success) return null;
    return { ...parsed.data, name: parsed.data.name || null, currency: parsed.data.currency || null };
  });
  return rows && { methods: rows.read, unreadable: rows.unreadable };
}

/** What a code says; longer ones would be pictures, or no phone could read them. */
const QR_MAX = 1000;
const DETAIL_MAX = 1000;
const DETAILS_MAX = 40;
const DEPTH_MAX = 3;

const fields = z.record(z.string(), z.unknown());
const answered = z.union([z.object({ data: fields }).transform(({ data }) => data), fields]);

/**
 * Reads the answer of the instructions. What is not known of it is kept as it was told, because whoever pays needs all
 * of it.
 * @returns null when it tells nothing that anybody could pay by
 */
export function parseInstructions(json: unknown, choice: PayerChoice): PayerInstructions | null {
  const parsed = answered.safeParse(json);
  if (!parsed.success) return null;
  const rest = new Map(Object.entries(parsed.data));
  /** Takes a text out of what is left; anything else stays among the details. */
  const take = (name: string): string | null => {
    const value = rest.get(name);
    if (typeof value !== 'string' || value.trim() === '') return null;
    rest.delete(name);
    return value;
  };
  const provider = take('provider') ?? choice.provider;
  const paidBy = take('method') ?? choice.method;
  const address = take('address');
  const account = address === null ? take('account') : null;
  const qr = take('qr');
  const instructions: PayerInstructions = {
    provider,
    method: paidBy,
    destination: destinationOf(address, account),
    amountText: take('amount'),
    currency: take('currency'),
    network: take('network'),
    expiresAt: takeInstant(rest),
    qrText: qr !== null && qr.length <= QR_MAX && !/^data:/i.test(qr) ? qr : null,
    details: detailsOf(rest),
  };
  const { destination, qrText, details } = instructions;
  return destination === null && qrText === null && details.length === 0 ? null : instructions;
}

function destinationOf(address: string | null, account: string | null): PayerInstructions['destination'] {
  if (address !== null) return { kind: 'address', text: address };
  return account === null ? null : { kind: 'account', text: account };
}

/** A time in a form that nobody knows stays among the details, as it was told. */
function takeInstant(rest: Map<string, unknown>): string | null {
  const instant = momentOf(rest.get('expiresAt'));
  if (instant !== null) rest.delete('expiresAt');
  return instant;
}

type Detail = PayerInstructions['details'][number];

function detailsOf(rest: ReadonlyMap<string, unknown>): readonly Detail[] {
  return [...rest].flatMap(([name, value]) => detailOf(name, value, 1)).slice(0, DETAILS_MAX);
}

function detailOf(name: string, value: unknown, depth: number): readonly Detail[] {
  if (typeof value === 'object' && value !== null) {
    if (depth >= DEPTH_MAX) return [];
    return Object.entries(value).flatMap(([inner, told]) => detailOf(`${name}.${inner}`, told, depth + 1));
  }
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const told = String(value).trim();
  return told === '' || told.length > DETAIL_MAX || /^data:/i.test(told) ? [] : [{ name, text: told }];
}
