import { type Gs1Element, type SplitProblem, splitElements } from './gs1-elements.ts';
import { isGtin } from './gtin.ts';
import { err, ok, type Result } from './result.ts';

/** A decimal number as a code carries it: its digits, and how many of them are behind the point. */
export interface CodedNumber {
  readonly digits: number;
  readonly decimals: number;
}

/** What the till takes from a GS1 element string. */
export interface Gs1Reading {
  readonly elements: readonly Gs1Element[];
  /** (01), 14 digits with their check digit right; null where the code names no item. */
  readonly gtin: string | null;
  /** (21). */
  readonly serial: string | null;
  /** (17), else the day of (7003), as YYYY-MM-DD; the item may be sold on that day. */
  readonly expiresOn: string | null;
  /** (310x): net weight in kilograms. */
  readonly weight: CodedNumber | null;
  /** (392x), (393x): what is to be paid for the item. */
  readonly price: (CodedNumber & { readonly currencyNumber: string | null }) | null;
}

export type Gs1Problem = SplitProblem | 'check_digit' | 'date';

/**
 * Reads a GS1 element string: separators are GS (U+001D), brackets, or missing. No symbology identifier in front.
 * @param today YYYY-MM-DD: decides the century of its dates
 */
export function readGs1(text: string, today: string): Result<Gs1Reading, Gs1Problem> {
  const split = splitElements(text);
  if (!split.ok) return split;
  const values = new Map<string, string>();
  for (const { ai, value } of split.value) {
    if (values.has(ai) && values.get(ai) !== value) return err('structure');
    values.set(ai, value);
  }
  const gtin = values.get('01') ?? null;
  if (gtin !== null && !isGtin(gtin)) return err('check_digit');
  const days = DATES.map((ai) => dayOf(values.get(ai), today));
  const expiry = dayOf(values.get('17') ?? values.get('7003')?.slice(0, 6), today);
  if (expiry === undefined || days.includes(undefined)) return err('date');
  return ok({
    elements: split.value,
    gtin,
    serial: values.get('21') ?? null,
    expiresOn: expiry,
    weight: measureOf(split.value, /^310(\d)$/),
    price: priceOf(split.value),
  });
}

/** Produced, packed, best before, sell by: not used, but a code with an impossible one is damaged. */
const DATES: readonly string[] = ['11', '13', '15', '16', '17'];

/** @returns null where there is none, undefined where it is no date */
function dayOf(value: string | undefined, today: string): string | null | undefined {
  return value === undefined ? null : (gs1Date(value, today) ?? undefined);
}

/**
 * A date of six digits, YYMMDD. Day 00 is the last of the month. The year is the one within 49 years before and 50
 * after today that ends so (GS1 General Specifications, 7.12).
 * @returns YYYY-MM-DD; null when there is no such day
 */
export function gs1Date(digits: string, today: string): string | null {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (!match) return null;
  const [yy, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const thisYear = Number(today.slice(0, 4));
  const century = thisYear - (thisYear % 100);
  const away = yy - (thisYear % 100);
  const year = century + yy + (away >= 51 ? -100 : away <= -50 ? 100 : 0);
  if (month < 1 || month > 12) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > last) return null;
  return `${year}-${two(month)}-${two(day === 0 ? last : day)}`;
}

const two = (number: number): string => String(number).padStart(2, '0');

function measureOf(elements: readonly Gs1Element[], pattern: RegExp): CodedNumber | null {
  for (const { ai, value } of elements) {
    const decimals = pattern.exec(ai)?.[1];
    if (decimals !== undefined) return { digits: Number(value), decimals: Number(decimals) };
  }
  return null;
}

function priceOf(elements: readonly Gs1Element[]): Gs1Reading['price'] {
  const plain = measureOf(elements, /^392(\d)$/);
  if (plain) return { ...plain, currencyNumber: null };
  const found = elements.find(({ ai }) => /^393\d$/.test(ai));
  if (!found) return null;
  const { ai, value } = found;
  return {
    digits: Number(value.slice(3)),
    decimals: Number(ai[3]),
    currencyNumber: value.slice(0, 3),
  };
}
