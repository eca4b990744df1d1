import QRCode from 'qrcode';
import { readBarcodes } from 'zxing-wasm/reader';
import type { QrMaker, QrMatrix } from '../../ports.ts';
import { loadQrDecoder } from './qr-decoder.ts';

/** Pixels per module and modules of quiet zone of the picture that is decoded for the check. */
const PIXELS = 4;
const QUIET = 4;

/** Makes QR codes with error correction M and decodes each again before it may be shown. */
export function createQrMaker(): QrMaker {
  let ready: Promise<unknown> | undefined;
  return {
    make: async (text) => {
      ready ??= loadQrDecoder();
      await ready;
      const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
      const isDark = (row: number, column: number): boolean => modules.get(row, column) === 1;
      const [decoded] = await readBarcodes(rasterise(modules.size, isDark), {
        formats: ['QRCode'],
        tryHarder: true,
      });
      if (decoded?.text !== text) throw new Error('The QR code does not decode to the payer URL');
      return pack(modules.size, isDark);
    },
  };
}

type IsDark = (row: number, column: number) => boolean;

interface Picture {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly colorSpace: 'srgb';
}

function rasterise(size: number, isDark: IsDark): Picture {
  const side = (size + 2 * QUIET) * PIXELS;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const row = Math.floor(y / PIXELS) - QUIET;
      const column = Math.floor(x / PIXELS) - QUIET;
      const inside = row >= 0 && column >= 0 && row < size && column < size;
      if (inside && isDark(row, column)) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { data, width: side, height: side, colorSpace: 'srgb' };
}

function pack(size: number, isDark: IsDark): QrMatrix {
  const bytes = new Uint8Array(Math.ceil((size * size) / 8));
  for (let index = 0; index < size * size; index++) {
    if (!isDark(Math.floor(index / size), index % size)) continue;
    bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return { size, bits: Buffer.from(bytes).toString('base64') };
}
