import { WorkRefused } from '../../work/work-runner.ts';

/** One row of a table, as text. */
export interface TableRow {
  /** From 1, as a spreadsheet counts: the header and blank rows included. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** How far into a file the reading is, in bytes of it. */
export type ReadProgress = (bytes: number) => void;

/** A table's rows in pieces, so that a million of them never lie in memory at once. */
export type TableRows = AsyncGenerator<readonly TableRow[], void, undefined>;

/** What a file was found to be. */
export interface TableKind {
  readonly kind: 'csv' | 'xlsx';
  /** Null of a workbook, which has no choice of them. */
  readonly encoding: TextEncodingName | null;
  readonly delimiter: Delimiter | null;
}

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';
export type Delimiter = ',' | ';' | '\t';

/** Why a file is no table that can be read; the codes are in the contract's `details.reason`. */
export type UnreadableReason =
  | 'empty'
  | 'not_a_table'
  | 'row_too_long'
  | 'too_many_columns'
  | 'too_many_rows'
  | 'zip_broken'
  | 'zip_too_large'
  | 'no_sheet'
  | 'sheet_broken';

/** @returns what a reader throws: a person can act on it, by another file */
export function unreadable(reason: UnreadableReason, detail = ''): WorkRefused {
  return new WorkRefused(`unreadable:${reason}`, detail === '' ? reason : `${reason}: ${detail}`);
}

/** The contract's bound for columns; a row that is wider is no catalogue. */
export const COLUMNS_MAX = 1000;

/** Ten times the largest catalogue that this till is made for. */
export const ROWS_MAX = 5_000_000;

/** In UTF-16 units. A row beyond it is most often a quote that was never closed. */
export const ROW_LENGTH_MAX = 524_288;
