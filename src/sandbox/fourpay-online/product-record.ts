import { type JsonObject, isText, isWholeNumber, member, memberOrNull } from '../json-value.ts';

/** A product as the books keep it. */
export interface ProductRecord {
  /** Its place in the order of creation; tells rows of one millisecond apart. */
  readonly sequence: number;
  readonly id: string;
  readonly partnerId: number;
  readonly createdMs: number;
  readonly header: string;
  readonly text: string | null;
  /** Minor units. */
  readonly priceMinor: number;
  readonly currency: string;
  /** How much of it the price is for, as the caller wrote it. Not a stock. */
  readonly qty: string;
  readonly image: string | null;
  /** Null while it lives. A deleted product stays in the books, and on no link. */
  readonly deletedMs: number | null;
  /** How often the payer page was opened. */
  readonly views: number;
}

/** Reads a product from the state file. Throws when it is damaged. */
export function readProductRecord(row: JsonObject): ProductRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    partnerId: member(row, 'partnerId', isWholeNumber),
    createdMs: member(row, 'createdMs', isWholeNumber),
    header: member(row, 'header', isText),
    text: memberOrNull(row, 'text', isText),
    priceMinor: member(row, 'priceMinor', isWholeNumber),
    currency: member(row, 'currency', isText),
    qty: member(row, 'qty', isText),
    image: memberOrNull(row, 'image', isText),
    deletedMs: memberOrNull(row, 'deletedMs', isWholeNumber),
    views: member(row, 'views', isWholeNumber),
  };
}
