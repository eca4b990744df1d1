import { PDFiumLibrary } from '@hyzyla/pdfium';
import { readBarcodes } from 'zxing-wasm/reader';
import { loadQrDecoder } from '../../src/main/adapters/qr/qr-decoder.ts';

/** As a phone would see it, printed on an ordinary printer. */
const DOTS_PER_INCH = 150;
const POINTS_PER_INCH = 72;

/** What every page of a PDF has in its codes, read off its pixels, and its words. */
export async function readPrinted(pdf: Uint8Array): Promise<readonly PrintedPage[]> {
  const library = await PDFiumLibrary.init();
  await loadQrDecoder();
  const document = await library.loadDocument(pdf);
  try {
    const pages: PrintedPage[] = [];
    for (const page of document.pages()) {
      // The words first: a page that was drawn has none to give any more.
      const text = page.getText();
      const scale = DOTS_PER_INCH / POINTS_PER_INCH;
      const { data, width, height } = await page.render({ scale, colorSpace: 'Gray' });
      pages.push({ codes: await codesIn(data, width, height), text });
    }
    return pages;
  } finally {
    document.destroy();
    library.destroy();
  }
}

export interface PrintedPage {
  /** Sorted. */
  readonly codes: readonly string[];
  readonly text: string;
}

async function codesIn(grey: Uint8Array, width: number, height: number): Promise<readonly string[]> {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < width * height; index++) {
    const shade = grey[index] ?? 255;
    data.set([shade, shade, shade, 255], index * 4);
  }
  const picture = { data, width, height, colorSpace: 'srgb' } as const;
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
  return found.map(({ text }) => text).sort();
}
