import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  originOf,
  type PosterDocument,
  type PosterElement,
  type PosterWeight,
  type QrElement,
  type RuleElement,
  type TextElement,
  type Typeface,
} from '../../../domain/poster.ts';
import { darkRuns, moduleSide, POSTER_QUIET_ZONE } from '../../../domain/poster-qr.ts';
import { readCoverage } from './font-coverage.ts';
import { readInter } from './inter-fonts.ts';

/** Points in a millimetre. */
const PT = 72 / 25.4;

const COLOURS = { ink: '#000000', soft: '#444444', inverse: '#ffffff', rule: '#888888' } as const;

/** What a PDF says of itself; never whose machine made it, and never an address that can be paid. */
export interface PdfInfo {
  readonly title: string;
  readonly language: 'en' | 'ru';
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
}

export interface PdfPainter {
  /** Inter, for laying out what `paint` will paint: both measure with the same files. */
  typeface(): Promise<Typeface>;
  /** The document as PDF. Equal documents with equal info are equal byte for byte. */
  paint(document: PosterDocument, info: PdfInfo): Promise<Buffer>;
}

type Pdf = PDFKit.PDFDocument;

/** Paints with pdfkit, which is loaded with the first poster: a till that prints none starts without it. */
export function createPdfPainter(): PdfPainter {
  return {
    typeface: async () => {
      const fonts = readInter();
      const coverage = [readCoverage(fonts.regular), readCoverage(fonts.bold)];
      const ruler = await openPdf(fonts, { title: '', language: 'en', createdAt: 0 });
      return {
        measure: (text, size, weight) =>
          ruler.font(weight).fontSize(size).widthOfString(text, { lineBreak: false }),
        covers: (codePoint) => coverage.every((covers) => covers(codePoint)),
      };
    },
    paint: async (document, info) => {
      const pdf = await openPdf(readInter(), info);
      const bytes = collect(pdf);
      for (const page of document.pages) {
        pdf.addPage({ size: [page.width * PT, page.height * PT], margin: 0 });
        for (const element of page.elements) paintElement(pdf, element);
        // A long order must not keep the till from a customer who pays meanwhile.
        await nextTurn();
      }
      pdf.end();
      return await bytes;
    },
  };
}

async function openPdf(fonts: Readonly<Record<PosterWeight, Buffer>>, info: PdfInfo): Promise<Pdf> {
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: info.language,
    displayTitle: true,
    info: {
      Title: info.title,
      Creator: 'Tillink',
      Producer: 'Tillink',
      CreationDate: new Date(info.createdAt),
    },
  });
  pdf.registerFont('regular', fonts.regular);
  pdf.registerFont('bold', fonts.bold);
  return pdf;
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function paintElement(pdf: Pdf, element: PosterElement): void {
  switch (element.kind) {
    case 'text':
      paintText(pdf, element);
      break;
    case 'qr':
      paintQr(pdf, element);
      break;
    case 'rule':
      paintRule(pdf, element);
      break;
  }
}

function paintText(pdf: Pdf, element: TextElement): void {
  const { x, y, width, height, size, weight, tone, turned, text } = element;
  const origin = originOf(element);
  pdf.save();
  if (turned) pdf.rotate(180, { origin: [(x + width / 2) * PT, (y + height / 2) * PT] });
  if (tone === 'inverse') pdf.rect(x * PT, y * PT, width * PT, height * PT).fill(COLOURS.ink);
  pdf
    .font(weight)
    .fontSize(size * PT)
    .fillColor(COLOURS[tone])
    .text(text, origin.x * PT, origin.baseline * PT, { lineBreak: false, baseline: 'alphabetic' });
  pdf.restore();
}

/** All modules are one shape, filled at once: boxes of their own would have hairlines between them. */
function paintQr(pdf: Pdf, { x, y, side, matrix }: QrElement): void {
  const module = moduleSide(matrix, side) * PT;
  const edge = POSTER_QUIET_ZONE * module;
  for (const { row, column, length } of darkRuns(matrix)) {
    pdf.rect(x * PT + edge + column * module, y * PT + edge + row * module, length * module, module);
  }
  pdf.fillColor(COLOURS.ink).fill();
}

function paintRule(pdf: Pdf, { x1, y1, x2, y2, thickness, dashed }: RuleElement): void {
  pdf.save().lineWidth(thickness * PT);
  if (dashed) pdf.dash(2 * PT, { space: 2 * PT });
  pdf
    .moveTo(x1 * PT, y1 * PT)
    .lineTo(x2 * PT, y2 * PT)
    .stroke(COLOURS.rule);
  pdf.restore();
}
