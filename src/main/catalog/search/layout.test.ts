import fc from 'fast-check';
import { expect, test } from 'vitest';
import { otherLayout } from './layout.ts';

test.each([
  ['vjkjrj', 'молоко'],
  ['руддщ', 'hello'],
  ['[kt,', 'хлеб'],
  ['`;br', 'ёжик'],
  ["j,]zdktybt 'nj", 'объявление это'],
  ['Vjkjrj 3', 'Молоко 3'],
  ['100', '100'],
])('the keys of %j write %j', (typed, meant) => {
  expect(otherLayout(typed)).toBe(meant);
});

test('turned twice a text is as it was', () => {
  const text = fc.oneof(
    fc.stringMatching(/^[ -~]*$/),
    fc.stringMatching(/^[а-яёА-ЯЁ ]*$/),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(text, (typed) => {
      expect(otherLayout(otherLayout(typed))).toBe(typed.normalize('NFC'));
    }),
  );
});
