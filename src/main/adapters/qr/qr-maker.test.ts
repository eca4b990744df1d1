import { readBarcodes } from 'zxing-wasm/reader';
import { describe, expect, test } from 'vitest';
import type { QrMatrix } from '../../ports.ts';
import { createQrMaker } from './qr-maker.ts';

const maker = createQrMaker();

/** Draws the modules as a screen does, from the bits on the wire, and reads the picture. */
async function readMatrix({ size, bits }: QrMatrix, scale: number): Promise<string | undefined> {
  const bytes = Buffer.from(bits, 'base64');
  const side = (size + 8) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let index = 0; index < size * size; index++) {
    const dark = ((bytes[Math.floor(index / 8)] ?? 0) & (128 >> (index % 8))) !== 0;
    if (!dark) continue;
    const [left, top] = [(index % size) + 4, Math.floor(index / size) + 4];
    for (let y = top * scale; y < (top + 1) * scale; y++) {
      for (let x = left * scale; x < (left + 1) * scale; x++)
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  const picture = { data, width: side, height: side, colorSpace: 'srgb' } as const;
  const [found] = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
  return found?.text;
}

describe('a QR of a payer URL', () => {
  test.each([
    'https://4pay.online/pay/link/7b0e9c9e-0000-4000-8000-000000000001',
    'http://127.0.0.1:8700/pay/link/1',
    'https://pay.example/checkout/1?expires=1790000000&signature=a%2Bb%3D&x=ю',
    `https://pay.example/?jwt=${'eyJhbGciOiJIUzI1NiJ9.'.repeat(40)}`,
  ])('on the wire decodes to the very same text: %s', async (url) => {
    const matrix = await maker.make(url);
    expect(await readMatrix(matrix, 3)).toBe(url);
    expect(await readMatrix(matrix, 5)).toBe(url);
  });

  test('has the bits of its size, and no more', async () => {
    for (const length of [1, 60, 400, 1200, 2000]) {
      const { size, bits } = await maker.make(`https://a/${'x'.repeat(length)}`);
      expect((size - 21) % 4).toBe(0);
      expect(size).toBeLessThanOrEqual(177);
      expect(Buffer.from(bits, 'base64')).toHaveLength(Math.ceil((size * size) / 8));
    }
  });

  test('is the same for the same URL, and another for another', async () => {
    const [a, again, b] = await Promise.all(
      ['https://a/1', 'https://a/1', 'https://a/2'].map((url) => maker.make(url)),
    );
    expect(again).toEqual(a);
    expect(b).not.toEqual(a);
  });

  test('that does not fit is refused, never cut', async () => {
    await expect(maker.make(`https://a/${'x'.repeat(3000)}`)).rejects.toThrow();
    await expect(maker.make('')).rejects.toThrow();
  });
});
