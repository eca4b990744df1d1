const INSTANT =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:[.,]\d{1,3})?)?\d*\s*(Z|Etc\/UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * ISO 8601 or `2026-09-03 11:18:30.101839 Etc/UTC`; null for anything else. A time without a zone is taken as
 * UTC: the machine's own zone says nothing about the provider's clock.
 */
export function toIso(time: string | null): string | null {
  const match = time === null ? null : INSTANT.exec(time);
  if (!match) return null;
  const [, day, minutes, seconds = '', zone = 'Z'] = match;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : 'Z';
  const date = new Date(`${day}T${minutes}${seconds.replace(',', '.')}${offset}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
