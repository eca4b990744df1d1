import iconv from 'iconv-lite';

/** A table as some program would write it. */
export interface TableForm {
  readonly delimiter?: ',' | ';' | '\t';
  readonly newline?: '\n' | '\r\n' | '\r';
  readonly encoding?: 'utf8' | 'win1251' | 'utf16le' | 'utf16be';
  readonly mark?: boolean;
}

export type TableCells = readonly (readonly (string | number)[])[];

export function textTable(rows: TableCells, form: TableForm = {}): Buffer {
  const { delimiter = ',', newline = '\n', encoding = 'utf8', mark = false } = form;
  const quoted = (cell: string | number): string => {
    const text = String(cell);
    return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const text = rows.map((row) => row.map(quoted).join(delimiter)).join(newline) + newline;
  return iconv.encode(text, encoding, { addBOM: mark });
}

/** Rows with names for their cells, under the headers of a whole format. */
export function fullRows(
  headers: readonly string[],
  rows: readonly Readonly<Record<string, string | number>>[],
): TableCells {
  for (const row of rows) {
    const unknown = Object.keys(row).filter((name) => !headers.includes(name));
    if (unknown.length > 0) throw new Error(`No such column: ${unknown.join(', ')}`);
  }
  return [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))];
}
