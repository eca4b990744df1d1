import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../src/contract/errors.ts';
import { importRowSchema, importSchema } from '../../src/contract/exchange.ts';
import { ean, loyverse, moysklad, oneC, shopifyLegacy, square, woocommerce } from './import-files/systems.ts';
import { textTable } from './import-files/table.ts';
import { openImportShop } from './import-shop.ts';

const FILES = [square, shopifyLegacy, woocommerce, loyverse, oneC, moysklad].map((rows) => textTable(rows()));

/** Bytes changed, pieces taken out, doubled and moved, as a broken program or a lost connection would. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 60 }),
  kind: fc.constantFrom('byte', 'cut', 'double', 'quote', 'line'),
  byte: fc.integer({ min: 0, max: 255 }),
});

function mutate(
  file: Buffer,
  changes: readonly { at: number; length: number; kind: string; byte: number }[],
): Buffer {
  let bytes = Buffer.from(file);
  for (const { at, length, kind, byte } of changes) {
    const from = Math.floor(at * bytes.length);
    const [head, piece, tail] = [
      bytes.subarray(0, from),
      bytes.subarray(from, from + length),
      bytes.subarray(from + length),
    ];
    if (kind === 'byte' && from < bytes.length) bytes[from] = byte;
    if (kind === 'cut') bytes = Buffer.concat([head, tail]);
    if (kind === 'double') bytes = Buffer.concat([head, piece, piece, tail]);
    if (kind === 'quote') bytes = Buffer.concat([head, Buffer.from('"'), piece, tail]);
    if (kind === 'line') bytes = Buffer.concat([head, Buffer.from('\n,,;\t\r\n'), piece, tail]);
  }
  return bytes;
}

test('T-8 whatever became of a file, it is planned and applied whole, or refused with a reason', async () => {
  const shop = await openImportShop();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILES),
      fc.array(mutation, { minLength: 1, maxLength: 8 }),
      async (file, changes) => {
        try {
          const view = await shop.plan(mutate(file, changes));
          expect(view.phase).toBe('planned');
          importSchema.parse(view);
          for (const row of shop.rows()) importRowSchema.parse(row);
          expect(await shop.apply()).toMatchObject({ phase: 'applied' });
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(['IMPORT_UNREADABLE', 'IMPORT_NOT_READY']).toContain(error.code);
        }
        const { read } = shop.files.current;
        expect(read.all('PRAGMA foreign_key_check')).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
}, 240_000);

test('a workbook with a title, numbers as numbers and a code that has lost its zero', async () => {
  const shop = await openImportShop();
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Прайс');
  sheet.addRow(['Прайс-лист', null, new Date('2026-11-21T00:00:00Z')]);
  sheet.addRow([]);
  sheet.addRow(['Наименование', 'Штрихкод', 'Цена', 'Ед. изм.', 'Категория']);
  sheet.addRow(['Сок', 36000291452, 1234.5, 'шт', 'Напитки > Соки']);
  sheet.addRow(['Ёж', Number(ean(5)), 1.234, 'шт', '']);
  sheet.addRow(['Сыр', null, '1\u00a0234,50 ₽', 'кг', '']);
  const view = await shop.plan(Buffer.from(await book.xlsx.writeBuffer()), { name: 'price.xlsx' });
  expect(view.source).toMatchObject({ kind: 'xlsx', encoding: null, delimiter: null, format: 'other' });
  expect(view.options.headerRow).toBe(2);
  expect(shop.refusals()).toEqual(['5 price_too_precise 1.234']);
  await shop.apply();
  expect(shop.named('Сок').variants[0]).toMatchObject({
    barcodes: ['036000291452'],
    unitAmount: { amountMinor: 123450 },
  });
  expect(shop.named('Сыр')).toMatchObject({ unit: 'kilogram' });
});
