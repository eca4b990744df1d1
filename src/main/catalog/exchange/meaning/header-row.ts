import type { TableRow } from '../reading/table.ts';
import { foldHeader, PROFILES } from './profiles.ts';

/** The contract's bound for lines before the header. */
export const HEADER_ROW_MAX = 100;

const KNOWN = new Set(
  PROFILES.flatMap(({ names }) => Object.values(names).flat())
    .filter((name) => !name.endsWith(' *'))
    .map(foldHeader),
);

/**
 * Which of the first rows is the header, from 0: price lists begin with a title and a date. The first row with the
 * most names that are known, two at least; else the first that is not blank.
 */
export function findHeaderRow(rows: readonly TableRow[]): number {
  let best: { readonly row: number; readonly known: number } | null = null;
  for (const { row, cells } of rows) {
    if (row > HEADER_ROW_MAX) break;
    const known = new Set(cells.map(foldHeader).filter((cell) => KNOWN.has(cell))).size;
    if (known >= 2 && known > (best?.known ?? 0)) best = { row: row - 1, known };
  }
  if (best) return best.row;
  const first = rows.find(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return first && first.row <= HEADER_ROW_MAX ? first.row - 1 : 0;
}
