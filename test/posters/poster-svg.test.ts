import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { POSTER_FORMATS } from '../../src/domain/poster.ts';
import { layoutPosters } from '../../src/domain/poster-layout.ts';
import { posterSvg } from '../../src/domain/poster-svg.ts';
import { createPdfPainter } from '../../src/main/adapters/pdf/pdf-painter.ts';
import { loadQrDecoder } from '../../src/main/adapters/qr/qr-decoder.ts';
import { readCodes } from './pdf-pictures.ts';
import { PAYER_URL, samplePoster } from './poster-samples.ts';

const typeface = await createPdfPainter().typeface();
const sample = await samplePoster();
await loadQrDecoder();

describe.each(POSTER_FORMATS)('%s on the screen', (format) => {
  test('is a picture whose codes are the payer URL', async () => {
    const [page] = layoutPosters([sample], format, typeface).pages;
    if (!page) throw new Error('There is no page');
    const drawn = sharp(Buffer.from(posterSvg(page)), { density: 120 }).greyscale();
    const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true });
    expect(info.width).toBeGreaterThan(page.width * 4);
    const codes = await readCodes({ width: info.width, height: info.height, grey: data });
    expect(codes).toEqual(format === 'tents' ? [PAYER_URL, PAYER_URL] : [PAYER_URL]);
  });
});

test('words are text, whatever stands in them', () => {
  const name = `</text><script>alert("&amp;")</script>`;
  const [page] = layoutPosters([{ ...sample, name }], 'a4', typeface).pages;
  const svg = posterSvg(page ?? { width: 0, height: 0, elements: [] });
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert("&amp;amp;")&lt;/script&gt;');
  expect(svg).not.toMatch(/\sstyle=|\shref=|<style|url\(/);
});
