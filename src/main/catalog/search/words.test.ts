import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldLetters } from './search-text.ts';
import { splitWords, storedWords } from './words.ts';

const words = (text: string) => splitWords(foldLetters(text)).words.map((word) => word.text);
const stored = (text: string) => [...storedWords([text])];

describe('words of a text', () => {
  test.each([
    ['Молоко «Простоквашино», 3,2%', ['молоко', 'простоквашино', '3_2']],
    ['Coca-Cola', ['coca', 'cola']],
    ["Lay's Dolce d’Oro", ['lays', 'dolce', 'doro']],
    ['LED E27 CR2032', ['led', 'e27', 'cr2032']],
    ['7UP лимон', ['7up', 'лимон']],
    ['70х140 50x90 30×40 5*6', ['70', '140', '50', '90', '30', '40', '5', '6']],
    ['1:43', ['1', '43']],
    ['', []],
    ['… ! "*"', []],
  ])('%j are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('are letters, digits and one sign between digits, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of words(text)) expect(word).toMatch(/^(?:[\p{L}\p{N}]+|\d+_\d+)$/u);
        for (const word of stored(text)) expect(word).toMatch(/^(?:[\p{L}\p{N}]+|\d+(?:_\d+)?[a-z]*)$/u);
      }),
      { numRuns: 500 },
    );
  });

  test('stand where they are said to', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[а-яa-z ,.'-]{0,40}$/), (text) => {
        for (const { text: word, from, to } of splitWords(text).words)
          expect(text.slice(from, to).replaceAll("'", '')).toBe(word);
      }),
    );
  });
});

describe('numbers with units', () => {
  test.each([
    ['0,5 л', '500ml'],
    ['0.5л', '500ml'],
    ['500 ml', '500ml'],
    ['1,5 l', '1500ml'],
    ['0,9 кг', '900g'],
    ['900г', '900g'],
    ['10 шт', '10pc'],
    ['26 см', '260mm'],
    ['11 Вт', '11w'],
    ['82,5 г', '82_5g'],
  ])('%j is stored as %j, and its unit not by itself', (text, quantity) => {
    const [number, ...rest] = stored(text);
    expect(number).toMatch(/^\d+(?:_\d+)?$/);
    expect(rest).toEqual([quantity]);
  });

  test('a unit may be typed half', () => {
    expect(splitWords('500 м').quantities[0]?.maybe).toEqual(expect.arrayContaining(['500ml', '500000mm']));
  });

  test('a word after a number is not one', () => {
    expect(stored('3 корочки')).toEqual(['3', 'корочки']);
    expect(stored('С0')).toEqual(['с0']);
  });
});
