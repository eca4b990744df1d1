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
 * most names that are known, two at least; else the one that looks like a header; else the first that is not blank.
 */
export function findHeaderRow(rows: readonly TableRow[]): number {
  const first = rows.filter(({ row }) => row <= HEADER_ROW_MAX);
  let best: { readonly row: number; readonly known: number } | null = null;
  for (const { row, cells } of first) {
    const known = new Set(cells.map(foldHeader).filter((cell) => KNOWN.has(cell))).size;
    if (known >= 2 && known > (best?.known ?? 0)) best = { row, known };
  }
  const found = best ?? first.find((row) => looksLikeHeader(row, rows)) ?? first.find(isWritten);
  return found ? found.row - 1 : 0;
}

/** Titles have few cells, the rows of goods have numbers: a header is nearly as wide as what is below it, and all words. */
function looksLikeHeader({ row, cells }: TableRow, rows: readonly TableRow[]): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (names.length < 2 || new Set(names).size < names.length || names.some(isNumber)) return false;
  const below = rows.filter((other) => other.row > row && isWritten(other)).map(writtenCells);
  const usual = below.toSorted((one, other) => one - other)[Math.floor(below.length / 2)] ?? 0;
  return names.length * 4 >= usual * 3;
}

const writtenCells = ({ cells }: TableRow): number => cells.filter((cell) => cell.trim() !== '').length;

const isWritten = (row: TableRow): boolean => writtenCells(row) > 0;

/** A price, a code, a day. */
const isNumber = (cell: string): boolean => /\d/.test(cell) && !/\p{L}{2}/u.test(cell);
