import { QUARTER_MS, type Span } from './shop-days.ts';

/**
 * Ranges as terms of an index that only knows words.
 *
 * A value stands in the index under itself and under every coarser step that contains it; a range is asked for as
 * the fewest steps that fill it exactly. Finding is then exact, without looking at a single row.
 */

/** An amount stands under all its leading digits: 1234 is 1234, 123_, 12__ and 1___, and has four digits. */
export function amountTerms(amountMinor: number): readonly string[] {
  const digits = String(Math.max(0, amountMinor));
  const steps = Array.from(digits, (_, index) => stepTerm(digits.slice(0, index + 1), digits.length));
  return [...steps, lengthTerm(digits.length)];
}

/** Digits of the greatest safe integer. */
const LONGEST = 16;

/** Exactly this amount. */
export function amountTerm(amountMinor: number): string {
  const digits = String(amountMinor);
  return stepTerm(digits, digits.length);
}

/** The steps that fill `min` to `max`, both included; null leaves an end open. None where nothing fits in between. */
export function amountRange(min: number | null, max: number | null): readonly string[] {
  const low = Math.max(0, min ?? 0);
  const high = max ?? Number.POSITIVE_INFINITY;
  const shortest = String(low).length;
  const longest = max === null ? LONGEST : String(max).length;
  const lengths = Array.from({ length: Math.max(0, longest - shortest + 1) }, (_, index) => shortest + index);
  return lengths.flatMap((length) => {
    const first = length === 1 ? 0 : 10 ** (length - 1);
    const last = Math.min(10 ** length - 1, Number.MAX_SAFE_INTEGER);
    if (low <= first && high >= last) return [lengthTerm(length)];
    return low > high ? [] : fillDigits(Math.max(low, first), Math.min(high, last), length);
  });
}

/** @param length digits of both ends */
function fillDigits(low: number, high: number, length: number): readonly string[] {
  const terms: string[] = [];
  for (let at = low; at <= high; ) {
    let size = 1;
    while (at % (size * 10) === 0 && at + size * 10 - 1 <= high && size * 10 < 10 ** length) size *= 10;
    terms.push(stepTerm(String(at / size), length));
    at += size;
  }
  return terms;
}

function stepTerm(leading: string, length: number): string {
  return `a${length}x${leading}`;
}

function lengthTerm(length: number): string {
  return `g${length}`;
}

/** The steps of time, in UTC, coarsest first: how much of an ISO date each keeps. */
const STEPS = [
  { mark: 'e', keep: 3 },
  { mark: 'y', keep: 4 },
  { mark: 'm', keep: 7 },
  { mark: 'd', keep: 10 },
  { mark: 'h', keep: 13 },
] as const;

/** A moment stands under its quarter of an hour, hour, day, month, year and decade. */
export function timeTerms(at: number): readonly string[] {
  const iso = new Date(at).toISOString();
  return [quarterTerm(iso), ...STEPS.map(({ mark, keep }) => timeTerm(mark, iso, keep))];
}

/** The steps that fill a span. @param span with both ends on a quarter of an hour */
export function timeRange({ from, to }: Span): readonly string[] {
  const terms: string[] = [];
  for (let at = from; at < to; ) {
    const iso = new Date(at).toISOString();
    const step = STEPS.find(({ keep }) => startsWith(iso, keep) && endOfStep(iso, keep) <= to);
    terms.push(step ? timeTerm(step.mark, iso, step.keep) : quarterTerm(iso));
    at = step ? endOfStep(iso, step.keep) : at + QUARTER_MS;
  }
  return terms;
}

const BEGINNING = '2000-01-01T00:00:00.000Z';

/** Whether a moment is the very first of its step. */
function startsWith(iso: string, keep: number): boolean {
  return iso.slice(keep) === BEGINNING.slice(keep);
}

function endOfStep(iso: string, keep: number): number {
  const [year, month] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7))];
  if (keep === 3) return Date.UTC(year + 10, 0);
  if (keep === 4) return Date.UTC(year + 1, 0);
  if (keep === 7) return Date.UTC(year, month);
  return Date.parse(iso) + (keep === 10 ? 24 : 1) * 3_600_000;
}

function timeTerm(mark: string, iso: string, keep: number): string {
  return mark + iso.slice(0, keep).replace(/\D/g, '');
}

function quarterTerm(iso: string): string {
  const quarter = Math.floor(Number(iso.slice(14, 16)) / 15);
  return `${timeTerm('q', iso, 13)}${quarter}`;
}
