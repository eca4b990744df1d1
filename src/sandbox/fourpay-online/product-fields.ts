import { type JsonObject, isText, isWholeNumber } from '../json-value.ts';
import type { ProductRecord } from './product-record.ts';
import type { FieldProblem } from './validation.ts';

/** What a caller may set on a product. */
export type ProductFields = Pick<
  ProductRecord,
  'header' | 'text' | 'priceMinor' | 'currency' | 'qty' | 'image'
>;

/** The fields, or everything that is wrong with them. */
export type ProductFieldsResult =
  | { readonly fields: ProductFields }
  | { readonly problems: readonly FieldProblem[] };

/** A draft that notes problems instead of stopping at the first. */
interface Reader {
  readonly body: JsonObject;
  readonly problems: FieldProblem[];
}

/** One member: what it is when absent, else what it reads as. Undefined is what cannot be taken. */
function field<T>(
  { body, problems }: Reader,
  name: string,
  absent: T | undefined,
  read: (value: unknown) => T | undefined,
  message: string,
): T | undefined {
  const value = body[name] === undefined ? absent : read(body[name]);
  if (value === undefined) problems.push({ field: name, message });
  return value;
}

const textOrNull = (value: unknown): string | null | undefined =>
  value === null || isText(value) ? value : undefined;

const imageOrNull = (value: unknown): string | null | undefined =>
  value === null || (isText(value) && URL.canParse(value)) ? value : undefined;

const textLike =
  (pattern: RegExp) =>
  (value: unknown): string | undefined =>
    isText(value) && pattern.test(value) ? value : undefined;

const priceOf = (value: unknown): number | undefined =>
  isWholeNumber(value) && value > 0 ? value : undefined;

/**
 * Reads the body of POST and PATCH /products. With `current`, absent members keep their value; else `header` and
 * `price` have to be there, and the rest is as the docs say. Unknown members are ignored, as on links.
 */
export function readProductFields(body: JsonObject, current: ProductFields | null): ProductFieldsResult {
  const reader: Reader = { body, problems: [] };
  const was: Partial<ProductFields> = current ?? { text: null, currency: 'RUB', qty: '1', image: null };
  const header = field(reader, 'header', was.header, textLike(/\S/), 'must be a name');
  const text = field(reader, 'text', was.text, textOrNull, 'must be a text');
  const price = 'must be an integer greater than 0, in the smallest currency unit';
  const priceMinor = field(reader, 'price', was.priceMinor, priceOf, price);
  const code = 'must be a three-letter ISO 4217 code';
  const currency = field(reader, 'currency', was.currency, textLike(/^[A-Z]{3}$/), code);
  const number = textLike(/^\d{1,9}(?:\.\d{1,9})?$/);
  const qty = field(reader, 'qty', was.qty, number, 'must be a string with a number');
  const image = field(reader, 'image', was.image, imageOrNull, 'must be the URL of an uploaded image');
  if (
    header === undefined ||
    text === undefined ||
    priceMinor === undefined ||
    currency === undefined ||
    qty === undefined ||
    image === undefined
  ) {
    return { problems: reader.problems };
  }
  return { fields: { header, text, priceMinor, currency, qty, image } };
}
