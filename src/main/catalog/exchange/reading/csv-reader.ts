import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { decodingOf } from './encoding.ts';
import { newlineOf } from './delimiter.ts';
import {
  COLUMNS_MAX,
  type Delimiter,
  type ReadProgress,
  ROW_LENGTH_MAX,
  ROWS_MAX,
  type TableRow,
  type TableRows,
  type TextEncodingName,
  unreadable,
} from './table.ts';

export interface CsvForm {
  readonly encoding: TextEncodingName;
  readonly delimiter: Delimiter;
}

/** In bytes. What is left over of one piece is parsed again with the next: the row's bound keeps that linear. */
const PIECE = 262_144;

/**
 * Reads a text table piece by piece. Quoted cells may hold delimiters and line ends; rows may have any width.
 * @throws WorkRefused when it is none
 */
export async function* readCsv(path: string, form: CsvForm, onProgress: ReadProgress): TableRows {
  const decoding = decodingOf(form.encoding);
  let splitter: RowSplitter | null = null;
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
    bytes += piece.length;
    const text = decoding.write(piece);
    splitter ??= createSplitter(form.delimiter, newlineOf(text));
    const rows = splitter.add(text);
    onProgress(bytes);
    if (rows.length > 0) yield rows;
  }
  splitter ??= createSplitter(form.delimiter, '\n');
  const rest = [...splitter.add(decoding.end()), ...splitter.end()];
  if (rest.length > 0) yield rest;
}

interface RowSplitter {
  add(text: string): readonly TableRow[];
  end(): readonly TableRow[];
}

function createSplitter(delimiter: Delimiter, newline: '\n' | '\r'): RowSplitter {
  const parser = new Papa.Parser({ delimiter, newline });
  let left = '';
  let row = 0;
  const take = (last: boolean): readonly TableRow[] => {
    const { data, cursor } = parsed(parser.parse(left, 0, !last));
    left = last ? '' : left.slice(cursor);
    if (left.length > ROW_LENGTH_MAX) throw unreadable('row_too_long', String(row + data.length + 1));
    return data.map((cells) => {
      row++;
      if (row > ROWS_MAX) throw unreadable('too_many_rows');
      if (cells.length > COLUMNS_MAX) throw unreadable('too_many_columns', String(row));
      return { row, cells: withoutReturn(cells) };
    });
  };
  return {
    add: (text) => {
      if (text === '') return [];
      left += text;
      return take(false);
    },
    end: () => (left === '' ? [] : take(true)),
  };
}

interface Parsed {
  readonly data: readonly string[][];
  readonly cursor: number;
}

/** What the library's parser answers is untyped there; this is its documented shape. */
function parsed(answer: {
  readonly data: readonly string[][];
  readonly meta: { readonly cursor: number };
}): Parsed {
  return { data: answer.data, cursor: answer.meta.cursor };
}

/** Rows end with `\r\n` as often as with `\n`, sometimes in one file. */
function withoutReturn(cells: string[]): readonly string[] {
  const last = cells.length - 1;
  const text = cells[last];
  if (text?.endsWith('\r')) cells[last] = text.slice(0, -1);
  return cells;
}
