/** The calendar day in a time zone, as YYYY-MM-DD. @param at milliseconds since the Unix epoch */
export function dayIn(timeZone: string, at: number): string {
  // Swedish writes dates the way ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}
