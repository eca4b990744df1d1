import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import Papa from 'papaparse';

export type CsvDelimiter = ',' | ';';

/** A text table that is being written; for jobs, which hold nobody up. */
export interface CsvFile {
  write(rows: readonly (readonly string[])[]): void;
}

/** Excel takes a text for UTF-8 only with this mark at its beginning. */
const MARK = '\ufeff';

/**
 * Writes a table. @param act answers null where it was cancelled
 * @returns what it answers; nothing is left behind where that is null, nor when it throws
 */
export async function writeCsv<T>(
  path: string,
  delimiter: CsvDelimiter,
  act: (csv: CsvFile) => T | null | Promise<T | null>,
): Promise<T | null> {
  const file = openSync(path, 'w', 0o600);
  let outcome: T | null = null;
  try {
    writeSync(file, MARK);
    outcome = await act({
      write: (rows) => {
        if (rows.length === 0) return;
        const text = Papa.unparse(
          rows.map((row) => [...row]),
          { delimiter, newline: '\r\n' },
        );
        writeWhole(file, Buffer.from(`${text}\r\n`));
      },
    });
    return outcome;
  } finally {
    closeSync(file);
    if (outcome === null) rmSync(path, { force: true });
  }
}

/** A disk may take less than it was given. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
