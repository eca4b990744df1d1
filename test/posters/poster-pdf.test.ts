import { describe, expect, test } from 'vitest';
import { POSTER_FORMATS, type Poster, type PosterFormat, type QrElement } from '../../src/domain/poster.ts';
import { layoutPosters, postersPerPage } from '../../src/domain/poster-layout.ts';
import { darkRuns, moduleSide, POSTER_QUIET_ZONE } from '../../src/domain/poster-qr.ts';
import { createPdfPainter } from '../../src/main/adapters/pdf/pdf-painter.ts';
import { openPdfReader, type Picture, readCodes } from './pdf-pictures.ts';
import { longest, PAYER_URL, samplePoster } from './poster-samples.ts';

const reader = await openPdfReader();
const painter = createPdfPainter();
const typeface = await painter.typeface();
const info = {
  title: 'Harbour Coffee',
  language: 'en',
  createdAt: Date.parse('2026-11-21T09:00:00Z'),
} as const;

async function print(posters: readonly Poster[], format: PosterFormat) {
  const document = layoutPosters(posters, format, typeface);
  return { document, pdf: await painter.paint(document, info) };
}

describe('a code on paper, as a printer has it in dots, is the payer URL', () => {
  const cases = POSTER_FORMATS.flatMap((format) => [
    { format, which: 'usual' as const },
    { format, which: 'longest' as const },
  ]);

  test.each(cases)(
    '$format at 150 and 203 dots an inch, with the $which texts',
    async ({ format, which }) => {
      const usual = await samplePoster();
      const { document, pdf } = await print([which === 'usual' ? usual : longest(usual)], format);
      expect(document.pages).toHaveLength(1);
      const codes = document.pages.flatMap(({ elements }) => elements.filter(({ kind }) => kind === 'qr'));
      expect(codes).toHaveLength(format === 'tents' ? 2 : 1);
      for (const dpi of [150, 203]) {
        const pictures = await reader.pictures(pdf, document.pages, dpi);
        expect(await Promise.all(pictures.map(readCodes))).toEqual([codes.map(() => PAYER_URL)]);
      }
    },
  );

  test.each(['cards', 'tents'] as const)('%s: each card of a sheet has its own', async (format) => {
    const urls = Array.from(
      { length: postersPerPage(format) + 1 },
      (_, index) => `https://4pay.online/pay/link/7b0e9c9e-0000-4000-8000-00000000000${index}`,
    );
    const { document, pdf } = await print(await Promise.all(urls.map(samplePoster)), format);
    const found = await Promise.all((await reader.pictures(pdf, document.pages, 203)).map(readCodes));
    const faces = format === 'tents' ? 2 : 1;
    const expected = (some: readonly string[]) => some.flatMap((url) => Array(faces).fill(url)).sort();
    expect(found).toEqual([expected(urls.slice(0, -1)), expected(urls.slice(-1))]);
  });
});

describe.each([
  { format: 'slip80', dotsAcross: 640 },
  { format: 'slip58', dotsAcross: 464 },
] as const)('$format on a printer of eight dots a millimetre', ({ format, dotsAcross }) => {
  test('has modules of whole dots, without a dot of grey or a seam between them', async () => {
    const { document, pdf } = await print([await samplePoster()], format);
    const [page] = document.pages;
    const qr = page?.elements.find((element): element is QrElement => element.kind === 'qr');
    const [picture] = await reader.pictures(pdf, document.pages, 8 * 25.4);
    if (!qr || !picture) throw new Error('There is no code');
    expect(picture.width).toBe(dotsAcross);
    const [found, wanted] = [dotsOf(picture, qr), expectedDots(qr)];
    expect(found).toHaveLength(wanted.length);
    expect(found.filter((row, index) => row !== wanted[index])).toEqual([]);
  });
});

/** The reader reckons in 256ths of a dot: an edge on the grid may miss it by one. */
const [BLACK, WHITE] = [4, 251];

/** The square of the code with its quiet zone, dot by dot. */
function dotsOf({ width, grey }: Picture, { x, y, side }: QrElement): readonly string[] {
  return Array.from({ length: Math.round(side * 8) }, (_, row) => {
    const start = (Math.round(y * 8) + row) * width + Math.round(x * 8);
    const dots = grey.subarray(start, start + Math.round(side * 8));
    return Array.from(dots, (shade) => (shade < BLACK ? '#' : shade > WHITE ? ' ' : '?')).join('');
  });
}

function expectedDots({ matrix, side }: QrElement): readonly string[] {
  const dots = Math.round(moduleSide(matrix, side) * 8);
  const modules = matrix.size + 2 * POSTER_QUIET_ZONE;
  const rows = Array.from({ length: modules }, () => Array.from({ length: modules }, () => ' '));
  for (const { row, column, length } of darkRuns(matrix))
    rows[row + POSTER_QUIET_ZONE]?.fill('#', column + POSTER_QUIET_ZONE, column + POSTER_QUIET_ZONE + length);
  return rows.flatMap((row) => Array(dots).fill(row.map((module) => module.repeat(dots)).join('')));
}

test('equal posters are equal files, byte for byte; another moment or another word is another file', async () => {
  const poster = longest(await samplePoster());
  const document = layoutPosters([poster], 'a4', typeface);
  const first = await painter.paint(document, info);
  const again = await createPdfPainter().paint(layoutPosters([poster], 'a4', await painter.typeface()), info);
  expect(again.equals(first)).toBe(true);
  const later = await painter.paint(document, { ...info, createdAt: info.createdAt + 1000 });
  expect(later.equals(first)).toBe(false);
});

test('what is printed can be read, searched and copied, in both languages', async () => {
  const poster = await samplePoster();
  const { pdf } = await print([{ ...poster, name: 'Капучино ёмкий №2', language: 'ru' }], 'a5');
  const text = await reader.text(pdf);
  for (const words of ['Harbour Coffee', 'Капучино ёмкий №2', 'Оплата по QR-коду', '350,00', 'СБП'])
    expect(text).toContain(words);
});

test.each(['a6', 'slip58'] as const)('PAY-9 %s says that demo and test are no payment', async (format) => {
  const poster = await samplePoster();
  for (const [mode, language, words] of [
    ['test', 'en', 'TEST, NOT A PAYMENT'],
    ['demo', 'ru', 'ТЕСТ, НЕ ОПЛАТА'],
  ] as const) {
    const { pdf } = await print([{ ...poster, mode, language }], format);
    expect(await reader.text(pdf)).toContain(words);
  }
  const { pdf } = await print([poster], format);
  expect(await reader.text(pdf)).not.toContain('TEST');
});

test('SEC-7 the address stands in the code alone, and in letters only on a slip that was asked for it', async () => {
  const poster = await samplePoster();
  for (const format of POSTER_FORMATS) {
    const { pdf } = await print([poster], format);
    expect((await reader.text(pdf)).replace(/\s/g, '')).not.toContain('4pay.online');
    expect(pdf.includes('4pay.online')).toBe(false);
  }
  const asked = { ...poster, address: PAYER_URL };
  for (const format of ['slip80', 'slip58'] as const) {
    const { pdf } = await print([asked], format);
    expect((await reader.text(pdf)).replace(/\s/g, '')).toContain(PAYER_URL);
  }
  expect(() => layoutPosters([asked], 'a6', typeface)).toThrow(RangeError);
});

test('a file says nothing of the machine that made it', async () => {
  const { pdf } = await print([await samplePoster()], 'a6');
  const plain = pdf.toString('latin1');
  for (const word of ['(Tillink)', '(Harbour Coffee)', '(D:20261121090000Z)'])
    expect(plain.includes(word)).toBe(true);
  for (const word of ['PDFKit', process.cwd(), process.version, process.env['HOME'] ?? '/root'])
    expect(plain.includes(word)).toBe(false);
});
