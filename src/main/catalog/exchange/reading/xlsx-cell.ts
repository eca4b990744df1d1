/**
 * A cell of a workbook as the text that a person sees in it. Numbers have the 15 digits that spreadsheets keep, no
 * groups, and no exponent: a barcode stays a barcode. Days are ISO 8601.
 */
export function cellText(value: unknown, decimalMark: ',' | '.'): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value, decimalMark);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Date) return dateText(value);
  if (typeof value !== 'object') return '';
  if ('richText' in value && Array.isArray(value.richText)) return value.richText.map(partText).join('');
  // A formula counts as what it came to when the file was saved.
  if ('result' in value) return cellText(value.result, decimalMark);
  if ('text' in value) return cellText(value.text, decimalMark);
  return '';
}

function partText(part: unknown): string {
  const text: unknown = typeof part === 'object' && part !== null && 'text' in part ? part.text : '';
  return typeof text === 'string' ? text : '';
}

/** The largest whole number that fifteen digits tell exactly, and a little more: codes have at most 14. */
const WHOLE_MAX = 1e15;

function numberText(value: number, decimalMark: ',' | '.'): string {
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value) && Math.abs(value) < WHOLE_MAX) return String(value);
  const text = String(Number(value.toPrecision(15)));
  return decimalMark === ',' ? text.replace('.', ',') : text;
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}
