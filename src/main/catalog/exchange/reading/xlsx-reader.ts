import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { cellText } from './xlsx-cell.ts';
import {
  COLUMNS_MAX,
  type ReadProgress,
  ROWS_MAX,
  type TableRow,
  type TableRows,
  unreadable,
} from './table.ts';
import { contentOf, readDirectory, type ZipEntry } from './zip-file.ts';

/**
 * In bytes of unpacked XML. Strings that sheets share lie in memory whole, sheets never do; an archive that unpacks
 * to a hundred times its size is no table of anybody's.
 */
const SHARED_STRINGS_MAX = 134_217_728;
const SHEET_MAX = 2_147_483_648;
const SMALL_PART_MAX = 16_777_216;
const RATIO_MAX = 200;
const RATIO_FREE = 33_554_432;

/** So many rows are handed over at once. */
const PIECE = 500;

/**
 * The library's streaming reader as this file uses it: its steps, one by one, over parts that were unpacked here.
 * Left to itself it unpacks without a bound, writes sheets to temporary files, and cuts letters of two bytes where
 * pieces end. The version is pinned.
 */
interface SheetReaderSteps {
  readonly model?: { readonly sheets?: readonly { readonly rId: string; readonly state?: string }[] };
  readonly workbookRels?: readonly { readonly Id: string; readonly Target: string }[];
  sharedStrings?: unknown[];
  _parseRels(part: Readable): Promise<void>;
  _parseWorkbook(part: Readable): Promise<void>;
  _parseStyles(part: Readable): Promise<void>;
  _parseSharedStrings(part: Readable): AsyncGenerator<unknown>;
  _parseWorksheet(part: Readable, sheet: string): Generator<{ readonly value: AsyncIterable<SheetRow> }>;
}

interface SheetRow {
  readonly number: number;
  /** By column, from 1. */
  readonly values: readonly unknown[];
}

/**
 * Reads the first sheet of a workbook in which anything is written.
 * @param decimalMark what numbers are written with
 * @throws WorkRefused when it cannot be read
 */
export async function* readXlsx(path: string, decimalMark: ',' | '.', onProgress: ReadProgress): TableRows {
  try {
    yield* readFirstSheet(path, decimalMark, onProgress);
  } catch (error) {
    // The library throws whatever a broken part makes it stumble over.
    throw error instanceof Error && error.name === 'WorkRefused' ? error : unreadable('sheet_broken');
  }
}

async function* readFirstSheet(path: string, decimalMark: ',' | '.', onProgress: ReadProgress): TableRows {
  const entries = new Map((await readDirectory(path)).map((entry) => [entry.name, entry]));
  const part = (name: string, limit: number): Readable => partOf(path, entries.get(name), limit);
  const steps = newReader();
  await steps._parseRels(part('xl/_rels/workbook.xml.rels', SMALL_PART_MAX));
  await steps._parseWorkbook(part('xl/workbook.xml', SMALL_PART_MAX));
  if (entries.has('xl/styles.xml')) await steps._parseStyles(part('xl/styles.xml', SMALL_PART_MAX));
  if (entries.has('xl/sharedStrings.xml')) {
    for await (const _ of steps._parseSharedStrings(part('xl/sharedStrings.xml', SHARED_STRINGS_MAX)));
  }
  for (const name of sheetsOf(steps)) {
    const entry = entries.get(name);
    if (!entry) continue;
    let found = false;
    for await (const rows of rowsOf(steps, path, entry, decimalMark, onProgress)) {
      found ||= rows.some(({ cells }) => cells.some((cell) => cell.trim() !== ''));
      if (found) yield rows;
    }
    if (found) return;
  }
  throw unreadable('no_sheet');
}

function newReader(): SheetReaderSteps {
  const options = {
    styles: 'cache',
    sharedStrings: 'cache',
    worksheets: 'emit',
    hyperlinks: 'ignore',
  } as const;
  const reader: unknown = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([]), options);
  // The steps are there at run time; the library's types name only what begins them all.
  return reader as SheetReaderSteps;
}

/** In the workbook's own order, hidden sheets last. */
function sheetsOf({ model, workbookRels }: SheetReaderSteps): readonly string[] {
  const targets = new Map((workbookRels ?? []).map(({ Id, Target }) => [Id, Target]));
  const sheets = model?.sheets ?? [];
  const shown = sheets.filter(({ state }) => state === undefined || state === 'visible');
  const ordered = [...shown, ...sheets.filter((sheet) => !shown.includes(sheet))];
  return ordered.flatMap(({ rId }) => {
    const target = targets.get(rId);
    if (target === undefined) return [];
    return [target.startsWith('/') ? target.slice(1) : `xl/${target}`];
  });
}

async function* rowsOf(
  steps: SheetReaderSteps,
  path: string,
  entry: ZipEntry,
  decimalMark: ',' | '.',
  onProgress: ReadProgress,
): TableRows {
  let rows: TableRow[] = [];
  let last = 0;
  const part = partOf(path, entry, SHEET_MAX, onProgress);
  try {
    for (const { value: sheet } of steps._parseWorksheet(part, '1')) {
      for await (const { number, values } of sheet) {
        // A row's number may be left out: then it is the next one.
        last = Number.isSafeInteger(number) && number > last ? number : last + 1;
        if (last > ROWS_MAX) throw unreadable('too_many_rows');
        const cells = Array.from(values.slice(1, COLUMNS_MAX + 1), (value) => cellText(value, decimalMark));
        rows.push({ row: last, cells });
        if (rows.length === PIECE) {
          yield rows;
          rows = [];
        }
      }
    }
    if (rows.length > 0) yield rows;
  } finally {
    part.destroy();
  }
}

/** A part of the archive as text, letters whole; bounded by its limit and by its ratio. */
function partOf(
  path: string,
  entry: ZipEntry | undefined,
  limit: number,
  onProgress: ReadProgress = () => {},
): Readable {
  if (!entry) throw unreadable('zip_broken');
  const bound = Math.min(limit, RATIO_FREE + entry.packedSize * RATIO_MAX);
  return Readable.from(textOf(path, entry, bound, onProgress));
}

async function* textOf(
  path: string,
  entry: ZipEntry,
  limit: number,
  onProgress: ReadProgress,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8');
  let size = 0;
  for await (const piece of contentOf(path, entry, limit)) {
    size += piece.length;
    onProgress(size);
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
  }
}
