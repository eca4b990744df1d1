import { type JsonObject, isJsonObject, isTextList, isWholeNumber } from '../json-value.ts';
import { type AmountType, type LinkRecord, isAmountType } from './link-record.ts';
import type { FieldProblem } from './validation.ts';

/** What a caller may set on a link. */
export type LinkFields = Pick<
  LinkRecord,
  'amountMinor' | 'currency' | 'amountType' | 'methods' | 'productIds' | 'image'
>;

/** The fields, or everything that is wrong with them. */
export type LinkFieldsResult =
  | { readonly fields: LinkFields }
  | { readonly problems: readonly FieldProblem[] };

/** A draft that notes problems instead of stopping at the first. */
interface Reader {
  readonly body: JsonObject;
  /** The link as it is (PATCH), or null (POST): then what is required must be there. */
  readonly current: LinkFields | null;
  readonly problems: FieldProblem[];
}

function complain(reader: Reader, field: string, message: string): void {
  reader.problems.push({ field, message });
}

function readAmountType(reader: Reader): AmountType {
  const value = reader.body['amount_type'];
  if (value === undefined && reader.current !== null) return reader.current.amountType;
  if (isAmountType(value)) return value;
  complain(reader, 'amount_type', 'must be fixed or dynamic');
  return 'fixed';
}

function readCurrency(reader: Reader, amount: JsonObject): string {
  const value = amount['currency'];
  if (typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value;
  complain(reader, 'amount.currency', 'must be a three-letter ISO 4217 code');
  return '';
}

function readAmountMinor(reader: Reader, amount: JsonObject, type: AmountType): number | null {
  const value = amount['default'];
  if (isWholeNumber(value) && value > 0) return value;
  // The payer of a dynamic link enters the amount; a suggestion may be missing. On PATCH that would be half an amount.
  const unsaid = value === undefined && reader.current === null;
  if (type === 'dynamic' && (unsaid || value === null || value === 0)) return null;
  complain(reader, 'amount.default', 'must be an integer greater than 0, in the smallest currency unit');
  return null;
}

function readAmount(reader: Reader, type: AmountType): Pick<LinkFields, 'amountMinor' | 'currency'> {
  const value = reader.body['amount'];
  if (isJsonObject(value)) {
    return { currency: readCurrency(reader, value), amountMinor: readAmountMinor(reader, value, type) };
  }
  if (value !== undefined || reader.current === null) {
    complain(reader, 'amount', 'must be an object with default and currency');
    return { currency: '', amountMinor: null };
  }
  const { amountMinor, currency } = reader.current;
  if (type === 'fixed' && amountMinor === null) complain(reader, 'amount', 'is required for a fixed link');
  return { amountMinor, currency };
}

function readMethods(reader: Reader): readonly string[] {
  const config = reader.body['pay_config'];
  if (config === undefined && reader.current !== null) return reader.current.methods;
  const methods = isJsonObject(config) ? config['methods'] : undefined;
  if (isTextList(methods) && methods.length > 0 && !methods.includes('')) return methods;
  complain(reader, 'pay_config.methods', 'must be a list of payment methods, with at least one');
  return [];
}

function readProductIds(reader: Reader): readonly string[] {
  const value = reader.body['products'];
  if (value === undefined) return reader.current?.productIds ?? [];
  if (isTextList(value)) return value;
  complain(reader, 'products', 'must be a list of product UUIDs');
  return [];
}

function readImage(reader: Reader): string | null {
  const value = reader.body['image'];
  if (value === undefined) return reader.current?.image ?? null;
  if (value === null || (typeof value === 'string' && URL.canParse(value))) return value;
  complain(reader, 'image', 'must be the URL of an uploaded image');
  return null;
}

/**
 * Reads the body of POST and PATCH /links. With `current`, absent members keep their value; `amount` is taken
 * whole, so half of it is a problem. Unknown members are ignored, as the docs' own examples carry more or fewer.
 */
export function readLinkFields(body: JsonObject, current: LinkFields | null): LinkFieldsResult {
  const reader: Reader = { body, current, problems: [] };
  const amountType = readAmountType(reader);
  const fields: LinkFields = {
    amountType,
    ...readAmount(reader, amountType),
    methods: readMethods(reader),
    productIds: readProductIds(reader),
    image: readImage(reader),
  };
  return reader.problems.length > 0 ? { problems: reader.problems } : { fields };
}
