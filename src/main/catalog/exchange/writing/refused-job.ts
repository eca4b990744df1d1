import type { ReadHandle } from '../../../database/handles.ts';
import { openReadOnly } from '../../../database/read-only.ts';
import type { WorkSignals } from '../../work/work-runner.ts';
import { neutralise } from '../meaning/formula.ts';
import { STAGING_MIGRATIONS } from '../planning/staging-schema.ts';
import { openTable } from '../reading/open-table.ts';
import type { TableRow } from '../reading/table.ts';
import { type CsvDelimiter, type CsvFile, writeCsv } from './csv-writer.ts';
import { REFUSED_HEADERS, reasonWords } from './reason-words.ts';

export interface RefusedInput {
  /** The table that was imported, as it came. */
  readonly source: string;
  readonly staging: string;
  /** Where the report is written. */
  readonly path: string;
  readonly delimiter: CsvDelimiter;
  readonly headers: readonly string[];
  readonly decimalMark: ',' | '.';
  readonly language: 'en' | 'ru';
}

interface RefusedRow {
  readonly row: number;
  readonly reason_code: string;
  readonly reason_value: string;
}

const PIECE = 1000;

/** Writes the rows that were refused as they came, each with its number and the reason. @returns how many */
export async function writeRefused(
  input: RefusedInput,
  signals: WorkSignals,
): Promise<{ readonly rows: number } | null> {
  const staging = openReadOnly(input.staging, STAGING_MIGRATIONS);
  try {
    return await writeCsv(input.path, input.delimiter, async (csv) => {
      const rows = await writeRows(staging.read, csv, input, signals);
      return rows === null ? null : { rows };
    });
  } finally {
    staging.close();
  }
}

async function writeRows(
  db: ReadHandle,
  csv: CsvFile,
  input: RefusedInput,
  { cancelled }: WorkSignals,
): Promise<number | null> {
  csv.write([[...input.headers, ...REFUSED_HEADERS[input.language]].map(neutralise)]);
  const table = await openTable(input.source);
  let page = new Map<number, RefusedRow>();
  let last = 0;
  let written = 0;
  const nextPage = (): void => {
    const rows = db.all<RefusedRow>(
      `SELECT row, reason_code, coalesce(reason_value, '') AS reason_value FROM line
       WHERE outcome = 'refused' AND row > ? ORDER BY row LIMIT ?`,
      last,
      PIECE,
    );
    page = new Map(rows.map((row) => [row.row, row]));
    last = rows.at(-1)?.row ?? Number.MAX_SAFE_INTEGER;
  };
  nextPage();
  for await (const rows of table.rows(input.decimalMark)) {
    if (cancelled()) return null;
    const out: (readonly string[])[] = [];
    for (const row of rows) {
      while (row.row > last) nextPage();
      const refused = page.get(row.row);
      if (refused) out.push(cellsOf(row, refused, input));
    }
    written += out.length;
    csv.write(out);
    if (page.size === 0) break;
  }
  return written;
}

/** Rows that are narrower than the header are filled up: the reason has a column of its own. */
function cellsOf(
  { row, cells }: TableRow,
  refused: RefusedRow,
  { headers, language }: RefusedInput,
): readonly string[] {
  const padded = Array.from({ length: Math.max(headers.length, cells.length) }, (_, at) => cells[at] ?? '');
  const own = padded.slice(0, headers.length);
  return [...own, String(row), reasonWords(refused.reason_code, language), refused.reason_value].map(
    neutralise,
  );
}
