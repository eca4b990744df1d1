import { type JsonObject, isText, isWholeNumber } from '../json-value.ts';
import type { CheckoutRecord } from './checkout-record.ts';
import type { FieldErrors } from './gateway-errors.ts';

/** What a caller says about a checkout. */
export interface CheckoutFields
  extends Pick<
    CheckoutRecord,
    'amountMinor' | 'currency' | 'reference' | 'label' | 'clientId' | 'redirectUrl'
  > {
  /** Null: it names no end. */
  readonly expiresMs: number | null;
}

/** The fields, or what is wrong with them. */
export type CheckoutFieldsResult = { readonly fields: CheckoutFields } | { readonly errors: FieldErrors };

const longestText = 255;
const clientIdLength = 32;

/** Reads members and notes what is wrong instead of stopping at the first. */
interface Reader {
  readonly body: JsonObject;
  readonly errors: Record<string, readonly string[]>;
}

/** A member that has to be there; `read` gives null for what is not taken. */
function required<T>(
  { body, errors }: Reader,
  field: string,
  read: (value: unknown) => T | null,
  message: string,
): T | null {
  const value = read(body[field]);
  if (value === null) errors[field] = [`The ${field} ${message}.`];
  return value;
}

/** A member that may be null or absent. */
function optional<T>(
  reader: Reader,
  field: string,
  read: (value: unknown) => T | null,
  message: string,
): T | null {
  return (reader.body[field] ?? null) === null ? null : required(reader, field, read, message);
}

const readAmount = (value: unknown): number | null => (isWholeNumber(value) && value > 0 ? value : null);

const readCurrency = (value: unknown): string | null =>
  isText(value) && /^[A-Z]{3}$/.test(value) ? value : null;

const readShortText = (value: unknown): string | null =>
  isText(value) && value.trim() !== '' && value.length <= longestText ? value : null;

const readClientId = (value: unknown): string | null =>
  isText(value) && value.length === clientIdLength ? value : null;

// The page of the payer offers the address as a link: a `javascript:` one must not get there.
function readWebAddress(value: unknown): string | null {
  return isText(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) ? value : null;
}

/** ISO 8601 with its zone, later than now; rounded down to the second that the page's address can carry. */
function readEnd(value: unknown, nowMs: number): number | null {
  const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
  if (!isText(value) || !withZone.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) || ms <= nowMs ? null : Math.floor(ms / 1000) * 1000;
}

/** Reads the body of POST /api/payment/checkout. Unknown members are ignored. */
export function readCheckoutFields(
  body: JsonObject,
  nowMs: number,
  onlyCurrency: string | null,
): CheckoutFieldsResult {
  const reader: Reader = { body, errors: {} };
  const amountMinor = required(reader, 'amount', readAmount, 'must be an integer above 0, in the minor unit');
  const currency = required(
    reader,
    'currencyCode',
    (value) => (onlyCurrency === null || value === onlyCurrency ? readCurrency(value) : null),
    'must be an ISO 4217 code that is taken here',
  );
  const reference = required(reader, 'reference', readShortText, `must have 1 to ${longestText} characters`);
  const label = required(reader, 'referenceLabel', readShortText, `must have 1 to ${longestText} characters`);
  const clientId = required(reader, 'clientId', readClientId, `must have ${clientIdLength} characters`);
  const redirectUrl = optional(reader, 'redirectUrl', readWebAddress, 'must be a web address');
  const expiresMs = optional(
    reader,
    'expiresAt',
    (value) => readEnd(value, nowMs),
    'must be a moment in the future, in ISO 8601 with its zone',
  );
  if (amountMinor === null || currency === null || reference === null) return { errors: reader.errors };
  if (label === null || clientId === null || Object.keys(reader.errors).length > 0) {
    return { errors: reader.errors };
  }
  return { fields: { amountMinor, currency, reference, label, clientId, redirectUrl, expiresMs } };
}
