import { expect, test } from 'vitest';
import { ASCENT, DESCENT } from '../../../domain/poster.ts';
import { readCoverage } from './font-coverage.ts';
import { readInter } from './inter-fonts.ts';

const fonts = readInter();

test.each(['regular', 'bold'] as const)(
  'Inter %s has what tills print, and says what it has not',
  (weight) => {
    const covers = readCoverage(fonts[weight]);
    const has = (text: string): readonly string[] =>
      Array.from(text).filter((character) => covers(character.codePointAt(0) ?? 0));
    const known = 'AZaz09 АЯаяЁёҚқЇїЎў«»„“—–…№₽₸€$£¥₺\u00a0\u202f·×−';
    expect(has(known).join('')).toBe(known);
    expect(has('֏⃀中שع☕\u{1f469}')).toEqual([]);
  },
);

test.each(['regular', 'bold'] as const)('lines are as high as Inter %s is', (weight) => {
  const data = new DataView(fonts[weight].buffer, fonts[weight].byteOffset, fonts[weight].byteLength);
  const tableAt = (name: string): number => {
    const at = fonts[weight].indexOf(name, 12, 'latin1');
    return data.getUint32(at + 8);
  };
  const unitsPerEm = data.getUint16(tableAt('head') + 18);
  expect(data.getInt16(tableAt('hhea') + 4) / unitsPerEm).toBeCloseTo(ASCENT, 9);
  expect(-data.getInt16(tableAt('hhea') + 6) / unitsPerEm).toBeCloseTo(DESCENT, 9);
});

/** A font of nothing but a table of characters, of format 4 or 12. */
function fontWith(subtable: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(28 + 12 + subtable.length * 2);
  const data = new DataView(bytes.buffer);
  data.setUint16(4, 1);
  bytes.set(Buffer.from('cmap'), 12);
  data.setUint32(20, 28);
  data.setUint16(30, 1);
  data.setUint32(36, 12);
  for (const [index, value] of subtable.entries()) data.setUint16(40 + index * 2, value);
  return bytes;
}

test('a table of format 4 is read, by difference and by list; what maps to nothing is not there', () => {
  // Two segments: 65 to 67 by difference, 97 to 98 by a list that has no glyph for 97; then the end.
  const segments = [67, 98, 0xffff, 0, 65, 97, 0xffff, 0, 0, 1, 0, 4, 0, 0, 7];
  const covers = readCoverage(fontWith([4, 0, 0, 6, 0, 0, 0, ...segments]));
  expect([64, 65, 66, 67, 68, 97, 98, 99, 0xffff].filter(covers)).toEqual([65, 66, 67, 98]);
});

test('a file that is no font, or names no characters, is refused', () => {
  expect(() => readCoverage(new Uint8Array(64))).toThrow(RangeError);
  expect(() => readCoverage(fontWith([6, 0, 0]))).toThrow('The font names no characters');
});
