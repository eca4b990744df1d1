import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, partsQuery, prefixQuery } from './search-text.ts';

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

describe('queries', () => {
  test('words become prefixes, or parts of three letters and more', () => {
    expect(prefixQuery('Мол, 1')).toBe('"мол"* "1"*');
    expect(partsQuery('пучино капу')).toBe('"пучино" "капу"');
    expect(partsQuery('капу но')).toBeNull();
    for (const nothing of ['', '   ', '"*"', '—']) {
      expect(prefixQuery(nothing)).toBeNull();
      expect(partsQuery(nothing)).toBeNull();
    }
  });

  test('T-8 no text smuggles the syntax of the search engine in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(prefixQuery(text) ?? '""*').toMatch(/^"[^"]*"\*(?: "[^"]*"\*)*$/);
        expect(partsQuery(text) ?? '""').toMatch(/^"[^"]*"(?: "[^"]*")*$/);
      }),
    );
  });
});
