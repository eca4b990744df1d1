import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll } from 'vitest';
import { readBarcodes } from 'zxing-wasm/reader';
import type { PosterPage } from '../../src/domain/poster.ts';
import { loadQrDecoder } from '../../src/main/adapters/qr/qr-decoder.ts';

/** A page in pixels: one byte each, 0 is black. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Reads PDFs with a program that has not written them. */
export interface PdfReader {
  /** Every page as a printer of so many dots an inch would have it. */
  pictures(pdf: Uint8Array, pages: readonly PosterPage[], dpi: number): Promise<readonly Picture[]>;
  /** The text of all pages, as a reader would copy it. */
  text(pdf: Uint8Array): Promise<string>;
}

/** Opens the reader for the tests of this file. */
export async function openPdfReader(): Promise<PdfReader> {
  const library = await PDFiumLibrary.init();
  await loadQrDecoder();
  afterAll(() => library.destroy());
  const read = async <T>(pdf: Uint8Array, act: (document: PDFiumDocument) => Promise<T>): Promise<T> => {
    const document = await library.loadDocument(pdf);
    try {
      return await act(document);
    } finally {
      document.destroy();
    }
  };
  return {
    pictures: (pdf, pages, dpi) =>
      read(pdf, async (document) => {
        const pictures: Picture[] = [];
        for (const [index, page] of pages.entries()) pictures.push(await render(document, index, page, dpi));
        return pictures;
      }),
    text: (pdf) =>
      read(pdf, async (document) => [...document.pages()].map((page) => page.getText()).join('\n')),
  };
}

async function render(
  document: PDFiumDocument,
  index: number,
  page: PosterPage,
  dpi: number,
): Promise<Picture> {
  const { data, width, height } = await document.getPage(index).render({
    scale: 1,
    width: Math.round((page.width / 25.4) * dpi),
    height: Math.round((page.height / 25.4) * dpi),
    colorSpace: 'Gray',
  });
  // A copy: the reader's memory is its own, and may be given to the next page.
  return { width, height, grey: Uint8Array.from(data) };
}

/** The texts of all codes in a picture, sorted; once a reader is open. */
export async function readCodes({ width, height, grey }: Picture): Promise<readonly string[]> {
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [index, shade] of grey.entries()) data.set([shade, shade, shade, 255], index * 4);
  const picture = { data, width, height, colorSpace: 'srgb' } as const;
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
  return found.map(({ text }) => text).sort();
}
