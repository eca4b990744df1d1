import { type JsonObject, isJsonObject, isText, readAmountMinor } from '../json-value.ts';
import type { HostedRecord } from './hosted-record.ts';
import { type Environment, isEnvironment } from './transaction-record.ts';
import type { FieldProblem } from './validation.ts';

/** What a caller says about a hosted payment. */
export interface HostedFields
  extends Pick<HostedRecord, 'returnUrl' | 'failUrl' | 'description' | 'metadata' | 'lang'> {
  readonly amountMinor: number;
  readonly currency: string;
  readonly txid: string;
  readonly env: Environment;
}

/** The fields, or everything that is wrong with them. */
export type HostedFieldsResult =
  | { readonly fields: HostedFields }
  | { readonly problems: readonly FieldProblem[] };

const longestTxid = 128;

/** Reads members and notes problems instead of stopping at the first. */
interface Reader {
  readonly params: JsonObject;
  readonly problems: FieldProblem[];
}

/** A member that has to be there; `read` gives null for what is not taken. */
function required<T>(
  { params, problems }: Reader,
  field: string,
  read: (value: unknown) => T | null,
  message: string,
): T | null {
  const value = read(params[field]);
  if (value === null) problems.push({ field, message });
  return value;
}

/** A member that may be null or absent. */
function optional<T>(
  reader: Reader,
  field: string,
  check: (value: unknown) => value is T,
  message: string,
): T | null {
  const value = reader.params[field] ?? null;
  return value === null ? null : required(reader, field, (given) => (check(given) ? given : null), message);
}

// The page of the payer offers the address as a link: a `javascript:` one must not get there.
function isWebAddress(value: unknown): value is string {
  return isText(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function readTxid(value: unknown): string | null {
  return isText(value) && value.trim() !== '' && value.length <= longestTxid ? value : null;
}

const word =
  (known: unknown) =>
  (value: unknown): true | null =>
    value === known ? true : null;

/** Reads `params` of POST /transactions. Unknown members are ignored, as on links. */
export function readHostedFields(params: JsonObject): HostedFieldsResult {
  const reader: Reader = { params, problems: [] };
  required(reader, 'type', word('payment'), 'must be payment');
  required(reader, 'hosted', word(true), 'must be true: the payer enters the card on our page');
  const amountMinor = required(
    reader,
    'amount',
    readAmountMinor,
    'must be an integer greater than 0 in the smallest currency unit, or its digits',
  );
  const readCurrency = (value: unknown): string | null =>
    isText(value) && /^[A-Z]{3}$/.test(value) ? value : null;
  const currency = required(reader, 'currency', readCurrency, 'must be a three-letter ISO 4217 code');
  const txid = required(reader, 'txid', readTxid, `must be a text of 1 to ${longestTxid} characters`);
  const optionals = {
    // Nobody asks twice: what does not say that it is a test moves real money.
    env: optional(reader, 'env', isEnvironment, 'must be test or prod') ?? 'prod',
    returnUrl: optional(reader, 'returnUrl', isWebAddress, 'must be a web address'),
    failUrl: optional(reader, 'failUrl', isWebAddress, 'must be a web address'),
    description: optional(reader, 'description', isText, 'must be a text'),
    metadata: optional(reader, 'metadata', isJsonObject, 'must be an object'),
    lang: optional(reader, 'lang', isText, 'must be a text'),
  } as const;
  if (reader.problems.length > 0 || amountMinor === null || currency === null || txid === null) {
    return { problems: reader.problems };
  }
  return { fields: { ...optionals, amountMinor, currency, txid } };
}
