import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldLetters, foldPlaced, foldText } from './search-text.ts';

describe('folding', () => {
  test.each([
    ['Чёрный ЧАЙ', 'черныи чаи'],
    ['ё', 'е'],
    ['Crème Brûlée', 'creme brulee'],
    ['Cafe\u0301', 'cafe'],
    ['  Salad «Цезарь», 250 g. ', 'salad цезарь 250 g'],
    ['ＦＵＬＬ１', 'full1'],
    ['İstanbul', 'istanbul'],
    ['ﬁlter', 'filter'],
    ['D-001', 'd 001'],
    ['"; DROP TABLE product --', 'drop table product'],
    ['\u0000\ud800 * ^ "', ''],
  ])('%j is %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('is the same in upper case, lower case, composed and decomposed', () => {
    const word = fc.stringMatching(/^[a-zа-яёàéîõüçñ0-9 ]{0,30}$/);
    fc.assert(
      fc.property(word, (text) => {
        for (const other of [
          text.toUpperCase(),
          text.normalize('NFD'),
          ` ${text} `,
          text.replaceAll('ё', 'е'),
        ]) {
          expect(foldText(other)).toBe(foldText(text));
        }
      }),
    );
  });

  test('leaves letters, digits and single spaces, and folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldText(text);
        expect(folded).toMatch(/^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u);
        expect(foldText(folded)).toBe(folded);
      }),
      { numRuns: 500 },
    );
  });
});

describe('folding with places', () => {
  test('makes the same letters, and knows where each one stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { folded, places } = foldPlaced(text);
        expect(folded).toBe(foldLetters(text));
        expect(places).toHaveLength(folded.length + 1);
        expect(places.at(-1)).toBe(text.length);
        expect([...places].sort((one, other) => one - other)).toEqual(places);
      }),
      { numRuns: 500 },
    );
  });

  test('an accent belongs to the letter before it', () => {
    expect(foldPlaced('Cafe\u0301 ё')).toEqual({ folded: 'cafe е', places: [0, 1, 2, 3, 5, 6, 7] });
  });
});
