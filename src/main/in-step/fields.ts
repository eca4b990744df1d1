import type { CurrencyCode } from '../../domain/currency.ts';
import type { PartnerProduct } from '../ports-shop.ts';
import type { MappingRow } from './mapping-store.ts';

/** A variant of our catalogue as a product at the provider. */
export interface OurProduct {
  readonly variantId: string;
  /** With the variant's name. */
  readonly header: string;
  readonly text: string;
  /** Above 0: nothing is collected by link for nothing. */
  readonly priceMinor: number;
  /** The name of the image's file. */
  readonly image: string | null;
  /** The partner's id that somebody has written on the product itself. */
  readonly linkedId: string | null;
}

export const FIELDS = ['header', 'text', 'price', 'quantity', 'image'] as const;
export type Field = (typeof FIELDS)[number];

/** What one payment buys. Ours are sold one by one, or by the kilogram. */
export const QUANTITY = '1';

/** What was sent last, and what the provider then told: null where it is not known. */
export type LastSeen = Pick<
  MappingRow,
  | 'sent_header'
  | 'sent_text'
  | 'sent_price_minor'
  | 'sent_image'
  | 'told_header'
  | 'told_text'
  | 'told_price_minor'
  | 'told_currency'
  | 'told_quantity'
  | 'told_image_url'
>;

export interface FieldState {
  readonly field: Field;
  /**
   * `same`; `differs`: to be sent; `otherwise`: the provider keeps what was sent in a form of its own, and sending it
   * again would change nothing.
   */
  readonly state: 'same' | 'differs' | 'otherwise';
  readonly changedElsewhere: boolean;
}

/** Compares one product field by field, by what was sent and told when it was brought into step. */
export function compareFields(
  ours: OurProduct,
  theirs: PartnerProduct,
  last: LastSeen,
  currency: CurrencyCode,
): readonly FieldState[] {
  return FIELDS.map((field) => {
    const told = toldIs(field, theirs, last);
    if (isSame(field, ours, theirs, { last, currency }))
      return { field, state: 'same', changedElsewhere: false };
    const settled = told === true && sentIs(field, ours, last);
    return { field, state: settled ? 'otherwise' : 'differs', changedElsewhere: told === false };
  });
}

/** What has to be sent where the provider tells no list: ours, compared with what was sent last. */
export function unsentFields(ours: OurProduct, last: LastSeen): readonly Field[] {
  return FIELDS.filter((field) => !sentIs(field, ours, last));
}

interface Beside {
  readonly last: LastSeen;
  readonly currency: CurrencyCode;
}

function isSame(field: Field, ours: OurProduct, theirs: PartnerProduct, { last, currency }: Beside): boolean {
  switch (field) {
    case 'header':
      return sameText(ours.header, theirs.header);
    case 'text':
      return sameText(ours.text, theirs.text);
    case 'price':
      return theirs.price.amountMinor === ours.priceMinor && theirs.price.currency === currency;
    case 'quantity':
      return theirs.quantity === QUANTITY;
    case 'image':
      if (ours.image === null) return theirs.imageUrl === null;
      return (
        last.sent_image === ours.image && theirs.imageUrl !== null && theirs.imageUrl === last.told_image_url
      );
  }
}

function sentIs(field: Field, ours: OurProduct, last: LastSeen): boolean {
  if (last.sent_header === null) return false;
  switch (field) {
    case 'header':
      return last.sent_header === ours.header;
    case 'text':
      return last.sent_text === ours.text;
    case 'price':
      return last.sent_price_minor === ours.priceMinor;
    case 'quantity':
      return true;
    case 'image':
      return last.sent_image === ours.image;
  }
}

/** Whether theirs is what they told when it was last brought into step; null where that is not known. */
function toldIs(field: Field, theirs: PartnerProduct, last: LastSeen): boolean | null {
  if (last.told_header === null) return null;
  switch (field) {
    case 'header':
      return last.told_header === theirs.header;
    case 'text':
      return last.told_text === theirs.text;
    case 'price':
      return (
        last.told_price_minor === theirs.price.amountMinor && last.told_currency === theirs.price.currency
      );
    case 'quantity':
      return last.told_quantity === theirs.quantity;
    case 'image':
      return last.told_image_url === theirs.imageUrl;
  }
}

/** What a create has asked for. */
export interface SentProduct {
  readonly header: string;
  readonly text: string;
  readonly priceMinor: number;
}

/** Whether theirs may be what a create has made: everything but the image, whose address is the provider's. */
export function isEqualTo(sent: SentProduct, theirs: PartnerProduct, currency: CurrencyCode): boolean {
  return (
    sameText(sent.header, theirs.header) &&
    sameText(sent.text, theirs.text) &&
    theirs.price.amountMinor === sent.priceMinor &&
    theirs.price.currency === currency &&
    theirs.quantity === QUANTITY
  );
}

/** Spaces and the way in which letters are composed are the provider's to keep or to change. */
function sameText(one: string, other: string): boolean {
  return one === other || tidy(one) === tidy(other);
}

export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
