import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { QR_MIN_CSS_PX, QUIET_ZONE, qrPath, qrSide, readModules } from './qr-drawing.ts';

function pack(size: number, isDark: (row: number, column: number) => boolean): string {
  const bytes = new Uint8Array(Math.ceil((size * size) / 8));
  for (let index = 0; index < size * size; index++) {
    if (!isDark(Math.floor(index / size), index % size)) continue;
    bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return btoa(String.fromCharCode(...bytes));
}

/** Paints the path's boxes onto a grid of modules, as a browser would. */
function paint(path: string): ReadonlySet<string> {
  const dark = new Set<string>();
  for (const box of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    const [left, top, width] = [Number(box[1]), Number(box[2]), Number(box[3])];
    for (let column = left; column < left + width; column++) dark.add(`${top},${column}`);
  }
  return dark;
}

describe('a QR from main', () => {
  it.each(['https://sandbox.4pay.online/pay/link/0198f3a2', 'a', 'Ж'.repeat(200)])(
    'is read and drawn module by module: %s',
    (text) => {
      const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
      const isDark = (row: number, column: number) => modules.get(row, column) === 1;
      const qr = { size: modules.size, bits: pack(modules.size, isDark) };
      const read = readModules(qr);
      const painted = paint(qrPath(qr));
      for (let row = 0; row < qr.size; row++) {
        for (let column = 0; column < qr.size; column++) {
          expect(read(row, column)).toBe(isDark(row, column));
          expect(painted.has(`${row + QUIET_ZONE},${column + QUIET_ZONE}`)).toBe(isDark(row, column));
        }
      }
    },
  );

  it('leaves the quiet zone free', () => {
    const painted = paint(qrPath({ size: 21, bits: pack(21, () => true) }));
    expect(painted.size).toBe(21 * 21);
    expect([...painted].every((place) => place.split(',').every((at) => Number(at) >= QUIET_ZONE))).toBe(
      true,
    );
  });

  it('is refused when bits are missing', () => {
    expect(() => readModules({ size: 21, bits: btoa('too short') })).toThrow(RangeError);
  });

  it('is drawn with whole device pixels, and never below 70 mm', () => {
    const ratios = fc.constantFrom(1, 1.25, 1.5, 2, 2.625, 3);
    fc.assert(
      fc.property(
        fc.integer({ min: 21, max: 177 }),
        fc.integer({ min: 0, max: 2000 }),
        ratios,
        (size, room, ratio) => {
          const side = qrSide(size, room, ratio);
          const modulePixels = (side * ratio) / (size + 2 * QUIET_ZONE);
          expect(Math.abs(modulePixels - Math.round(modulePixels))).toBeLessThan(1e-6);
          expect(side).toBeGreaterThanOrEqual(QR_MIN_CSS_PX);
          const smallest = Math.ceil((QR_MIN_CSS_PX * ratio) / (size + 8)) * (size + 8);
          if (room * ratio >= smallest) expect(side).toBeLessThanOrEqual(room);
        },
      ),
    );
  });
});
