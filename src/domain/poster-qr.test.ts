import { expect, test } from 'vitest';
import { darkRuns, moduleSide, qrSideIn } from './poster-qr.ts';

/** 3 modules a side: `## / .#. / #.#`, the bits 110 010 101 and seven to fill. */
const SMALL = { size: 3, bits: Buffer.from([0b11001010, 0b10000000]).toString('base64') };

test('dark modules side by side are one run', () => {
  expect(darkRuns(SMALL)).toEqual([
    { row: 0, column: 0, length: 2 },
    { row: 1, column: 1, length: 1 },
    { row: 2, column: 0, length: 1 },
    { row: 2, column: 2, length: 1 },
  ]);
});

test('every bit is read, whatever the bytes are', () => {
  const size = 48;
  const bytes = Uint8Array.from({ length: (size * size) / 8 }, (_, index) => (index * 73 + 11) & 255);
  const dark = new Set(
    darkRuns({ size, bits: Buffer.from(bytes).toString('base64') }).flatMap(({ row, column, length }) =>
      Array.from({ length }, (_, offset) => row * size + column + offset),
    ),
  );
  for (let index = 0; index < size * size; index++) {
    const bit = ((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1;
    expect(dark.has(index)).toBe(bit === 1);
  }
});

test('a matrix that is cut short, or is none, is never drawn', () => {
  expect(() => darkRuns({ size: 21, bits: SMALL.bits })).toThrow(RangeError);
  expect(() => darkRuns({ size: 3, bits: 'A-_=' })).toThrow(RangeError);
});

test.each([
  [33, 72, 1 / 8, 14],
  [33, 48, 1 / 8, 9],
  [177, 48, 1 / 8, 2],
  [41, 61.3, 25.4 / 600, 29],
])('a code of %i modules in %f mm is as wide as whole dots allow', (size, room, dot, dots) => {
  const qr = { size, bits: '' };
  const side = qrSideIn(qr, room, dot);
  expect(side).toBeLessThanOrEqual(room);
  expect(moduleSide(qr, side) / dot).toBeCloseTo(dots, 9);
  expect(side + (size + 8) * dot).toBeGreaterThan(room);
});

test('where not even a dot a module fits, there is no side', () => {
  expect(qrSideIn({ size: 177, bits: '' }, 20, 1 / 8)).toBe(0);
});
