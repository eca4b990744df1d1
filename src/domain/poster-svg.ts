import {
  originOf,
  type PosterElement,
  type PosterPage,
  type QrElement,
  type RuleElement,
  type TextElement,
} from './poster.ts';
import { darkRuns, moduleSide, POSTER_QUIET_ZONE } from './poster-qr.ts';

const INK = { ink: '#000', soft: '#444', inverse: '#fff' } as const;

/**
 * A page as SVG, for a preview: the same lines at the same places as on paper. Each line is told how wide it is, so that
 * it fits its box in whatever font the viewer has.
 */
export function posterSvg(page: PosterPage): string {
  const { width, height } = page;
  const size = `width="${numeral(width)}mm" height="${numeral(height)}mm"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${numeral(width)} ${numeral(height)}">`,
    `<rect width="${numeral(width)}" height="${numeral(height)}" fill="#fff"/>`,
    ...page.elements.map(elementSvg),
    '</svg>',
  ].join('');
}

function elementSvg(element: PosterElement): string {
  switch (element.kind) {
    case 'text':
      return textSvg(element);
    case 'qr':
      return qrSvg(element);
    case 'rule':
      return ruleSvg(element);
  }
}

function textSvg(element: TextElement): string {
  const { x, y, width, height, size, weight, tone, turned, text, textWidth } = element;
  const origin = originOf(element);
  const band =
    tone === 'inverse'
      ? `<rect x="${numeral(x)}" y="${numeral(y)}" width="${numeral(width)}" height="${numeral(height)}" fill="#000"/>`
      : '';
  const turn = turned ? ` transform="rotate(180 ${numeral(x + width / 2)} ${numeral(y + height / 2)})"` : '';
  const place = `x="${numeral(origin.x)}" y="${numeral(origin.baseline)}"`;
  const face = `font-family="Inter, 'Inter Variable', sans-serif" font-size="${numeral(size)}" font-weight="${weight === 'bold' ? 700 : 400}"`;
  const fixed = `textLength="${numeral(textWidth)}" lengthAdjust="spacingAndGlyphs"`;
  return `${band}<text ${place} ${face} ${fixed} fill="${INK[tone]}"${turn}>${escaped(text)}</text>`;
}

/** One shape for all modules: boxes of their own would have seams. */
function qrSvg({ x, y, side, matrix }: QrElement): string {
  const path = darkRuns(matrix)
    .map(({ row, column, length }) => `M${column} ${row}h${length}v1h-${length}z`)
    .join('');
  const module = moduleSide(matrix, side);
  const [left, top] = [x, y].map((edge) => numeral(edge + POSTER_QUIET_ZONE * module));
  return `<path transform="translate(${left} ${top}) scale(${module})" d="${path}" fill="#000"/>`;
}

function ruleSvg({ x1, y1, x2, y2, thickness, dashed }: RuleElement): string {
  const ends = `x1="${numeral(x1)}" y1="${numeral(y1)}" x2="${numeral(x2)}" y2="${numeral(y2)}"`;
  const dashes = dashed ? ' stroke-dasharray="2 2"' : '';
  return `<line ${ends} stroke="#888" stroke-width="${numeral(thickness)}"${dashes}/>`;
}

/** A ten-thousandth of a millimetre is finer than any paper. */
function numeral(length: number): string {
  return String(Math.round(length * 10_000) / 10_000);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
