import Papa from 'papaparse';
import type { Delimiter } from './table.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** So many rows are compared. */
const ROWS_LOOKED_AT = 50;

/**
 * The delimiter with which the first rows have the most columns in common. A decimal comma in an unquoted column of
 * a `;` file makes rows of different widths, and loses. One column only: a comma.
 */
export function detectDelimiter(head: string): Delimiter {
  let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(head, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Columns that rows have in common, times the share of rows that have so many. */
function scoreOf(head: string, delimiter: Delimiter): number {
  const { data } = Papa.parse<readonly string[]>(head, {
    delimiter,
    newline: newlineOf(head),
    preview: ROWS_LOOKED_AT,
    skipEmptyLines: 'greedy',
  });
  // The last of a head that was cut may be half a row.
  const widths = (data.length > 2 ? data.slice(0, -1) : data).map((row) => row.length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let score = 0;
  for (const [width, count] of counts) {
    if (width > 1) score = Math.max(score, (width * count * count) / widths.length ** 2);
  }
  return score;
}

/** A carriage return at the end of a row is taken off by the reader; alone it ends rows in very old files only. */
export function newlineOf(head: string): '\n' | '\r' {
  return !head.includes('\n') && head.includes('\r') ? '\r' : '\n';
}
