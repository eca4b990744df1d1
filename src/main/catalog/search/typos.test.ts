import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editsBetween, editsForgiven, editsStored, remnantsOf } from './typos.ts';

/** The definition, letter by letter, with nothing left out: optimal string alignment. */
function plainEdits(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, row) =>
    Array.from({ length: other.length + 1 }, (_, at) => (row === 0 ? at : at === 0 ? row : 0)),
  );
  const edits = (row: number, at: number): number => table[row]?.[at] ?? 0;
  for (let row = 1; row <= one.length; row++) {
    for (let at = 1; at <= other.length; at++) {
      const swapped =
        row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
          ? edits(row - 2, at - 2) + 1
          : Number.POSITIVE_INFINITY;
      const best = Math.min(
        edits(row - 1, at) + 1,
        edits(row, at - 1) + 1,
        edits(row - 1, at - 1) + (one[row - 1] === other[at - 1] ? 0 : 1),
        swapped,
      );
      const cells = table[row];
      if (cells) cells[at] = best;
    }
  }
  return edits(one.length, other.length);
}

/** Few letters, so that random words are near one another. */
const word = fc.stringMatching(/^[абв]{3,12}$/);

test.each([
  ['молоко', 'молоко', 0],
  ['молоко', 'малоко', 1],
  ['молоко', 'омлоко', 1],
  ['молоко', 'молко', 1],
  ['молоко', 'моллоко', 1],
  ['молоко', 'олоко', 1],
  ['сервелат', 'сирвилат', 2],
  ['рис', 'сыр', 3],
])('from %s to %s it is %i', (one, other, edits) => {
  expect(editsBetween(one, other, 5)).toBe(edits);
  expect(editsBetween(other, one, 5)).toBe(edits);
});

test('edits are counted as defined, up to the most that matters', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 4 }), (one, other, max) => {
      expect(editsBetween(one, other, max)).toBe(Math.min(plainEdits(one, other), max + 1));
    }),
    { numRuns: 2000 },
  );
});

describe('words by their remnants', () => {
  test('are all that a comparison with every word finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 60 }), word, (vocabulary, typed) => {
        const forgiven = editsForgiven(typed.length);
        const asked = remnantsOf(typed, forgiven);
        const found = vocabulary.filter((stored) => {
          const remnants = remnantsOf(stored, editsStored(stored.length));
          return [...asked].some((remnant) => remnants.has(remnant));
        });
        const near = (candidates: readonly string[]): readonly string[] =>
          candidates.filter((stored) => plainEdits(typed, stored) <= forgiven);
        if (forgiven > 0) expect(near(found)).toEqual(near(vocabulary));
      }),
      { numRuns: 1000 },
    );
  });

  test('one edit is forgiven from four letters, two from eight', () => {
    expect([1, 3, 4, 7, 8, 20].map(editsForgiven)).toEqual([0, 0, 1, 1, 2, 2]);
  });
});
