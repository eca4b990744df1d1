const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar day in a time zone, as YYYY-MM-DD. @param at milliseconds since the Unix epoch */
export function dayIn(timeZone: string, at: number): string {
  return formatterOf(timeZone).format(at);
}

/** Kept, because a formatter costs more than what it formats, and a day is asked for with every tap. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  // Swedish writes dates the way ISO 8601 does.
  const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formatters.set(timeZone, formatter);
  return formatter;
}
