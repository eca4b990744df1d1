import { expect, test } from 'vitest';
import { draftTotal, piecesOf, readPieces, toCounts, withPieces } from './count-draft.ts';

test('pieces go up and down, never below nothing, never beyond reason', () => {
  const two = withPieces(withPieces({}, 100, 1), 100, 2);
  expect([piecesOf(two, 100), piecesOf(two, 500)]).toEqual([2, 0]);
  expect(piecesOf(withPieces(two, 100, -1), 100)).toBe(0);
  expect(piecesOf(withPieces(two, 100, 4_600_000), 100)).toBe(100_000);
});

test('what is typed is read as digits', () => {
  expect(['', '12', '1 2x', '4600000000017'].map(readPieces)).toEqual([0, 12, 12, 460_000]);
});

test('main is told what there is, the largest first, and the total is theirs', () => {
  const draft = { 100: 3, 500000: 2, 50: 0 };
  expect(toCounts(draft, 'RUB')).toEqual([
    { denominationMinor: 500_000, count: 2 },
    { denominationMinor: 100, count: 3 },
  ]);
  expect(draftTotal(draft, 'RUB')).toEqual({ amountMinor: 1_000_300, currency: 'RUB' });
  expect(draftTotal({}, 'KWD')).toEqual({ amountMinor: 0, currency: 'KWD' });
});
