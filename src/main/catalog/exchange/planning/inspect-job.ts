import type { WorkSignals } from '../../work/work-runner.ts';
import type { ImportFormat, ImportMapping } from '../exchange-types.ts';
import { findHeaderRow } from '../meaning/header-row.ts';
import { defaultMapping, detectFormat, fingerprint } from '../meaning/mapping.ts';
import { openTable } from '../reading/open-table.ts';
import { type TableKind, type TableRow, unreadable } from '../reading/table.ts';

/** So many rows are read to know a file. */
const ROWS_LOOKED_AT = 140;
const SAMPLE_ROWS = 10;
/** The contract's bound for a cell that is only shown. */
const SHOWN = 200;
/** Of all headers, and of all cells that are shown, in UTF-16 units: three bytes each, they fit into a reply. */
const HEADERS_LENGTH_MAX = 100_000;
const SAMPLE_LENGTH_MAX = 150_000;

export interface Inspection extends TableKind {
  readonly sizeBytes: number;
  readonly format: ImportFormat;
  /** From 0. */
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly mapping: ImportMapping;
  readonly fingerprint: string;
}

export interface InspectInput {
  readonly path: string;
  /** Where the person says that the header is; null: to be found. */
  readonly headerRow: number | null;
}

/** Finds out what a file is, from its first rows. */
export async function inspectImport(
  { path, headerRow: wanted }: InspectInput,
  { cancelled }: WorkSignals,
): Promise<Inspection | null> {
  const table = await openTable(path);
  const first: TableRow[] = [];
  for await (const rows of table.rows()) {
    if (cancelled()) return null;
    // A piece of a file of line ends has more rows than a call may have arguments.
    first.push(...rows.slice(0, ROWS_LOOKED_AT));
    if (first.length >= ROWS_LOOKED_AT) break;
  }
  const headerRow = wanted ?? findHeaderRow(first);
  const header = first.find(({ row }) => row === headerRow + 1);
  const below = first.filter(({ row }) => row > headerRow + 1);
  if (!header?.cells.some((cell) => cell.trim() !== '')) throw unreadable('empty');
  const headers = withoutBlankEnd(header.cells);
  const sample = below
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .slice(0, SAMPLE_ROWS)
    .map(({ cells }) => headers.map((_, column) => cells[column] ?? ''));
  const format = detectFormat(headers, sample);
  return {
    ...table.kind,
    sizeBytes: table.sizeBytes,
    format,
    headerRow,
    headers: shown([headers], HEADERS_LENGTH_MAX)[0] ?? [],
    sample: shown(sample, SAMPLE_LENGTH_MAX),
    mapping: defaultMapping(format, headers, sample),
    fingerprint: fingerprint(headers),
  };
}

function withoutBlankEnd(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}

/** Cells of a wide table are cut shorter, all alike. */
function shown(rows: readonly (readonly string[])[], lengthMax: number): readonly (readonly string[])[] {
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  const length = Math.min(SHOWN, Math.floor(lengthMax / Math.max(1, count)));
  return rows.map((row) => row.map((cell) => cell.slice(0, length)));
}
