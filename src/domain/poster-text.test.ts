import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Typeface } from './poster.ts';
import { fitText, printable, type TextFit } from './poster-text.ts';

/** Every character is half as wide as it is high. */
const EVEN: Typeface = {
  measure: (text, size) => (Array.from(text).length * size) / 2,
  covers: (codePoint) =>
    codePoint < 0x300 || (codePoint > 0x36f && codePoint < 0x500) || codePoint === 0xe000,
};
const FIT: TextFit = { size: 10, smallest: 5, weight: 'regular', maxLines: 2 };
const set = (texts: readonly string[], changes: Partial<TextFit> = {}, width = 50) => {
  const { size, lines, cut } = fitText(texts, { ...FIT, ...changes }, width, EVEN);
  return { size, lines: lines.map(({ text }) => text), cut };
};

describe('a text', () => {
  test('that fits is as large as wanted', () => {
    expect(set(['ten signs!'])).toEqual({ size: 10, lines: ['ten signs!'], cut: false });
    expect(set([''])).toEqual({ size: 10, lines: [], cut: false });
  });

  test('is wrapped between words before it is made smaller', () => {
    expect(set(['hello my world'])).toEqual({ size: 10, lines: ['hello my', 'world'], cut: false });
  });

  test('is wrapped into lines of even width: no last line of one short word', () => {
    expect(set(['aaaa bbbb cc'], {}, 50).lines).toEqual(['aaaa', 'bbbb cc']);
  });

  test('is made smaller before a word is broken or a line is cut', () => {
    const { size, lines } = set(['unbreakables']);
    expect(size).toBeLessThan(10);
    expect(size * 6).toBeLessThanOrEqual(50);
    expect(lines).toEqual(['unbreakables']);
    expect(set(['one two three four five six']).cut).toBe(false);
  });

  test('too long for one line at the smallest size is broken with a hyphen between letters, not between digits', () => {
    expect(set(['абвгдежзиклмнопрстуфхцч'])).toEqual({
      size: 5,
      lines: ['абвгдежзиклмнопрсту-', 'фхцч'],
      cut: false,
    });
    expect(set(['1234567890123456789012']).lines).toEqual(['12345678901234567890', '12']);
  });

  test('too long altogether ends with an ellipsis, not with half a sentence', () => {
    const { lines, cut } = set(['one two three, four five six, seven eight nine, ten eleven']);
    expect(cut).toBe(true);
    expect(lines).toEqual(['one two three, four', 'five six, seven…']);
  });

  test('breaks after a hyphen or a slash of its own, never at a space that joins', () => {
    expect(set(['Санкт-Петербург'], { smallest: 10 }, 40).lines).toEqual(['Санкт-', 'Петербу…']);
    expect(set(['10\u00a0000\u00a0руб'], { smallest: 10, maxLines: 1 }, 50).lines).toEqual([
      '10\u00a0000\u00a0руб',
    ]);
  });

  test('of an address is broken anywhere, and nothing is put in', () => {
    const address = 'https://pay.example/a-b/c';
    const { lines } = set([address], { anywhere: true, maxLines: 9 }, 30);
    expect(lines.join('')).toBe(address);
    expect(lines[0]).toHaveLength(6);
  });

  test('of several paragraphs keeps each on lines of its own, told apart where one has several', () => {
    const { lines } = fitText(['aa', 'bb'], FIT, 50, EVEN);
    expect(lines.map(({ opens }) => opens)).toEqual([false, false]);
    const { lines: longer } = fitText(['aaaaaa bbbbbb', 'cc'], { ...FIT, maxLines: 3 }, 50, EVEN);
    expect(longer.map(({ text, opens }) => [text, opens])).toEqual([
      ['aaaaaa', false],
      ['bbbbbb', false],
      ['cc', true],
    ]);
  });

  test('of whatever words is never wider than its line, nor longer than it may be, and lost only with an ellipsis', () => {
    const texts = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'я', 'Щ', '1', '-', '/', ' ', '.'), maxLength: 90 }),
    );
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 6, max: 80 }),
        (given, maxLines, width) => {
          const { lines, cut, size } = fitText(given, { ...FIT, maxLines }, width, EVEN);
          expect(lines.length).toBeLessThanOrEqual(maxLines);
          expect(size).toBeGreaterThanOrEqual(5);
          for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 1e-6);
          const squeeze = (text: string): string => text.replace(/[\s-]/g, '');
          const shown = squeeze(lines.map(({ text }) => text).join(''));
          if (cut) expect(shown.endsWith('…')).toBe(true);
          else expect(shown).toBe(squeeze(given.join('')));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what can be printed', () => {
  const of = (text: string) => printable(text, EVEN.covers);

  test.each([
    ['Кофе «Ё», 100 %', 'Кофе «Ё», 100 %'],
    ['  two \t lines\r\nand more ', 'two lines and more'],
    ['cod\u202eexe\u200b', 'codexe'],
    ['Ａ１ ﬁ', 'A1 fi'],
    ['cafe\u0301', 'café'],
    ['ở', 'o'],
    ['\u3000x', 'x'],
  ])('%j is %j, and nothing is lost', (given, text) => {
    expect(of(given)).toEqual({ text, replaced: [] });
  });

  test('pictures go, letters of other scripts are seen to be missing, and both are told once', () => {
    expect(of('A 👩‍👩‍👧 B 中中 ש 🇷🇺 \ud83d\ue000')).toEqual({
      text: 'A B ?? ? ??',
      replaced: ['👩‍👩‍👧', '中', 'ש', '🇷🇺', '\ud83d', '\ue000'],
    });
  });

  test('whatever is written, what is left can be printed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        for (const character of of(given).text) expect(EVEN.covers(character.codePointAt(0) ?? 0)).toBe(true);
      }),
    );
  });
});
