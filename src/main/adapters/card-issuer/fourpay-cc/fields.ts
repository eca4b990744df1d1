import { canonicalDecimal, type DecimalAmount } from '../../../../domain/decimal-amount.ts';
import { toIso } from '../../payment-providers/common/instants.ts';

/**
 * What an object of an answer tells, by plain names: the documents write some of them with capitals and some with
 * underscores, and leave most open. What is null counts as not told.
 */
export type Fields = ReadonlyMap<string, unknown>;

const ID_MAX = 200;
const TEXT_MAX = 500;
const CURRENCY_MAX = 20;

/** Null for anything but an object. */
export function fieldsOf(json: unknown): Fields | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(json)) {
    const known = plainName(name);
    if (value !== null && value !== undefined && !fields.has(known)) fields.set(known, value);
  }
  return fields;
}

/** `first_name`, `firstName` and `FirstName` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** What the first of these plain names tells that tells anything; undefined where none does. */
export function valueIn(fields: Fields, ...names: readonly string[]): unknown {
  const name = names.find((known) => fields.has(known));
  return name === undefined ? undefined : fields.get(name);
}

/**
 * A text or a number, cut to what anybody reads; null for anything else. Without card numbers: whoever has written it
 * may have put one in (SEC-10).
 */
export function textIn(fields: Fields, ...names: readonly string[]): string | null {
  const text = writtenIn(fields, ...names);
  return text === null ? null : withoutCardNumbers(text);
}

/** The same as it is written: of what may look like a card number and is none, as a telephone's. */
export function writtenIn(fields: Fields, ...names: readonly string[]): string | null {
  const value = valueIn(fields, ...names);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.slice(0, TEXT_MAX) : null;
}

/** An id as a text; null where it is missing or not to be told from another. */
export function idIn(fields: Fields, ...names: readonly string[]): string | null {
  const value = valueIn(fields, ...names);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === 'string' && value !== '' && value.length <= ID_MAX ? value : null;
}

/** A whole number from 0 on, or digits. */
export function countIn(fields: Fields, ...names: readonly string[]): number | null {
  const value = valueIn(fields, ...names);
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

export function flagIn(fields: Fields, ...names: readonly string[]): boolean | null {
  const value = valueIn(fields, ...names);
  return typeof value === 'boolean' ? value : null;
}

/** The currency of a row, as the issuer writes it. */
export function currencyIn(fields: Fields): string | null {
  const text = textIn(fields, 'currency', 'currencycode');
  return text === null || text === '' || text.length > CURRENCY_MAX ? null : text;
}

/** ISO 8601 or Unix time, in ISO 8601; null for anything else. */
export function momentIn(fields: Fields, ...names: readonly string[]): string | null {
  const value = valueIn(fields, ...names);
  const iso = typeof value === 'number' ? ofUnix(value) : toIso(typeof value === 'string' ? value : null);
  return iso !== null && /^\d{4}-/.test(iso) ? iso : null;
}

/** From here on Unix time is in milliseconds. */
const MILLISECONDS_FROM = 1e11;

function ofUnix(time: number): string | null {
  const ms = time < MILLISECONDS_FROM ? time * 1000 : time;
  return ms >= 0 && ms < 1e14 ? new Date(Math.round(ms)).toISOString() : null;
}

/**
 * @param currency null where it is not known: an amount without one is none
 * @returns null where none is told, undefined where one is told that cannot be read exactly
 */
export function amountIn(
  fields: Fields,
  currency: string | null,
  ...names: readonly string[]
): DecimalAmount | null | undefined {
  const value = valueIn(fields, ...names);
  if (value === undefined) return null;
  const decimal = readDecimal(value);
  return decimal === null || currency === null ? undefined : { decimal, currency };
}

const DECIMAL = /^([+-]?)(\d{1,80})(?:\.(\d{1,80}))?(?:e([+-]?\d{1,2}))?$/i;

/**
 * A decimal number, as a text or as a JSON number that is exact: in its canonical form. Zero may come as "0E-9".
 * @returns null for anything that is not exactly one of at most nine decimals
 */
export function readDecimal(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const match = DECIMAL.exec(String(value).trim());
  if (!match) return null;
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = match;
  const digits = whole + decimals;
  const point = whole.length + Number(exponent);
  const padded = point > 0 ? digits.padEnd(point, '0') : digits.padStart(digits.length + 1 - point, '0');
  const at = Math.max(point, 1);
  const plain = `${sign}${padded.slice(0, at)}${padded.length > at ? `.${padded.slice(at)}` : ''}`;
  const canonical = canonicalDecimal(plain);
  return canonical.ok ? canonical.value : null;
}

/** Longer or deeper than anybody reads. */
const NAMED_MAX = 100;
const NAMED_DEPTH = 3;

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What an object or a list of objects tells, as names and texts; a number that is not exact is left out. */
export function namedTexts(value: unknown): readonly NamedText[] {
  return flatten('', value, 0).slice(0, NAMED_MAX);
}

function flatten(name: string, value: unknown, depth: number): readonly NamedText[] {
  const text = scalarText(value);
  if (text !== null) return [{ name: withoutCardNumbers(name), text }];
  if (typeof value !== 'object' || value === null || depth >= NAMED_DEPTH) return [];
  const listed = Array.isArray(value);
  return Object.entries(value)
    .slice(0, NAMED_MAX)
    .flatMap(([key, member]) => {
      const inside = listed ? nameOf(member, key) : key;
      return flatten(name === '' ? inside : `${name}.${inside}`, withoutName(member, listed), depth + 1);
    });
}

const NAMES = ['name', 'type', 'title'];

function nameOf(member: unknown, key: string): string {
  const fields = fieldsOf(member);
  return (fields && textIn(fields, ...NAMES)) ?? String(Number(key) + 1);
}

function withoutName(member: unknown, listed: boolean): unknown {
  if (!listed || typeof member !== 'object' || member === null || Array.isArray(member)) return member;
  const entries = Object.entries(member);
  const named = NAMES.find((name) => entries.some(([key]) => plainName(key) === name));
  return Object.fromEntries(entries.filter(([key]) => plainName(key) !== named));
}

function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return withoutCardNumbers(value.slice(0, TEXT_MAX));
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'boolean' ? String(value) : null;
}

/** Digits in one piece or in groups, on their own: no part of a UUID, an address or a longer word. */
const LIKE_CARD = /(?<![\w-])(?:\d(?: ?\d){12,18}|\d{4}(?:-\d{4}){3})(?![\w-])/g;

/** Puts the last four digits in the place of every card number in a text (SEC-10). */
export function withoutCardNumbers(text: string): string {
  return text.replace(LIKE_CARD, (found) => {
    const digits = found.replace(/\D/g, '');
    return isCardNumber(digits) ? `•••• ${digits.slice(-4)}` : found;
  });
}

/** By Luhn's check digit. */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
