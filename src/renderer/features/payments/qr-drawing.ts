import type { QrView } from '../../../contract/views.ts';

/** Light modules around the code, without which scanners do not find it (ISO/IEC 18004). */
export const QUIET_ZONE = 4;

/** The counter's smallest code: 70 mm at 96 dots an inch. */
export const QR_MIN_CSS_PX = 265;

/**
 * Reads the matrix: row by row, one bit a module, the first in the highest bit.
 * @throws RangeError when there are fewer bits than modules: such a code must not be shown
 */
export function readModules({ size, bits }: QrView): (row: number, column: number) => boolean {
  const bytes = Uint8Array.from(atob(bits), (character) => character.charCodeAt(0));
  if (bytes.length * 8 < size * size) throw new RangeError('The QR matrix is too short');
  return (row, column) => {
    const index = row * size + column;
    return ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
  };
}

/** One SVG path of all dark modules, in module units, moved in by the quiet zone; runs in a row are one box. */
export function qrPath(qr: QrView): string {
  const isDark = readModules(qr);
  const boxes: string[] = [];
  for (let row = 0; row < qr.size; row++) {
    for (let column = 0; column < qr.size; column++) {
      if (!isDark(row, column)) continue;
      const start = column;
      while (column + 1 < qr.size && isDark(row, column + 1)) column++;
      boxes.push(
        `M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${column - start + 1}v1h-${column - start + 1}z`,
      );
    }
  }
  return boxes.join('');
}

/**
 * The side to draw at, in CSS pixels: the largest that fits the room with every module a whole number of
 * device pixels, and never below the counter's smallest, even where that overflows the room.
 */
export function qrSide(size: number, roomCssPx: number, pixelRatio: number): number {
  const modules = size + 2 * QUIET_ZONE;
  const fitting = Math.floor((roomCssPx * pixelRatio) / modules);
  const smallest = Math.ceil((QR_MIN_CSS_PX * pixelRatio) / modules);
  return (Math.max(fitting, smallest) * modules) / pixelRatio;
}
