import { ASCENT, DESCENT, type PosterElement, type PosterQr, type Typeface } from './poster.ts';
import { type Block, blocksOf, type Copy } from './poster-blocks.ts';
import { qrSideIn } from './poster-qr.ts';
import { type FittedText, fitText } from './poster-text.ts';

/** A filled line is higher than its letters by this factor. */
const BAND = 1.35;

/** Between paragraphs of several lines, in ems. */
const APART = 0.4;

/** How a format's stack is built: texts, the code between them, texts. All lengths in millimetres. */
export interface StackShape {
  /** The printer's dot, which modules are a whole number of. */
  readonly dot: number;
  /** Texts are set smaller until the code is as wide as this. */
  readonly goodQr: number;
  /** The shop's own words are cut before the code gets any smaller than this. */
  readonly minQr: number;
}

/** Elements that begin at 0, 0. */
export interface Stack {
  readonly elements: readonly PosterElement[];
  readonly height: number;
}

interface Section {
  readonly texts: readonly { readonly block: Block; readonly fitted: FittedText; readonly line: number }[];
  readonly height: number;
}

type Sections = Readonly<Record<Block['part'], Section>>;

/** A stack that fills a room of fixed height, with the code as large as the texts leave it. */
export function sheetStack(
  copy: Copy,
  qr: PosterQr,
  shape: StackShape,
  room: { readonly width: number; readonly height: number },
  typeface: Typeface,
): Stack {
  const { sections, side } = settle(copy, qr, shape, room, typeface);
  const { head, body, foot } = sections;
  const spare = room.height - head.height - side - body.height - foot.height;
  const headTop = spare * 0.15;
  const qrTop = snapUp(headTop + head.height + Math.max(0, spare * 0.2 - shape.dot), shape.dot);
  const elements: readonly PosterElement[] = [
    ...place(head, headTop, room.width),
    qrElement(qr, side, qrTop, room.width, shape.dot),
    ...place(body, qrTop + side, room.width),
    ...place(foot, room.height - foot.height, room.width),
  ];
  return { elements, height: room.height };
}

/** A stack as high as what stands in it; the code is as wide as the paper lets it be. */
export function slipStack(copy: Copy, qr: PosterQr, dot: number, width: number, typeface: Typeface): Stack {
  const blocks = blocksOf(copy, { scale: 1, ownLines: Number.POSITIVE_INFINITY });
  const { head, body, foot } = measure(blocks, width, typeface);
  const side = qrSideIn(qr, width, dot);
  const qrTop = snapUp(head.height, dot);
  const bodyTop = qrTop + side;
  const footTop = bodyTop + body.height;
  const elements: readonly PosterElement[] = [
    ...place(head, 0, width),
    qrElement(qr, side, qrTop, width, dot),
    ...place(body, bodyTop, width),
    ...place(foot, footTop, width),
  ];
  return { elements, height: footTop + foot.height };
}

/** From generous to tight: first smaller letters, then fewer lines of the shop's own words. */
const LOOSE = [1, 0.9, 0.8, 0.7, 0.6].map((scale) => ({ scale, ownLines: 6 }));
const TIGHT = [4, 3, 2, 1].map((ownLines) => ({ scale: 0.6, ownLines }));

interface Settled {
  readonly sections: Sections;
  readonly side: number;
}

function settle(
  copy: Copy,
  qr: PosterQr,
  shape: StackShape,
  room: { readonly width: number; readonly height: number },
  typeface: Typeface,
): Settled {
  const attempt = (density: (typeof LOOSE)[number]): Settled => {
    const sections = measure(blocksOf(copy, density), room.width, typeface);
    // A dot is kept back for the code's place, which is a whole number of dots too.
    const left = room.height - sections.head.height - sections.body.height - sections.foot.height - shape.dot;
    return { sections, side: qrSideIn(qr, Math.min(room.width, left), shape.dot) };
  };
  // A code's side goes in steps of a dot a module, so that the wanted side itself is rarely met.
  const step = (qr.size + 8) * shape.dot;
  let settled = attempt(LOOSE[0] ?? { scale: 1, ownLines: 6 });
  for (const density of LOOSE.slice(1)) {
    if (settled.side >= shape.goodQr - step) return settled;
    settled = attempt(density);
  }
  for (const density of TIGHT) {
    if (settled.side >= shape.minQr) return settled;
    settled = attempt(density);
  }
  return settled;
}

function measure(blocks: readonly Block[], width: number, typeface: Typeface): Sections {
  const section = (part: Block['part']): Section => {
    const texts = blocks
      .filter((block) => block.part === part)
      .map((block) => {
        const fitted = fitText(block.paragraphs, block.fit, width, typeface);
        const line = (ASCENT + DESCENT) * fitted.size * (block.tone === 'inverse' ? BAND : 1);
        return { block, fitted, line };
      });
    const height = texts.reduce((sum, { block, fitted, line }) => {
      const openings = fitted.lines.filter(({ opens }) => opens).length;
      return sum + block.gap + fitted.lines.length * line + openings * APART * fitted.size;
    }, 0);
    return { texts, height };
  };
  return { head: section('head'), body: section('body'), foot: section('foot') };
}

function place({ texts }: Section, top: number, width: number): readonly PosterElement[] {
  let y = top;
  return texts.flatMap(({ block, fitted, line }) => {
    y += block.gap;
    return fitted.lines.map(({ text, width: textWidth, opens }): PosterElement => {
      if (opens) y += APART * fitted.size;
      const element = {
        kind: 'text',
        x: 0,
        y,
        width,
        height: line,
        size: fitted.size,
        weight: block.fit.weight,
        align: 'centre',
        tone: block.tone,
        turned: false,
        text,
        textWidth,
      } as const;
      y += line;
      return element;
    });
  });
}

function qrElement(matrix: PosterQr, side: number, y: number, width: number, dot: number): PosterElement {
  return { kind: 'qr', x: Math.floor((width - side) / 2 / dot + 1e-9) * dot, y, side, matrix };
}

function snapUp(length: number, dot: number): number {
  return Math.ceil(length / dot - 1e-9) * dot;
}
