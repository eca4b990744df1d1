import type { PosterQr } from './poster.ts';

/** Light modules around the code, without which scanners do not find it (ISO/IEC 18004). */
export const POSTER_QUIET_ZONE = 4;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Dark modules side by side in a row; row and column count from the code's corner, without the quiet zone. */
export interface DarkRun {
  readonly row: number;
  readonly column: number;
  readonly length: number;
}

/**
 * The dark modules in as few boxes as rows allow: drawn as one shape they have no seams between them.
 * @throws RangeError when there are fewer bits than modules: such a code must not be printed
 */
export function darkRuns(qr: PosterQr): readonly DarkRun[] {
  const isDark = readModules(qr);
  const runs: DarkRun[] = [];
  for (let row = 0; row < qr.size; row++) {
    for (let column = 0; column < qr.size; column++) {
      if (!isDark(row, column)) continue;
      const start = column;
      while (column + 1 < qr.size && isDark(row, column + 1)) column++;
      runs.push({ row, column: start, length: column - start + 1 });
    }
  }
  return runs;
}

function readModules({ size, bits }: PosterQr): (row: number, column: number) => boolean {
  const sextets = Array.from(bits.replace(/=+$/, ''), (character) => ALPHABET.indexOf(character));
  if (sextets.includes(-1)) throw new RangeError('The QR matrix is not base64');
  if (sextets.length * 6 < size * size) throw new RangeError('The QR matrix is too short');
  return (row, column) => {
    const index = row * size + column;
    return (((sextets[Math.floor(index / 6)] ?? 0) >> (5 - (index % 6))) & 1) === 1;
  };
}

/** The width of one module, quiet zone included, of a code that is `side` millimetres wide. */
export function moduleSide(qr: PosterQr, side: number): number {
  return side / (qr.size + 2 * POSTER_QUIET_ZONE);
}

/**
 * The largest side that fits, with every module a whole number of the printer's dots: a module and a half cannot be
 * printed, and scanners stumble over rows of uneven width.
 * @param room in millimetres
 * @param dot in millimetres
 * @returns 0 where not even one dot a module fits
 */
export function qrSideIn(qr: PosterQr, room: number, dot: number): number {
  const modules = qr.size + 2 * POSTER_QUIET_ZONE;
  return Math.floor(room / (modules * dot) + 1e-9) * modules * dot;
}
