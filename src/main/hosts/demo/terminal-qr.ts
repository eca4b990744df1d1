import type { QrView } from '../../../contract/views.ts';

/** Quiet zone in modules. */
const QUIET = 4;

/** Draws a QR code with half blocks, dark on white, so that a phone reads it off a terminal of any colours. */
export function drawQr({ size, bits }: QrView): string {
  const bytes = Buffer.from(bits, 'base64');
  const isDark = (row: number, column: number): boolean => {
    const inside = row >= 0 && column >= 0 && row < size && column < size;
    const index = row * size + column;
    return inside && ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
  };
  const lines: string[] = [];
  for (let row = -QUIET; row < size + QUIET; row += 2) {
    let line = '';
    for (let column = -QUIET; column < size + QUIET; column++) {
      const top = isDark(row, column);
      const bottom = isDark(row + 1, column);
      line += top ? (bottom ? '█' : '▀') : bottom ? '▄' : ' ';
    }
    lines.push(`\u001b[30;107m${line}\u001b[0m`);
  }
  return lines.join('\n');
}
