import { open } from 'node:fs/promises';
import { readCsv } from './csv-reader.ts';
import { detectDelimiter } from './delimiter.ts';
import { decodingOf, detectEncoding, HEAD_BYTES } from './encoding.ts';
import { type ReadProgress, type TableKind, type TableRows, unreadable } from './table.ts';

/** A file that can be read as a table, as often as is wanted. */
export interface Table {
  readonly kind: TableKind;
  readonly sizeBytes: number;
  /** @param decimalMark what the numbers of a workbook are written with; a text has them written already */
  rows(decimalMark?: ',' | '.', onProgress?: ReadProgress): TableRows;
}

/** Finds out by its content what a file is. @throws WorkRefused when it is no table */
export async function openTable(path: string): Promise<Table> {
  const { head, size } = await readHead(path);
  if (size === 0) throw unreadable('empty');
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) {
    return {
      kind: { kind: 'xlsx', encoding: null, delimiter: null },
      sizeBytes: size,
      rows: (decimalMark = '.', onProgress = () => {}) => readWorkbook(path, decimalMark, onProgress),
    };
  }
  refuseOtherKinds(head);
  const encoding = detectEncoding(head, head.length === size);
  const text = decodingOf(encoding).write(head);
  if (isBinary(text)) throw unreadable('not_a_table');
  const delimiter = detectDelimiter(text);
  return {
    kind: { kind: 'csv', encoding, delimiter },
    sizeBytes: size,
    rows: (_, onProgress = () => {}) => readCsv(path, { encoding, delimiter }, onProgress),
  };
}

/** The library that reads workbooks takes a quarter of a second and 35 MiB to load: for workbooks only. */
async function* readWorkbook(path: string, decimalMark: ',' | '.', onProgress: ReadProgress): TableRows {
  const { readXlsx } = await import('./xlsx-reader.ts');
  yield* readXlsx(path, decimalMark, onProgress);
}

async function readHead(path: string): Promise<{ readonly head: Buffer; readonly size: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return { head: head.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}

/** Beginnings of files that people choose by mistake: old workbooks, PDF, pictures, packed files, HTML as XLS. */
const OTHERS = [
  '\xd0\xcf\x11\xe0',
  '%PDF',
  '\x89PNG',
  '\xff\xd8\xff',
  '\x1f\x8b',
  'Rar!',
  '7z\xbc\xaf',
  'GIF8',
  '{\\rtf',
];

function refuseOtherKinds(head: Buffer): void {
  const beginning = head.toString('latin1', 0, 8);
  if (OTHERS.some((other) => beginning.startsWith(other))) throw unreadable('not_a_table');
}

/** Text has no control characters but a few. Half a percent of them is a program, or a picture. */
function isBinary(text: string): boolean {
  let odd = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32 && code !== 0x1d && code !== 0x1a)) odd++;
  }
  return odd * 200 > text.length;
}
