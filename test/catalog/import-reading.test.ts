import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTable, type Table } from '../../src/main/catalog/exchange/reading/open-table.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { textTable } from './import-files/table.ts';

async function rowsOf(table: Table, decimalMark?: ',' | '.'): Promise<(readonly string[])[]> {
  const all: (readonly string[])[] = [];
  for await (const rows of table.rows(decimalMark)) {
    for (const { row, cells } of rows) all[row - 1] = cells;
  }
  return all;
}

async function read(content: string | Uint8Array): Promise<(readonly string[])[]> {
  return rowsOf(await opened(content));
}

async function opened(content: string | Uint8Array): Promise<Table> {
  const path = join(temporaryFolder(), 'table');
  writeFileSync(path, content);
  return openTable(path);
}

const ROWS = [
  ['Название', 'Цена'],
  ['Чай; чёрный', '1,50'],
  ['Две\nстроки', '2'],
  ['Кавычки "внутри"', '3'],
];

describe('text tables', () => {
  for (const encoding of ['utf8', 'win1251', 'utf16le', 'utf16be'] as const) {
    for (const delimiter of [',', ';', '\t'] as const) {
      for (const newline of ['\n', '\r\n', '\r'] as const) {
        test(`${encoding}, ${JSON.stringify(delimiter)}, ${JSON.stringify(newline)}`, async () => {
          const wide = encoding.startsWith('utf16');
          // A lone return inside of quotes would be a row's end to any program that writes such files.
          const rows =
            newline === '\r' ? ROWS.map((row) => row.map((cell) => cell.replace('\n', ' '))) : ROWS;
          expect(await read(textTable(rows, { encoding, delimiter, newline, mark: wide }))).toEqual(rows);
        });
      }
    }
  }

  test('a mark at the beginning, mixed line ends, ragged rows, blank lines, a last line without an end', async () => {
    expect(await read('\ufeffa,b\r\n1\n\n2,3,4\r\n"x\r\ny",z')).toEqual([
      ['a', 'b'],
      ['1'],
      [''],
      ['2', '3', '4'],
      ['x\r\ny', 'z'],
    ]);
  });

  test('a quote in the middle of a cell is one', async () => {
    expect(await read('name,size\nPipe,5"\nTV 40",x\n')).toEqual([
      ['name', 'size'],
      ['Pipe', '5"'],
      ['TV 40"', 'x'],
    ]);
  });

  test('rows that lie across the pieces in which a file is read', async () => {
    const rows = Array.from({ length: 9000 }, (_, row) => [`Товар №${row}`, `"${row}"\n;`, String(row)]);
    expect(await read(textTable(rows))).toEqual(rows);
  });

  test.each([
    ['nothing', '', 'unreadable:empty'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'unreadable:not_a_table'],
    ['an old workbook', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'unreadable:not_a_table'],
    ['a program', Buffer.alloc(9000, 1), 'unreadable:not_a_table'],
    ['a quote that never ends', `a,b\n"${'x,y\n'.repeat(200_000)}`, 'unreadable:row_too_long'],
    ['a row of ten thousand cells', `${'a,'.repeat(10_000)}\n`, 'unreadable:too_many_columns'],
    ['a broken archive', 'PK\x03\x04 and nothing', 'unreadable:zip_broken'],
  ])('T-8 %s is refused with its reason', async (_, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ name: 'WorkRefused', code });
  });
});

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('workbooks', () => {
  test('numbers, days, formulas, rich text and shared strings are what a person sees', async () => {
    const content = await workbook((book) => {
      book.addWorksheet('Empty');
      const sheet = book.addWorksheet('Goods');
      sheet.addRow(['Название', 'Цена', 'Штрихкод', 'День', 'Сумма']);
      sheet.addRow([
        'Ёлка',
        0.1 + 0.2,
        4607025392408,
        new Date('2026-11-21T00:00:00Z'),
        { formula: 'B2*2', result: 12.5 },
      ]);
      sheet.addRow([]);
      sheet.addRow([
        { richText: [{ text: 'Два ' }, { font: { bold: true }, text: 'слова' }] },
        1e21,
        true,
        null,
        { text: 'Site', hyperlink: 'https://example.test' },
      ]);
      sheet.addRow(['Ёлка']);
    });
    const table = await opened(content);
    expect(table.kind).toEqual({ kind: 'xlsx', encoding: null, delimiter: null });
    expect((await rowsOf(table)).filter(Boolean)).toEqual([
      ['Название', 'Цена', 'Штрихкод', 'День', 'Сумма'],
      ['Ёлка', '0.3', '4607025392408', '2026-11-21', '12.5'],
      ['Два слова', '1e+21', 'true', '', 'Site'],
      ['Ёлка'],
    ]);
    expect((await rowsOf(table, ','))[1]?.slice(0, 2)).toEqual(['Ёлка', '0,3']);
  });

  test('letters of two bytes stay whole across thousands of rows', async () => {
    const names = Array.from({ length: 5000 }, (_, row) => `Товар Ёжик №${row} щщщ`);
    const path = join(temporaryFolder(), 'big.xlsx');
    const stream = createWriteStream(path);
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false });
    const sheet = book.addWorksheet('Goods');
    for (const name of names) sheet.addRow([name]).commit();
    sheet.commit();
    await Promise.all([book.commit(), finished(stream)]);
    expect((await rowsOf(await openTable(path))).map(([name]) => name)).toEqual(names);
  });

  test('an archive that unpacks to far more than it holds is refused, not unpacked', async () => {
    const bomb = Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(300_000_000, ' ')]);
    const book = zipOf({
      'xl/_rels/workbook.xml.rels': Buffer.from(
        '<Relationships><Relationship Id="r1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/workbook.xml': Buffer.from(
        '<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
      ),
      'xl/worksheets/sheet1.xml': bomb,
    });
    expect(book.length).toBeLessThan(1_000_000);
    await expect(read(book)).rejects.toMatchObject({ code: 'unreadable:zip_too_large' });
  });
});

/** An archive, as small as may be. */
function zipOf(files: Readonly<Record<string, Buffer>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

describe('T-8 whatever the bytes are, the answer is rows or a reason', () => {
  const answer = async (content: Uint8Array): Promise<void> => {
    const startedAt = performance.now();
    try {
      await read(content);
    } catch (error) {
      expect(String(error)).toMatch(/^WorkRefused/);
    }
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  };

  test('random bytes', async () => {
    const bytes = fc.uint8Array({ maxLength: 3000 });
    await fc.assert(fc.asyncProperty(bytes, answer), { numRuns: 150 });
  });

  test('random text with what tables are made of', async () => {
    const text = fc.array(
      fc.constantFrom('"', '""', ',', ';', '\t', '\r', '\n', '\r\n', 'a', 'ё', '=', ' ', '\0'),
      {
        maxLength: 600,
      },
    );
    await fc.assert(
      fc.asyncProperty(text, (parts) => answer(Buffer.from(parts.join('')))),
      { numRuns: 150 },
    );
  });

  test('workbooks with bytes changed, cut and doubled', async () => {
    const whole = await workbook((book) => {
      const sheet = book.addWorksheet('Goods');
      for (let row = 0; row < 30; row++) sheet.addRow([`Name ${row}`, row, new Date(0)]);
    });
    const change = fc.record({
      at: fc.integer({ min: 0, max: whole.length - 1 }),
      byte: fc.integer({ min: 0, max: 255 }),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        let bytes = Buffer.from(whole);
        for (const { at, byte, cut } of changes) {
          if (at < bytes.length) bytes[at] = byte;
          if (cut && at > 200)
            bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + (byte % 7))]);
        }
        await answer(bytes);
      }),
      { numRuns: 150 },
    );
  });
});
