import { dayIn } from '../shop-day.ts';

/** Both ends in milliseconds since the Unix epoch; `to` is no part of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Every time zone in use is off UTC by whole quarters of an hour, so a day begins and ends with one. */
export const QUARTER_MS = 15 * 60 * 1000;

/** No zone is further from UTC than this, in quarters of an hour. */
const FURTHEST_QUARTERS = 15 * 4;

/** Before and after everything that a till has seen or will see. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z');
const LATEST = Date.parse('2100-01-01T00:00:00Z');

/**
 * The span of days in the shop's time zone, both included; null leaves an end open. Days of 23 and 25 hours are as
 * long as they were.
 * @param from YYYY-MM-DD
 */
export function spanOfDays(timeZone: string, from: string | null, to: string | null): Span {
  const begin = from === null ? EARLIEST : startOfDay(timeZone, from);
  const end = to === null ? LATEST : startOfDay(timeZone, dayAfter(to));
  return { from: Math.max(begin, EARLIEST), to: Math.min(end, LATEST) };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
}

/** The first quarter of an hour that belongs to the day, or to a later one where the day was left out. */
function startOfDay(timeZone: string, day: string): number {
  const guess = Date.parse(`${day}T00:00:00Z`);
  let before = -FURTHEST_QUARTERS;
  let reached = FURTHEST_QUARTERS;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (dayIn(timeZone, guess + middle * QUARTER_MS) >= day) reached = middle;
    else before = middle;
  }
  return guess + reached * QUARTER_MS;
}
